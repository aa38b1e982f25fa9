package vn.trangtien.drivers.pms5003;

import vn.trangtien.drivers.framing.ByteSum;
import vn.trangtien.drivers.framing.FrameShape;

/**
 * Frames of the sensor.
 *
 * <pre>
 * 42 4D  length (2, big endian)  payload  sum (2, of all bytes before it)
 * </pre>
 *
 * <p>Lengths are 28 for a measurement and 4 for the answer to a command; anything else is noise that contains {@code 42 4D}.
 */
final class PmsShape implements FrameShape {

    private static final byte START_1 = 0x42;
    private static final byte START_2 = 0x4D;
    private static final int HEADER = 4;
    private static final int ANSWER_LENGTH = 4;
    private static final int MEASUREMENT_LENGTH = 28;

    /** Whole answer to a command from {@code 42 4D} to the checksum. */
    static final int ANSWER = HEADER + ANSWER_LENGTH;

    /** Whole measurement from {@code 42 4D} to the checksum. */
    static final int MEASUREMENT = HEADER + MEASUREMENT_LENGTH;

    @Override
    public String signature() {
        return "42 4D 00 1C";
    }

    @Override
    public int longest() {
        return MEASUREMENT;
    }

    @Override
    public int length(byte[] bytes, int filled) {
        if (bytes[0] != START_1 || (filled > 1 && bytes[1] != START_2)) {
            return NO_FRAME;
        }
        if (filled < HEADER) {
            return HEADER;
        }
        int stated = ((bytes[2] & 0xFF) << 8) | (bytes[3] & 0xFF);
        return stated == MEASUREMENT_LENGTH || stated == ANSWER_LENGTH ? HEADER + stated : NO_FRAME;
    }

    @Override
    public boolean sumFits(byte[] frame) {
        int end = frame.length - 2;
        int stated = ((frame[end] & 0xFF) << 8) | (frame[end + 1] & 0xFF);
        return ByteSum.of(frame, 0, end) == stated;
    }
}
