package vn.trangtien.sim.camera.rtsp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import vn.trangtien.sim.camera.film.AccessUnit;
import vn.trangtien.sim.camera.film.Codec;
import vn.trangtien.sim.camera.film.Film;

/**
 * Cuts pictures into RTP packets. Parameter sets travel together in one aggregation packet before each key picture (STAP-A of
 * RFC 6184 section 5.7.1, AP of RFC 7798 section 4.4.2), small NAL units whole, large ones in fragments (FU-A section 5.8, FU
 * section 4.4.3). One for each session; not thread-safe.
 */
final class RtpPacketiser {

    static final int HEADER_BYTES = 12;

    /** Fits an Ethernet frame together with the headers of IP, UDP and a tunnel. */
    static final int PAYLOAD_BYTES = 1380;

    private static final int VERSION_2 = 0x80;
    private static final int MARKER = 0x80;
    private static final int FRAGMENT_START = 0x80;
    private static final int FRAGMENT_END = 0x40;

    private static final int H264_AGGREGATION = 24;
    private static final int H264_FRAGMENT = 28;
    private static final int H265_AGGREGATION = 48;
    private static final int H265_FRAGMENT = 49;

    /** Takes one packet; the array is used again for the next one. */
    @FunctionalInterface
    interface Sink {

        void send(byte[] packet, int length) throws IOException;
    }

    private final int source;
    private final byte[] packet = new byte[HEADER_BYTES + PAYLOAD_BYTES];
    private int sequence;
    private long packets;
    private long payloadBytes;

    /**
     * @param source the stream's random number (SSRC)
     * @param firstSequence sequence number of the first packet, 0 to 65535
     */
    RtpPacketiser(int source, int firstSequence) {
        this.source = source;
        this.sequence = firstSequence;
    }

    /** How many packets were made, for the sender report. */
    long packets() {
        return packets;
    }

    /** How many bytes they carried without their headers, for the sender report. */
    long payloadBytes() {
        return payloadBytes;
    }

    /** @param timestamp in units of the clock rate; only the lower 32 bits travel */
    void send(Film film, AccessUnit picture, long timestamp, Sink sink) throws IOException {
        if (picture.isKey()) {
            // Repeated before each key picture, as cameras do, for whoever joins late.
            sendTogether(film.codec(), film.parameterSets(), timestamp, sink);
        }
        List<byte[]> nals = picture.nalUnits();
        for (int i = 0; i < nals.size(); i++) {
            send(film.codec(), nals.get(i), timestamp, i == nals.size() - 1, sink);
        }
    }

    /** One packet of some other payload type, for example of sound. */
    void sendRaw(int payloadType, byte[] payload, long timestamp, Sink sink) throws IOException {
        finish(header(timestamp, false, payloadType).put(payload), sink);
    }

    private void sendTogether(Codec codec, List<byte[]> nals, long timestamp, Sink sink) throws IOException {
        int headerBytes = codec == Codec.H265 ? 2 : 1;
        if (nals.stream().mapToInt(nal -> nal.length + Short.BYTES).sum() + headerBytes > PAYLOAD_BYTES) {
            for (byte[] nal : nals) {
                send(codec, nal, timestamp, false, sink);
            }
            return;
        }
        ByteBuffer buffer = header(timestamp, false, SessionDescription.PAYLOAD_TYPE);
        if (codec == Codec.H265) {
            buffer.put((byte) (H265_AGGREGATION << 1)).put(nals.get(0)[1]);
        } else {
            int importance = nals.stream().mapToInt(nal -> nal[0] & 0x60).max().orElse(0);
            buffer.put((byte) (importance | H264_AGGREGATION));
        }
        nals.forEach(nal -> buffer.putShort((short) nal.length).put(nal));
        finish(buffer, sink);
    }

    private void send(Codec codec, byte[] nal, long timestamp, boolean lastOfPicture, Sink sink) throws IOException {
        if (nal.length <= PAYLOAD_BYTES) {
            finish(
                    header(timestamp, lastOfPicture, SessionDescription.PAYLOAD_TYPE)
                            .put(nal),
                    sink);
            return;
        }
        boolean h265 = codec == Codec.H265;
        int nalHeader = h265 ? 2 : 1;
        int type = h265 ? nal[0] >> 1 & 0x3F : nal[0] & 0x1F;
        int room = PAYLOAD_BYTES - nalHeader - 1;
        for (int from = nalHeader; from < nal.length; from += room) {
            int length = Math.min(room, nal.length - from);
            boolean last = from + length == nal.length;
            int flags = (from == nalHeader ? FRAGMENT_START : 0) | (last ? FRAGMENT_END : 0);
            ByteBuffer buffer = header(timestamp, lastOfPicture && last, SessionDescription.PAYLOAD_TYPE);
            if (h265) {
                buffer.put((byte) (nal[0] & 0x81 | H265_FRAGMENT << 1)).put(nal[1]);
            } else {
                buffer.put((byte) (nal[0] & 0xE0 | H264_FRAGMENT));
            }
            finish(buffer.put((byte) (flags | type)).put(nal, from, length), sink);
        }
    }

    private ByteBuffer header(long timestamp, boolean marker, int payloadType) {
        ByteBuffer buffer = ByteBuffer.wrap(packet)
                .put((byte) VERSION_2)
                .put((byte) ((marker ? MARKER : 0) | payloadType))
                .putShort((short) sequence)
                .putInt((int) timestamp)
                .putInt(source);
        sequence = sequence + 1 & 0xFFFF;
        return buffer;
    }

    private void finish(ByteBuffer buffer, Sink sink) throws IOException {
        packets++;
        payloadBytes += buffer.position() - HEADER_BYTES;
        sink.send(packet, buffer.position());
    }
}
