package vn.trangtien.sim.camera;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts pictures into RTP packets: small NAL units whole, large ones in fragments (FU-A, RFC 6184 section 5.8). One for each
 * session; not thread-safe.
 */
final class RtpPacketiser {

    static final int CLOCK_RATE = 90_000;

    private static final int HEADER_BYTES = 12;
    /** Fits an Ethernet frame together with the headers of IP, UDP and a tunnel. */
    private static final int PAYLOAD_BYTES = 1380;

    private static final int VERSION_2 = 0x80;
    private static final int MARKER = 0x80;
    private static final int FRAGMENT_TYPE = 28;
    private static final int FRAGMENT_START = 0x80;
    private static final int FRAGMENT_END = 0x40;

    /** Takes one packet; the array is used again for the next one. */
    @FunctionalInterface
    interface Sink {

        void send(byte[] packet, int length) throws IOException;
    }

    private final H264Film film;
    private final int source;
    private final byte[] packet = new byte[HEADER_BYTES + PAYLOAD_BYTES];
    private int sequence;

    /**
     * @param source the stream's random number (SSRC)
     * @param firstSequence sequence number of the first packet, 0 to 65535
     */
    RtpPacketiser(H264Film film, int source, int firstSequence) {
        this.film = film;
        this.source = source;
        this.sequence = firstSequence;
    }

    /** @param timestamp in units of the clock rate; only the lower 32 bits travel */
    void send(AccessUnit picture, long timestamp, Sink sink) throws IOException {
        List<byte[]> nals = withParameterSets(picture);
        for (int i = 0; i < nals.size(); i++) {
            send(nals.get(i), timestamp, i == nals.size() - 1, sink);
        }
    }

    /** Repeats the parameter sets before each key picture, as cameras do, for whoever joins late. */
    private List<byte[]> withParameterSets(AccessUnit picture) {
        if (!picture.isKey()) {
            return picture.nalUnits();
        }
        var nals = new ArrayList<byte[]>();
        nals.add(film.sequenceParameters());
        nals.add(film.pictureParameters());
        nals.addAll(picture.nalUnits());
        return nals;
    }

    private void send(byte[] nal, long timestamp, boolean lastOfPicture, Sink sink) throws IOException {
        if (nal.length <= PAYLOAD_BYTES) {
            sink.send(packet, header(timestamp, lastOfPicture).put(nal).position());
            return;
        }
        int indicator = (nal[0] & 0xE0) | FRAGMENT_TYPE;
        int type = nal[0] & 0x1F;
        int room = PAYLOAD_BYTES - 2;
        for (int from = 1; from < nal.length; from += room) {
            int length = Math.min(room, nal.length - from);
            boolean last = from + length == nal.length;
            int flags = (from == 1 ? FRAGMENT_START : 0) | (last ? FRAGMENT_END : 0);
            ByteBuffer buffer = header(timestamp, lastOfPicture && last)
                    .put((byte) indicator)
                    .put((byte) (flags | type))
                    .put(nal, from, length);
            sink.send(packet, buffer.position());
        }
    }

    private ByteBuffer header(long timestamp, boolean marker) {
        ByteBuffer buffer = ByteBuffer.wrap(packet)
                .put((byte) VERSION_2)
                .put((byte) ((marker ? MARKER : 0) | SessionDescription.PAYLOAD_TYPE))
                .putShort((short) sequence)
                .putInt((int) timestamp)
                .putInt(source);
        sequence = sequence + 1 & 0xFFFF;
        return buffer;
    }
}
