package vn.trangtien.drivers.i2c;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.trangtien.drivers.DeviceError;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.port.I2cPort;
import vn.trangtien.drivers.testing.ScriptedLink;

class I2cChipTest {

    private final Deque<String> answers = new ArrayDeque<>();
    private final I2cChip chip = new I2cChip(new Answering(), "air at 0x76 on i2c-1");

    @Test
    void aWordHasItsHighByteFirst() throws Exception {
        answers.add("85 83");

        assertThat(chip.word(1)).isEqualTo(0x8583);
    }

    @Test
    void whatReadsTheSameTwiceIsBelieved() throws Exception {
        answers.addAll(List.of("12 34", "12 34"));

        assertThat(chip.wordTwice(0)).isEqualTo(0x1234);
    }

    @Test
    void aFlippedBitIsFoundWhicheverItIs() {
        for (int bit = 0; bit < 16; bit++) {
            answers.addAll(List.of("12 34", "%04X".formatted(0x1234 ^ 1 << bit)));

            assertThatThrownBy(() -> chip.wordTwice(0x07))
                    .isInstanceOfSatisfying(
                            DeviceException.class, e -> assertThat(e.error()).isEqualTo(DeviceError.CRC))
                    .hasMessageStartingWith(
                            "air at 0x76 on i2c-1: register 0x07 must read the same twice, but was 12 34 and then");
        }
    }

    @Test
    void aTransferThatBreaksOffAtTheSamePlaceTwiceIsFound() {
        // Two of three bytes arrive each time, the free line reads as ones.
        answers.addAll(List.of("11 22 FF", "11", "22 FF", "11 22 FF", "11 22 FF"));
        assertThatCode(() -> chip.registerTwice(0, 3)).doesNotThrowAnyException();

        answers.addAll(List.of("11 22 33 FF FF FF", "11 FF FF", "44 FF FF"));
        assertThatThrownBy(() -> chip.registerTwice(0, 6))
                .hasMessageContaining("was 11 22 33 FF FF FF and then 11 FF FF 44 FF FF");
    }

    @Test
    void aWordThatEndsInOnesIsReadFourTimes() throws Exception {
        answers.addAll(List.of("12 FF", "12 FF", "12 FF", "12 FF"));
        assertThat(chip.wordTwice(0)).isEqualTo(0x12FF);
        assertThat(answers).isEmpty();

        answers.addAll(List.of("12 FF", "12 FF", "12 FF", "12 34"));
        assertThatThrownBy(() -> chip.wordTwice(0)).isInstanceOf(DeviceException.class);
    }

    @Test
    void aShortAnswerIsNoAnswer() {
        answers.addAll(List.of("12", "12 34 56"));

        for (String direction : List.of("short", "long")) {
            assertThatThrownBy(() -> chip.word(0))
                    .as(direction)
                    .isInstanceOfSatisfying(
                            DeviceException.class, e -> assertThat(e.error()).isEqualTo(DeviceError.FRAMING))
                    .hasMessageContaining("2 bytes were asked for");
        }
    }

    private final class Answering implements I2cPort {

        @Override
        public void write(byte... data) {
            throw new AssertionError("nothing is written in this test");
        }

        @Override
        public byte[] read(int length) {
            return ScriptedLink.hex(answers.remove());
        }

        @Override
        public byte[] readRegister(int register, int length) {
            return ScriptedLink.hex(answers.remove());
        }
    }
}
