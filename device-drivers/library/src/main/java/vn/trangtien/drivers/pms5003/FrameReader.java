package vn.trangtien.drivers.pms5003;

import java.util.Arrays;
import java.util.Optional;

/**
 * Finds measurements in the byte stream.
 *
 * <pre>
 * 42 4D  length (2, big endian)  payload  sum (2, of all bytes before it)
 * </pre>
 *
 * <p>Lengths are 28 for a measurement and 4 for the answer to a command. Anything else is noise that happened to contain
 * {@code 42 4D}, and the search goes on one byte later, so that a frame inside the noise is not lost.
 */
final class FrameReader {

    private static final byte START_1 = 0x42;
    private static final byte START_2 = 0x4D;
    private static final int HEADER = 4;
    private static final int ANSWER_LENGTH = 4;

    private final byte[] buffer = new byte[256];
    private int filled;
    private int badSums;
    private int strayBytes;

    /** Takes bytes and returns the newest measurement they complete. */
    Optional<Frame> accept(byte[] bytes) {
        Optional<Frame> newest = Optional.empty();
        for (byte b : bytes) {
            buffer[filled++] = b;
            Optional<Frame> completed = scan();
            if (completed.isPresent()) {
                newest = completed;
            }
        }
        return newest;
    }

    /** Frames with a wrong checksum since the last {@link #reset}. */
    int badSums() {
        return badSums;
    }

    /** Bytes that belonged to no frame since the last {@link #reset}, including an unfinished frame. */
    int strayBytes() {
        return strayBytes + filled;
    }

    void reset() {
        filled = 0;
        badSums = 0;
        strayBytes = 0;
    }

    private Optional<Frame> scan() {
        while (filled > 0) {
            if (!mayStartFrame()) {
                drop(1);
                strayBytes++;
                continue;
            }
            if (filled < HEADER) {
                return Optional.empty();
            }
            int total = HEADER + length();
            if (filled < total) {
                return Optional.empty();
            }
            byte[] frame = Arrays.copyOf(buffer, total);
            if (!sumFits(frame)) {
                badSums++;
                drop(1);
                continue;
            }
            drop(total);
            if (total == HEADER + Frame.LENGTH) {
                return Optional.of(Frame.of(frame));
            }
        }
        return Optional.empty();
    }

    private boolean mayStartFrame() {
        if (buffer[0] != START_1 || (filled > 1 && buffer[1] != START_2)) {
            return false;
        }
        return filled < HEADER || length() == Frame.LENGTH || length() == ANSWER_LENGTH;
    }

    private int length() {
        return ((buffer[2] & 0xFF) << 8) | (buffer[3] & 0xFF);
    }

    private void drop(int count) {
        System.arraycopy(buffer, count, buffer, 0, filled - count);
        filled -= count;
    }

    private static boolean sumFits(byte[] frame) {
        int sum = 0;
        for (int i = 0; i < frame.length - 2; i++) {
            sum += frame[i] & 0xFF;
        }
        int stated = ((frame[frame.length - 2] & 0xFF) << 8) | (frame[frame.length - 1] & 0xFF);
        return (sum & 0xFFFF) == stated;
    }
}
