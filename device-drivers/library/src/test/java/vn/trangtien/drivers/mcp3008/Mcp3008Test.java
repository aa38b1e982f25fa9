package vn.trangtien.drivers.mcp3008;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.trangtien.drivers.Device;
import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.drivers.DeviceError;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.DriverDescriptor.Channel;
import vn.trangtien.drivers.Quality;
import vn.trangtien.drivers.Sample;
import vn.trangtien.drivers.adc.Conversion.Rail;
import vn.trangtien.drivers.port.SpiPort;
import vn.trangtien.drivers.testing.BitSerialMcp3008;
import vn.trangtien.drivers.testing.ManualClock;
import vn.trangtien.drivers.testing.TestBuses;

class Mcp3008Test {

    private final BitSerialMcp3008 chip = new BitSerialMcp3008();

    /** Microchip DS21295, figures 5-2 and 6-1: where the bits stand, the second time with the lowest first. */
    @Test
    void theConverterIsAskedAsTheDatasheetSays() throws Exception {
        SpiPort port = out -> {
            assertThat(out).containsExactly(0x01, 0xA0, 0x00, 0x00, 0x00);
            // 10 0011 0101, then 0 1011 0001 and zeros.
            return new byte[] {(byte) 0xFF, (byte) 0xFA, 0x35, 0b0101_1000, (byte) 0b1000_0000};
        };

        assertThat(new Mcp3008(port, "adc", 3.3).code(2)).isEqualTo(0x235);
    }

    @Test
    void everyCodeOfEveryInputArrives() throws Exception {
        var converter = new Mcp3008(chip, "adc", 3.3);
        double before = -1;
        for (int code = 0; code < 1_024; code++) {
            chip.input(code % 8, code);
            var conversion = converter.convert(code % 8);
            assertThat(conversion.volts())
                    .isCloseTo(code * 3.3 / 1_024, within(1e-12))
                    .isGreaterThan(before)
                    .isLessThan(3.3);
            assertThat(conversion.rail()).isEqualTo(code == 0 ? Rail.LOW : code == 1_023 ? Rail.HIGH : Rail.NONE);
            before = conversion.volts();
        }
    }

    @Test
    void everyFlippedBitIsFoundExceptTheLowestWhichIsSentOnce() throws Exception {
        for (int code = 0; code < 1_024; code++) {
            byte[] frame = BitSerialMcp3008.frame(code);
            for (int bit = 0; bit < 8 * frame.length; bit++) {
                byte[] flipped = frame.clone();
                flipped[bit / 8] ^= (byte) (0x80 >> bit % 8);
                var converter = new Mcp3008(out -> flipped, "adc", 3.3);
                if (bit < 13) {
                    // Nobody drives the line before the null bit.
                    assertThat(converter.code(0)).isEqualTo(code);
                } else if (bit == 23) {
                    assertThat(converter.code(0)).isBetween(code - 1, code + 1);
                } else {
                    assertThatThrownBy(() -> converter.code(0))
                            .as("bit %d of code %d", bit, code)
                            .isInstanceOfSatisfying(
                                    DeviceException.class,
                                    e -> assertThat(e.error()).isEqualTo(DeviceError.CRC));
                }
            }
        }
    }

    @Test
    void withAllOnesNobodyIsThere() {
        SpiPort floating = out -> new byte[] {-1, -1, -1, -1, -1};

        assertThatThrownBy(() -> new Mcp3008(floating, "noise on spi-0", 3.3).code(0))
                .isInstanceOfSatisfying(
                        DeviceException.class, e -> assertThat(e.error()).isEqualTo(DeviceError.NOT_PRESENT))
                .hasMessageStartingWith("noise on spi-0");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 6})
    void aTruncatedTransferIsNoFrame(int length) {
        assertThatThrownBy(() -> new Mcp3008(out -> new byte[length], "adc", 3.3).code(0))
                .isInstanceOfSatisfying(
                        DeviceException.class, e -> assertThat(e.error()).isEqualTo(DeviceError.FRAMING));
    }

    @Test
    void theVoltagesOfAllInputs() throws Exception {
        chip.input(3, 512).input(7, 1_023);
        Device device = device(chip, 4.0);

        List<Sample> samples = device.read();

        assertThat(samples)
                .extracting(Sample::channel)
                .containsExactly("ch0", "ch1", "ch2", "ch3", "ch4", "ch5", "ch6", "ch7");
        assertThat(samples.get(0).quality()).isEqualTo(Quality.GOOD);
        assertThat(samples.get(3).value()).isEqualTo(2.0);
        assertThat(samples.get(7).quality()).isEqualTo(Quality.OUT_OF_RANGE);
    }

    @Test
    void aLineHeldLowIsNotZeroVolts() {
        assertThatThrownBy(() -> device(out -> new byte[5], 3.3).read())
                .isInstanceOfSatisfying(
                        DeviceException.class, e -> assertThat(e.error()).isEqualTo(DeviceError.BUS_STUCK))
                .hasMessageStartingWith("cabinet on spi-0: all 8 inputs read exactly 0");
    }

    @Test
    void channelsEndAtTheReferenceVoltage() {
        var config = new DeviceConfig("cabinet", "mcp3008", "spi-0", Map.of("vref", 5.0));

        assertThat(new Mcp3008Driver().channels(config))
                .hasSize(8)
                .extracting(Channel::max)
                .containsOnly(5.0);
    }

    private static Device device(SpiPort port, double vref) throws DeviceException {
        var buses = new TestBuses() {
            @Override
            public SpiPort spi(String bus) {
                return port;
            }
        };
        var config = new DeviceConfig("cabinet", "mcp3008", "spi-0", Map.of("vref", vref));
        return new Mcp3008Driver().open(config, buses, new ManualClock());
    }
}
