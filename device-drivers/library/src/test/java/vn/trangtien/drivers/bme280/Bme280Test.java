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
    void aFlippedBitOfTheCalibrationOrTheDataIsFound() throws Exception {
        int reads = chip.readsOf(device(Map.of()));
        int found = 0;
        for (int read = 0; read < reads; read++) {
            for (int bit = 0; bit < 8; bit++) {
                chip.flip(read, bit);
                List<Sample> samples;
                try {
                    samples = device(Map.of()).read();
                } catch (DeviceException e) {
                    found++;
                    continue;
                }
                // The status alone may be read wrongly without harm: then the chip is looked at once more.
                assertThat(samples.get(0).value()).isCloseTo(21.69, within(0.005));
                assertThat(samples.get(1).value()).isCloseTo(65.56, within(0.005));
            }
        }
        assertThat(found).isGreaterThanOrEqualTo(8 * (reads - 2));
    }

    @Test
    void aFlippedBitIsAChecksumError() {
        chip.flip(4, 3);

        assertThatThrownBy(() -> device(Map.of()).read())
                .isInstanceOfSatisfying(
                        DeviceException.class, e -> assertThat(e.error()).isEqualTo(DeviceError.CRC))
                .hasMessageContaining("air at 0x76 on i2c-1: register 0x88 must read the same twice");
    }

    @Test
    void aChipThatLostItsSettingsIsSetUpAgainWithinTheRead() throws Exception {
        Device device = device(Map.of());
        device.read();
        chip.writes.clear();
        chip.forgetOnce = true;

        assertThat(device.read()).extracting(Sample::quality).containsOnly(Quality.GOOD);
        assertThat(chip.writes).containsExactly("F201", "F425", "E0B6", "F201", "F425");
    }

    @Test
    void aChipThatKeepsNoSettingsIsBusy() throws Exception {
        chip.forgets = true;

        assertThatThrownBy(() -> device(Map.of()).read())
                .isInstanceOfSatisfying(
                        DeviceException.class, e -> assertThat(e.error()).isEqualTo(DeviceError.BUSY))
                .hasMessageContaining("were set to 0x01 and 0x24, but read as 0x00 and 0x00");
    }

    @Test
    void anImpossibleTemperatureTakesTheOthersWithIt() throws Exception {
        chip.put(0xF7, "56 C3 00 FF FF F0 7B 52");

        assertThat(device(Map.of()).read()).extracting(Sample::quality).containsOnly(Quality.SENSOR_FAULT);
    }

    @Test
    void noRawTemperatureIsGoodOutsideItsRange() throws Exception {
        Device device = device(Map.of());
        double before = -1_000;
        for (int raw = 0; raw < 0x10000; raw++) {
            if (raw == 0x8000) {
                continue; // Not measured.
            }
            chip.put(0xFA, "%04X00".formatted(raw));
            Sample temperature = device.read().get(0);
            assertThat(temperature.value()).isGreaterThan(before);
            assertThat(temperature.quality() == Quality.GOOD)
                    .isEqualTo(temperature.value() >= -40 && temperature.value() <= 85);
            before = temperature.value();
        }
    }

    @Test
    void noRawHumidityLeavesItsScale() throws Exception {
        Device device = device(Map.of());
        for (int raw = 0; raw < 0x10000; raw++) {
            if (raw == 0x8000) {
                continue; // Not measured.
            }
            chip.put(0xFD, "%04X".formatted(raw));
            Sample humidity = device.read().get(1);
            assertThat(humidity.value()).isBetween(0.0, 100.0);
            assertThat(humidity.quality() == Quality.GOOD).isEqualTo(humidity.value() > 0 && humidity.value() < 100);
        }
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
        private boolean forgetOnce;
        private boolean forgets;
        private int reads;
        private int flippedRead = -1;
        private int flippedBit;

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
            int register = data[0] & 0xFF;
            if (register == 0xF2 || register == 0xF4) {
                content[register] = (byte) (forgets || forgetOnce ? 0 : register == 0xF4 ? data[1] & ~0b11 : data[1]);
            } else {
                forgetOnce = false;
            }
        }

        @Override
        public byte[] read(int length) {
            throw new AssertionError("the BME280 is read by register");
        }

        @Override
        public byte[] readRegister(int register, int length) throws DeviceException {
            require();
            byte[] answer = Arrays.copyOfRange(content, register, register + length);
            if (reads++ == flippedRead) {
                answer[length / 2] ^= (byte) (1 << flippedBit);
            }
            return answer;
        }

        /** How many reads on the bus the first of a device takes. */
        int readsOf(Device device) throws Exception {
            reads = 0;
            device.read();
            return reads;
        }

        /** Changes one bit in the middle of one of the reads that follow, counted from 0. */
        void flip(int read, int bit) {
            reads = 0;
            flippedRead = read;
            flippedBit = bit;
        }

        private void require() throws DeviceException {
            if (!present) {
                throw new DeviceException(DeviceError.NOT_PRESENT, "no acknowledge");
            }
        }
    }
}
