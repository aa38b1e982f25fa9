package vn.trangtien.drivers.sds011;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.trangtien.drivers.testing.ScriptedLink.hex;

import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.trangtien.drivers.framing.FrameReader;
import vn.trangtien.drivers.framing.FrameShape;
import vn.trangtien.drivers.framing.FrameShapeContract;

class SdsFramesTest extends FrameShapeContract {

    @Override
    protected FrameShape shape() {
        return new SdsShape();
    }

    @Override
    protected byte[] frame(Random source) {
        var frame = new byte[10];
        source.nextBytes(frame);
        frame[0] = (byte) 0xAA;
        frame[1] = (byte) (source.nextInt(4) == 0 ? 0xC5 : 0xC0);
        frame[8] = (byte) sum(frame);
        frame[9] = (byte) 0xAB;
        return frame;
    }

    @Override
    protected boolean isFrame(byte[] bytes) {
        return bytes.length == 10
                && bytes[0] == (byte) 0xAA
                && (bytes[1] == (byte) 0xC0 || bytes[1] == (byte) 0xC5)
                && bytes[8] == (byte) sum(bytes)
                && bytes[9] == (byte) 0xAB;
    }

    /** Nova protocol sheet and two public tests; the sums were recomputed. */
    @ParameterizedTest
    @ValueSource(
            strings = {"AA C0 D4 04 3A 0A A1 60 1D AB", "AA C0 03 00 04 00 A1 60 08 AB", "AA C5 02 01 01 00 A1 60 05 AB"
            })
    void publishedFramesHaveRightSums(String published) {
        assertThat(isFrame(hex(published))).isTrue();
        assertThat(new FrameReader(shape()).accept(hex(published))).containsExactly(hex(published));
    }

    @Test
    void aFrameOfAnotherHeaderIsForeign() {
        assertThat(new FrameReader(shape()).accept(hex("AB C0 D4 04 3A 0A A1 60 1E AB")))
                .isEmpty();
    }

    /** Nova protocol sheet, addressed to any sensor; the sheet's own example is addressed to A160. */
    @ParameterizedTest
    @CsvSource({
        "REPORT_WHEN_ASKED, AA B4 02 01 01 00 00 00 00 00 00 00 00 00 00 FF FF 02 AB",
        "REPORT_BY_ITSELF,  AA B4 02 01 00 00 00 00 00 00 00 00 00 00 00 FF FF 01 AB",
        "QUERY,             AA B4 04 00 00 00 00 00 00 00 00 00 00 00 00 FF FF 02 AB",
        "WAKE,              AA B4 06 01 01 00 00 00 00 00 00 00 00 00 00 FF FF 06 AB"
    })
    void commandsOfTheSheet(Command command, String bytes) {
        assertThat(HexFormat.ofDelimiter(" ").withUpperCase().formatHex(command.bytes()))
                .isEqualTo(bytes);
    }

    private static int sum(byte[] frame) {
        int sum = 0;
        for (int i = 2; i < 8; i++) {
            sum += Byte.toUnsignedInt(frame[i]);
        }
        return sum;
    }
}
