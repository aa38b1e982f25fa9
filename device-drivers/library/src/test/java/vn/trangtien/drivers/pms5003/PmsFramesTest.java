package vn.trangtien.drivers.pms5003;

import java.nio.ByteBuffer;
import java.util.Random;
import vn.trangtien.drivers.framing.FrameShape;
import vn.trangtien.drivers.framing.FrameShapeContract;

class PmsFramesTest extends FrameShapeContract {

    @Override
    protected FrameShape shape() {
        return new PmsShape();
    }

    @Override
    protected byte[] frame(Random source) {
        short length = (short) (source.nextInt(4) == 0 ? 4 : 28);
        ByteBuffer frame =
                ByteBuffer.allocate(4 + length).putShort((short) 0x424D).putShort(length);
        while (frame.remaining() > 2) {
            frame.put((byte) source.nextInt(256));
        }
        return frame.putShort((short) sum(frame.array())).array();
    }

    @Override
    protected boolean isFrame(byte[] bytes) {
        if (bytes.length != 8 && bytes.length != 32) {
            return false;
        }
        ByteBuffer frame = ByteBuffer.wrap(bytes);
        return frame.getShort(0) == 0x424D
                && frame.getShort(2) == bytes.length - 4
                && frame.getShort(bytes.length - 2) == (short) sum(bytes);
    }

    private static int sum(byte[] frame) {
        int sum = 0;
        for (int i = 0; i < frame.length - 2; i++) {
            sum += Byte.toUnsignedInt(frame[i]);
        }
        return sum;
    }
}
