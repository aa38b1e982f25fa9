package vn.trangtien.sim.camera.rtsp;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * What a client says about the packets that reached it (RFC 3550 section 6.4.2).
 *
 * @param source the stream it speaks of (SSRC)
 * @param lostShare share of packets lost since its last report, 0 to 1
 * @param lost packets lost since the beginning; negative if there were more duplicates than losses
 * @param highestSequence the highest sequence number it has seen, with the rounds in the upper half
 * @param jitter mean deviation of arrival, in ticks of the stream's clock
 */
public record ReceiverReport(int source, double lostShare, int lost, long highestSequence, long jitter) {

    private static final int RECEIVER_REPORT = 201;
    private static final int SENDER_REPORT = 200;
    private static final int SENDER_INFO_BYTES = 20;
    private static final int HEADER_BYTES = 8;
    private static final int BLOCK_BYTES = 24;

    /** The first report block of a compound packet; empty if there is none or the packet makes no sense. */
    static Optional<ReceiverReport> first(byte[] compound, int length) {
        int at = 0;
        while (at + HEADER_BYTES <= length) {
            int count = compound[at] & 0x1F;
            int type = compound[at + 1] & 0xFF;
            int bytes = ((compound[at + 2] & 0xFF) << 8 | compound[at + 3] & 0xFF) * 4 + 4;
            int block = at + HEADER_BYTES + (type == SENDER_REPORT ? SENDER_INFO_BYTES : 0);
            boolean hasBlock = (type == RECEIVER_REPORT || type == SENDER_REPORT) && count > 0;
            if (hasBlock && block + BLOCK_BYTES <= Math.min(length, at + bytes)) {
                ByteBuffer in = ByteBuffer.wrap(compound, block, BLOCK_BYTES);
                int source = in.getInt();
                int losses = in.getInt();
                return Optional.of(new ReceiverReport(
                        source,
                        (losses >>> 24) / 256.0,
                        losses << 8 >> 8,
                        in.getInt() & 0xFFFFFFFFL,
                        in.getInt() & 0xFFFFFFFFL));
            }
            at += bytes;
        }
        return Optional.empty();
    }
}
