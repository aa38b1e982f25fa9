package vn.trangtien.drivers.a02yyuw;

import vn.trangtien.drivers.framing.ByteSum;
import vn.trangtien.drivers.framing.FrameShape;

/**
 * {@code FF high low sum}, where the sum is the low byte of the three before it. FF may also be a data byte, so only the sum
 * tells where a frame begins.
 */
final class DistanceShape implements FrameShape {

    private static final byte START = (byte) 0xFF;
    private static final int LENGTH = 4;

    @Override
    public String signature() {
        return "FF high low sum";
    }

    @Override
    public int longest() {
        return LENGTH;
    }

    @Override
    public int length(byte[] bytes, int filled) {
        return bytes[0] == START ? LENGTH : NO_FRAME;
    }

    @Override
    public boolean sumFits(byte[] frame) {
        return (byte) ByteSum.of(frame, 0, LENGTH - 1) == frame[LENGTH - 1];
    }

    /** The raw 16-bit value. */
    static int distance(byte[] frame) {
        return ((frame[1] & 0xFF) << 8) | (frame[2] & 0xFF);
    }
}
