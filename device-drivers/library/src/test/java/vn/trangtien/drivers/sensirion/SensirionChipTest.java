package vn.trangtien.drivers.sensirion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.trangtien.drivers.testing.ScriptedLink.hex;

import java.util.HexFormat;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.trangtien.drivers.DeviceError;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.port.I2cPort;
import vn.trangtien.drivers.testing.ManualClock;

class SensirionChipTest {

    private String written = "";

    @ParameterizedTest(name = "checksum of {0} is {1}")
    @CsvSource({"BEEF, 92", "0000, 81", "01F4, 33", "6667, A2", "5EB9, 3C"})
    void checksumsOfTheDatasheets(String word, String expected) {
        assertThat(Crc8.of(Integer.parseInt(word, 16))).isEqualTo(Integer.parseInt(expected, 16));
    }

    /** The example of the SCD4x datasheet prints 7B. */
    @Test
    void theMisprintOfTheDatasheetIsRefused() {
        assertThatThrownBy(() -> answering("01 F4 7B").words(1))
                .isInstanceOfSatisfying(
                        DeviceException.class, e -> assertThat(e.error()).isEqualTo(DeviceError.CRC))
                .hasMessageContaining("the checksum of word 1 (0x01F4) must be 0x33, but was 0x7B");
    }

    /** SHT3x: 85.523 °C and 74.5845 %; 0.0 of both ends. SCD4x: 500 ppm, 25 °C, 37 %. */
    @ParameterizedTest
    @ValueSource(strings = {"BEEF92BEEF92", "000081000081", "01F4336667A25EB93C"})
    void everySingleFlippedBitOfAPublishedFrameIsRefused(String frame) {
        int words = frame.length() / 6;
        for (int bit = 0; bit < 4 * frame.length(); bit++) {
            byte[] data = hex(frame);
            data[bit / 8] ^= (byte) (1 << bit % 8);

            assertThatThrownBy(() -> answering(HexFormat.of().formatHex(data)).words(words))
                    .as("bit %d of %s", bit, frame)
                    .isInstanceOfSatisfying(
                            DeviceException.class, e -> assertThat(e.error()).isEqualTo(DeviceError.CRC));
        }
    }

    @Test
    void everySingleFlippedBitOfEveryWordIsRefused() {
        assertThat(IntStream.rangeClosed(0, 0xFFFF)).allSatisfy(word -> {
            int crc = Crc8.of(word);
            for (int bit = 0; bit < 8; bit++) {
                assertThat(crc ^ 1 << bit).isNotEqualTo(crc);
            }
            for (int bit = 0; bit < 16; bit++) {
                if (Crc8.of(word ^ 1 << bit) == crc) {
                    throw new AssertionError("bit %d of 0x%04X goes unnoticed".formatted(bit, word));
                }
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"000000", "FFFFFF", "000000000000", "FFFFFFFFFFFFFFFFFF"})
    void aHeldLineIsNoAnswer(String silence) {
        assertThatThrownBy(() -> answering(silence).words(silence.length() / 6))
                .isInstanceOfSatisfying(
                        DeviceException.class, e -> assertThat(e.error()).isEqualTo(DeviceError.BUS_STUCK));
    }

    @Test
    void anArgumentCarriesItsChecksum() throws Exception {
        answering("").command(0x2427, 0x01F4);

        assertThat(written).isEqualTo("242701F433");
    }

    private SensirionChip answering(String answer) {
        var port = new I2cPort() {
            @Override
            public void write(byte... data) {
                written = HexFormat.of().withUpperCase().formatHex(data);
            }

            @Override
            public byte[] read(int length) {
                return hex(answer);
            }

            @Override
            public byte[] readRegister(int register, int length) {
                throw new AssertionError("the chip has no registers");
            }
        };
        return new SensirionChip(port, new ManualClock(), "air at 0x44 on i2c-1");
    }
}
