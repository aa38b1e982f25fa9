package vn.trangtien.drivers.sds011;

import vn.trangtien.drivers.framing.ByteSum;
import vn.trangtien.drivers.framing.FrameShape;

/**
 * Frames of the sensor, 10 bytes.
 *
 * <pre>
 * AA  C0 measurement or C5 answer  data (6)  sum (low byte of the data)  AB
 * </pre>
 */
final class SdsShape implements FrameShape {

    static final byte MEASUREMENT = (byte) 0xC0;
    static final byte ANSWER = (byte) 0xC5;

    private static final byte HEAD = (byte) 0xAA;
    private static final byte TAIL = (byte) 0xAB;
    private static final int LENGTH = 10;

    @Override
    public String signature() {
        return "AA C0 .. AB";
    }

    @Override
    public int longest() {
        return LENGTH;
    }

    @Override
    public int length(byte[] bytes, int filled) {
        if (bytes[0] != HEAD || (filled > 1 && bytes[1] != MEASUREMENT && bytes[1] != ANSWER)) {
            return NO_FRAME;
        }
        return LENGTH;
    }

    @Override
    public boolean sumFits(byte[] frame) {
        return (byte) ByteSum.of(frame, 2, 8) == frame[8] && frame[9] == TAIL;
    }
}
