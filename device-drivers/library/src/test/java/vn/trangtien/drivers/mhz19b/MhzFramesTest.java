package vn.trangtien.drivers.mhz19b;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.trangtien.drivers.testing.ScriptedLink.hex;

import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import vn.trangtien.drivers.framing.FrameReader;
import vn.trangtien.drivers.framing.FrameShape;
import vn.trangtien.drivers.framing.FrameShapeContract;

class MhzFramesTest extends FrameShapeContract {

    @Override
    protected FrameShape shape() {
        return new MhzShape();
    }

    @Override
    protected byte[] frame(Random source) {
        var frame = new byte[9];
        source.nextBytes(frame);
        frame[0] = (byte) 0xFF;
        frame[1] = (byte) (source.nextInt(4) == 0 ? 0x79 : 0x86);
        frame[8] = (byte) checksum(frame);
        return frame;
    }

    @Override
    protected boolean isFrame(byte[] bytes) {
        return bytes.length == 9
                && bytes[0] == (byte) 0xFF
                && (bytes[1] == (byte) 0x86 || bytes[1] == 0x79)
                && bytes[8] == (byte) checksum(bytes);
    }

    /** Winsen's manual; the checksum was recomputed. */
    @Test
    void exampleOfTheMaker() {
        assertThat(new FrameReader(shape()).accept(hex("FF 86 02 60 47 00 00 00 D1")))
                .hasSize(1);
    }

    @Test
    void commandsOfTheManual() {
        assertThat(HexFormat.ofDelimiter(" ").withUpperCase().formatHex(MhzShape.command(MhzShape.READ, 0)))
                .isEqualTo("FF 01 86 00 00 00 00 00 79");
        assertThat(HexFormat.ofDelimiter(" ").withUpperCase().formatHex(MhzShape.command((byte) 0x79, 0)))
                .isEqualTo("FF 01 79 00 00 00 00 00 86");
        assertThat(HexFormat.ofDelimiter(" ").withUpperCase().formatHex(MhzShape.command((byte) 0x79, 0xA0)))
                .isEqualTo("FF 01 79 A0 00 00 00 00 E6");
    }

    /** The manual's way: invert the sum of bytes 1 to 7 and add one. */
    private static int checksum(byte[] frame) {
        int sum = 0;
        for (int i = 1; i < 8; i++) {
            sum += Byte.toUnsignedInt(frame[i]);
        }
        return 0xFF - (sum & 0xFF) + 1;
    }
}
