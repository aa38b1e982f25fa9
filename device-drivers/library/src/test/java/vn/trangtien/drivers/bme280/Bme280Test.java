package vn.trangtien.drivers.bme280;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static vn.trangtien.drivers.testing.ScriptedLink.hex;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.trangtien.drivers.ConfigException;
import vn.trangtien.drivers.Device;
import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.drivers.DeviceError;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.Quality;
import vn.trangtien.drivers.Sample;
import vn.trangtien.drivers.port.I2cPort;
import vn.trangtien.drivers.testing.ManualClock;
import vn.trangtien.drivers.testing.TestBuses;

class Bme280Test {

    private final Registers chip = new Registers();

    @Test
    void readsWhatTheRegistersSay() throws Exception {
        List<Sample> samples = device(Map.of()).read();

        assertThat(samples).extracting(Sample::channel).containsExactly("temperature", "humidity", "pressure");
        assertThat(samples).extracting(Sample::unit).containsExactly("Cel", "%", "Pa");
        assertThat(samples.get(0).value()).isCloseTo(21.69, within(0.005));
        assertThat(samples).extracting(Sample::quality).containsOnly(Quality.GOOD);
    }

    @Test
    void humidityIsSetUpBeforeTheMeasurementStarts() throws Exception {
        device(Map.of("oversampling", 4L)).read();

        assertThat(chip.writes).containsExactly("E0B6", "F203", "F46D");
    }

    @ParameterizedTest(name = "part 0x{0} is {1}")
    @CsvSource({"00, BUS_STUCK", "FF, WRONG_PART", "61, WRONG_PART"})
    void anotherPartIsRefused(String part, DeviceError expected) throws Exception {
        chip.put(0xD0, part);

        assertThatThrownBy(() -> device(Map.of()).read())
                .isInstanceOfSatisfying(
                        DeviceException.class, e -> assertThat(e.error()).isEqualTo(expected))
                .hasMessageContaining("air at 0x76 on i2c-1")
                .hasMessageContaining("0x" + part);
    }

    @Test
    void aBmp280GivesWhatItHas() throws Exception {
        chip.put(0xD0, "58");
        Device device = device(Map.of());

        List<Sample> samples = device.read();

        assertThat(samples)
                .extracting(Sample::quality)
                .containsExactly(Quality.GOOD, Quality.CONFIG_ERROR, Quality.GOOD);
        assertThat(device.warning()).isPresent();
    }

    @Test
    void aSkippedTemperatureMeansThatTheChipWasReset() throws Exception {
        chip.put(0xF7, "56 C3 00 80 00 00 7B 52");

        assertThatThrownBy(() -> device(Map.of()).read())
                .isInstanceOfSatisfying(
                        DeviceException.class, e -> assertThat(e.error()).isEqualTo(DeviceError.BUSY));
    }

    @Test
    void skippedHumidityAndPressureAreMissingAlone() throws Exception {
        chip.put(0xF7, "80 00 00 7E C1 00 80 00");

        List<Sample> samples = device(Map.of()).read();

        assertThat(samples)
                .extracting(Sample::quality)
                .containsExactly(Quality.GOOD, Quality.SENSOR_FAULT, Quality.SENSOR_FAULT);
        assertThat(samples).extracting(Sample::hasValue).containsExactly(true, false, false);
    }

    @Test
    void afterAFailureTheChipIsSetUpAgain() throws Exception {
        Device device = device(Map.of());
        device.read();
        chip.present = false;
        assertThatThrownBy(device::read).isInstanceOf(DeviceException.class);
        chip.present = true;
        chip.writes.clear();

        device.read();

        assertThat(chip.writes).startsWith("E0B6");
    }

    @Test
    void oversamplingIsAPowerOfTwo() {
        assertThatThrownBy(() -> device(Map.of("oversampling", 3L)))
                .isInstanceOf(ConfigException.class)
                .hasMessage("devices.air.params.oversampling must be 1, 2, 4, 8 or 16, but was 3");
    }

    private Device device(Map<String, Object> params) throws DeviceException {
        var buses = new TestBuses() {
            @Override
            public I2cPort i2c(String bus, int address) {
                return chip;
            }
        };
        return new Bme280Driver().open(new DeviceConfig("air", "bme280", "i2c-1", params), buses, new ManualClock());
    }

    /** Register file of the chip in {@link CalibrationTest#registersOfARealChip}. */
    private static final class Registers implements I2cPort {

        private final byte[] content = new byte[256];
        private final List<String> writes = new ArrayList<>();
        private boolean present = true;

        Registers() {
            put(0xD0, "60");
            put(0x88, "00 6E 8E 67 32 00 43 91 66 D6 D0 0B C3 1B 2C 00 F9 FF B4 2D E8 D1 88 13 00 00");
            put(0xE1, "6E 01 00 13 27 03 1E");
            put(0xF7, "56 C3 00 7E C1 00 7B 52");
        }

        void put(int register, String bytes) {
            byte[] values = hex(bytes);
            System.arraycopy(values, 0, content, register, values.length);
        }

        @Override
        public void write(byte... data) throws DeviceException {
            require();
            writes.add(HexFormat.of().withUpperCase().formatHex(data));
        }

        @Override
        public byte[] read(int length) {
            throw new AssertionError("the BME280 is read by register");
        }

        @Override
        public byte[] readRegister(int register, int length) throws DeviceException {
            require();
            return Arrays.copyOfRange(content, register, register + length);
        }

        private void require() throws DeviceException {
            if (!present) {
                throw new DeviceException(DeviceError.NOT_PRESENT, "no acknowledge");
            }
        }
    }
}
