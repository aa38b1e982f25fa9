package vn.trangtien.drivers.a02yyuw;

import java.util.Random;
import vn.trangtien.drivers.framing.FrameShape;
import vn.trangtien.drivers.framing.FrameShapeContract;

class DistanceFramesTest extends FrameShapeContract {

    @Override
    protected FrameShape shape() {
        return new DistanceShape();
    }

    @Override
    protected byte[] frame(Random source) {
        int high = source.nextInt(0x12);
        int low = source.nextInt(256);
        return new byte[] {(byte) 0xFF, (byte) high, (byte) low, (byte) (0xFF + high + low & 0xFF)};
    }

    @Override
    protected boolean isFrame(byte[] bytes) {
        return bytes.length == 4
                && Byte.toUnsignedInt(bytes[0]) == 255
                && (255 + Byte.toUnsignedInt(bytes[1]) + Byte.toUnsignedInt(bytes[2])) % 256
                        == Byte.toUnsignedInt(bytes[3]);
    }
}
