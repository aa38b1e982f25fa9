package vn.trangtien.sim.camera.rtsp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Writes the compound packet that tells which time of day belongs to which RTP time stamp (RFC 3550 sections 6.4.1 and 6.5). */
final class SenderReport {

    private static final int VERSION_2 = 0x80;
    private static final int SENDER_REPORT = 200;
    private static final int SOURCE_DESCRIPTION = 202;
    private static final int GOODBYE = 203;
    private static final int SENDER_REPORT_WORDS = 6;
    private static final int CANONICAL_NAME = 1;
    /** NTP counts from 1900. */
    private static final long NTP_BEFORE_UNIX_SECONDS = 2_208_988_800L;

    private static final byte[] NAME = "camera@simulator".getBytes(StandardCharsets.US_ASCII);

    private SenderReport() {}

    static byte[] of(int source, Instant now, long rtpTimestamp, long packets, long payloadBytes) {
        ByteBuffer out = ByteBuffer.allocate(128)
                .put((byte) VERSION_2)
                .put((byte) SENDER_REPORT)
                .putShort((short) SENDER_REPORT_WORDS)
                .putInt(source)
                .putInt((int) (now.getEpochSecond() + NTP_BEFORE_UNIX_SECONDS))
                .putInt((int) (((long) now.getNano() << 32) / 1_000_000_000L))
                .putInt((int) rtpTimestamp)
                .putInt((int) packets)
                .putInt((int) payloadBytes);
        describe(out, source);
        return bytes(out);
    }

    /** Says that no more packets come. */
    static byte[] goodbye(int source) {
        // A compound packet begins with a report, here one without blocks.
        ByteBuffer out = ByteBuffer.allocate(128)
                .put((byte) VERSION_2)
                .put((byte) (SENDER_REPORT + 1))
                .putShort((short) 1)
                .putInt(source);
        describe(out, source);
        out.put((byte) (VERSION_2 | 1)).put((byte) GOODBYE).putShort((short) 1).putInt(source);
        return bytes(out);
    }

    private static void describe(ByteBuffer out, int source) {
        int chunk = Integer.BYTES + 2 + NAME.length + 1;
        int padded = (chunk + 3) / 4 * 4;
        out.put((byte) (VERSION_2 | 1))
                .put((byte) SOURCE_DESCRIPTION)
                .putShort((short) (padded / 4))
                .putInt(source)
                .put((byte) CANONICAL_NAME)
                .put((byte) NAME.length)
                .put(NAME)
                .put(new byte[padded - chunk + 1]);
    }

    private static byte[] bytes(ByteBuffer out) {
        var bytes = new byte[out.position()];
        out.flip().get(bytes);
        return bytes;
    }
}
