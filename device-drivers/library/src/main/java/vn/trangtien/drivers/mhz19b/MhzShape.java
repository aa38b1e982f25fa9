package vn.trangtien.drivers.mhz19b;

import vn.trangtien.drivers.framing.ByteSum;
import vn.trangtien.drivers.framing.FrameShape;

/**
 * Answers of the sensor, 9 bytes: {@code FF}, the command answered, six bytes of data, and the two's complement of the sum of
 * bytes 1 to 7. Newer firmware answers the command for self-calibration too.
 */
final class MhzShape implements FrameShape {

    static final byte READ = (byte) 0x86;
    static final byte SELF_CALIBRATION = 0x79;

    private static final byte START = (byte) 0xFF;
    private static final int LENGTH = 9;

    @Override
    public String signature() {
        return "FF 86";
    }

    @Override
    public int longest() {
        return LENGTH;
    }

    @Override
    public int length(byte[] bytes, int filled) {
        if (bytes[0] != START || (filled > 1 && bytes[1] != READ && bytes[1] != SELF_CALIBRATION)) {
            return NO_FRAME;
        }
        return LENGTH;
    }

    @Override
    public boolean sumFits(byte[] frame) {
        return frame[LENGTH - 1] == checksum(frame);
    }

    /** {@code FF 01 command value 0 0 0 0 sum}, where 01 addresses any sensor. */
    static byte[] command(byte code, int value) {
        byte[] command = {START, 1, code, (byte) value, 0, 0, 0, 0, 0};
        command[LENGTH - 1] = checksum(command);
        return command;
    }

    private static byte checksum(byte[] frame) {
        return (byte) -ByteSum.of(frame, 1, LENGTH - 1);
    }
}
