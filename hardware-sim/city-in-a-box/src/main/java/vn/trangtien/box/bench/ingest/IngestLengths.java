package vn.trangtien.box.bench.ingest;

import java.time.Duration;
import java.util.List;
import vn.trangtien.sim.fleet.load.Habits;

/**
 * What is done.
 *
 * @param rate messages a second of the whole fleet
 * @param measured how long
 * @param warmUp before that, at the same rate, so that the compiler has seen everything
 * @param gateways each with a TLS line of its own
 * @param channels values in a message
 * @param serverOptions further options for the server's JVM
 */
public record IngestLengths(
        double rate,
        Duration measured,
        Duration warmUp,
        int gateways,
        int channels,
        Habits habits,
        List<String> serverOptions) {

    private static final int MOST_GATEWAYS = 20_000;

    public IngestLengths {
        serverOptions = List.copyOf(serverOptions);
        if (!(rate >= 1 && rate <= 1e6)) {
            throw new IllegalArgumentException("rate must be 1 to 1000000 messages a second, but was " + rate);
        }
        if (gateways < 1 || gateways > MOST_GATEWAYS) {
            throw new IllegalArgumentException(
                    "gateways must be 1 to %d, but was %d".formatted(MOST_GATEWAYS, gateways));
        }
        if (channels < 1 || channels > 200) {
            throw new IllegalArgumentException("channels must be 1 to 200, but was " + channels);
        }
        if (measured.toMillis() < 1000) {
            throw new IllegalArgumentException("the time measured must be at least 1s, but was " + measured);
        }
    }

    /** The same with so many gateways. */
    IngestLengths withGateways(int number) {
        return new IngestLengths(rate, measured, warmUp, number, channels, habits, serverOptions);
    }
}
