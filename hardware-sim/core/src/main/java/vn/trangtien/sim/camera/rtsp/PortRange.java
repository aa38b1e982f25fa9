package vn.trangtien.sim.camera.rtsp;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The UDP ports that a server sends from: RTP from an even port and RTCP from the next one (RFC 3550 section 11).
 *
 * @param from lowest, even
 * @param to highest, so that at least one pair fits
 */
public record PortRange(int from, int to) {

    /** What the IANA leaves to everybody. */
    public static final PortRange USUAL = new PortRange(49_152, 65_535);

    private static final Logger LOG = System.getLogger(PortRange.class.getName());
    private static final int MOST_TRIES = 200;

    public PortRange {
        if (from < 1024 || to > 65_535 || from % 2 != 0 || to <= from) {
            throw new IllegalArgumentException(
                    "UDP ports must be from an even one at or above 1024 to one at or below 65535, with room for two, but were %d to %d"
                            .formatted(from, to));
        }
    }

    /** Two channels on neighbouring ports of the loopback interface. */
    record Pair(DatagramChannel even, DatagramChannel odd) {}

    /** @throws IOException if no pair is free */
    Pair open() throws IOException {
        int pairs = (to - from + 1) / 2;
        int first = ThreadLocalRandom.current().nextInt(pairs);
        for (int i = 0; i < Math.min(pairs, MOST_TRIES); i++) {
            int port = from + 2 * ((first + i) % pairs);
            DatagramChannel even = DatagramChannel.open();
            DatagramChannel odd = DatagramChannel.open();
            try {
                even.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                odd.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port + 1));
                return new Pair(even, odd);
            } catch (BindException e) {
                LOG.log(Level.DEBUG, "udp ports {0} and the next are taken", port);
                close(even);
                close(odd);
            }
        }
        throw new IOException("no two neighbouring UDP ports from %d to %d are free".formatted(from, to));
    }

    static void close(DatagramChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "a datagram channel did not close: {0}", e.getMessage());
        }
    }
}
