package vn.trangtien.drivers.ads1115;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
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
import vn.trangtien.drivers.DriverDescriptor.Channel;
import vn.trangtien.drivers.Quality;
import vn.trangtien.drivers.Sample;
import vn.trangtien.drivers.adc.Conversion;
import vn.trangtien.drivers.adc.Conversion.Rail;
import vn.trangtien.drivers.port.I2cPort;
import vn.trangtien.drivers.testing.ManualClock;
import vn.trangtien.drivers.testing.RegisterAds1115;
import vn.trangtien.drivers.testing.TestBuses;

class Ads1115Test {

    private final ManualClock clock = new ManualClock();
    private final RegisterAds1115 chip = new RegisterAds1115(clock);

    @ParameterizedTest(name = "±{0} V: one step is {1} µV")
    @CsvSource({
        "6.144, 187.5, 000",
        "4.096, 125, 001",
        "2.048, 62.5, 010",
        "1.024, 31.25, 011",
        "0.512, 15.625, 100",
        "0.256, 7.8125, 101"
    })
    void theRangesOfTheDatasheet(double range, double microvolts, String code) throws Exception {
        chip.input(1, 1);

        Conversion conversion = converter(range).convert(1);

        assertThat(conversion.volts()).isCloseTo(microvolts * 1e-6, within(1e-12));
        assertThat(chip.writes).containsExactly(0b1_101_000_1_100_00011 | Integer.parseInt(code, 2) << 9);
    }

    @Test
    void everyCodeIsWithinTheRangeAndNoneGoesBackwards() throws Exception {
        Ads1115 converter = converter(4.096);
        double before = -4.1;
        for (int code = -32_768; code <= 32_767; code++) {
            chip.input(0, code);
            Conversion conversion = converter.convert(0);
            assertThat(conversion.volts()).isGreaterThan(before).isBetween(-4.096, 4.096);
            assertThat(conversion.rail()).isEqualTo(code <= 0 ? Rail.LOW : code == 32_767 ? Rail.HIGH : Rail.NONE);
            before = conversion.volts();
        }
    }

    @Test
    void theVoltagesOfAllInputs() throws Exception {
        chip.input(0, 8_000).input(1, -3).input(2, 32_767).input(3, -8_000);

        List<Sample> samples = device(Map.of()).read();

        assertThat(samples).extracting(Sample::channel).containsExactly("ain0", "ain1", "ain2", "ain3");
        assertThat(samples.get(0).value()).isCloseTo(1.0, within(1e-9));
        assertThat(samples)
                .extracting(Sample::quality)
                .containsExactly(Quality.GOOD, Quality.GOOD, Quality.OUT_OF_RANGE, Quality.SENSOR_FAULT);
    }

    @Test
    void groundedInputsOfALivingChipAreZeroVolts() throws Exception {
        assertThat(device(Map.of()).read()).allSatisfy(sample -> {
            assertThat(sample.value()).isZero();
            assertThat(sample.quality()).isEqualTo(Quality.GOOD);
        });
    }

    @Test
    void aSlowConversionIsWaitedForButNotForEver() throws Exception {
        chip.conversion = Duration.ofMillis(12);
        assertThat(device(Map.of()).read()).hasSize(4);

        chip.conversion = Duration.ofDays(1);
        long before = clock.nanoTime();
        refused(DeviceError.BUSY, "the conversion did not end");
        assertThat(clock.nanoTime() - before).isLessThan(Duration.ofMillis(50).toNanos());
    }

    @Test
    void aBrownOutDuringTheConversionIsFound() {
        chip.onNextRead = () -> chip.put(1, 0x8583);

        refused(DeviceError.BUSY, "it was reset during the conversion");
    }

    @Test
    void aBrownOutBetweenTheConversionAndItsResultIsNotZeroVolts() {
        chip.input(0, 8_000);
        chip.onNextRead = () -> chip.onNextRead = () -> {
            chip.put(0, 0);
            chip.put(1, 0x8583);
        };

        refused(DeviceError.BUSY, "it was reset during the conversion");
    }

    @Test
    void aResultThatBreaksOffIsReadUntilItIsSure() throws Exception {
        chip.input(0, 0x12FF);
        assertThat(converter(4.096).convert(0).volts()).isCloseTo(0x12FF * 125e-6, within(1e-9));

        chip.flip(4, 0);
        assertThatThrownBy(() -> converter(4.096).convert(0)).hasMessageContaining("was 12 FF and then 12 FE");
    }

    @Test
    void aBrownOutBetweenReadsLeavesNoTrace() throws Exception {
        Device device = device(Map.of());
        chip.input(0, 8_000);
        device.read();
        chip.put(1, 0x8583);

        assertThat(device.read().get(0).value()).isCloseTo(1.0, within(1e-9));
    }

    @Test
    void aPartThatKeepsOtherBitsIsRefused() {
        chip.kept = 0x00FF;

        refused(DeviceError.WRONG_PART, "an ADS1115 keeps the configuration 0xC383, but 0x0083 came back");
    }

    @ParameterizedTest
    @CsvSource({"0000", "FFFF"})
    void aHeldLineIsNoVoltage(String word) {
        chip.stuckAt = Integer.parseInt(word, 16);

        refused(DeviceError.BUS_STUCK, "0x" + word);
    }

    @Test
    void everyFlippedBitOfAnAnswerIsFound() throws Exception {
        chip.input(0, 0x1234);
        // Of one conversion: the configuration, the result twice, the configuration.
        for (int read = 0; read < 4; read++) {
            for (int bit = 0; bit < 16; bit++) {
                chip.flip(read, bit);
                if (read == 0 && bit == 15) {
                    // Not done yet, says the chip: one look more.
                    assertThat(converter(4.096).convert(0).volts()).isCloseTo(0x1234 * 125e-6, within(1e-9));
                } else {
                    assertThatThrownBy(() -> converter(4.096).convert(0))
                            .as("bit %d of read %d", bit, read)
                            .isInstanceOfSatisfying(
                                    DeviceException.class,
                                    e -> assertThat(e.error()).isEqualTo(DeviceError.CRC));
                }
            }
        }
    }

    @Test
    void anAbsentChipIsNotPresent() {
        chip.present = false;

        refused(DeviceError.NOT_PRESENT, "no acknowledge");
    }

    @Test
    void aRangeThatTheChipDoesNotHaveIsRefusedBeforeItIsOpened() {
        var config = new DeviceConfig("tank", "ads1115", "i2c-1", Map.of("range", 5.0));

        assertThatThrownBy(() -> new Ads1115Driver().channels(config))
                .isInstanceOf(ConfigException.class)
                .hasMessage(
                        "devices.tank.params.range must be one of [6.144, 4.096, 2.048, 1.024, 0.512, 0.256] V, but was 5.0");
    }

    @Test
    void channelsEndAtTheRange() {
        var config = new DeviceConfig("tank", "ads1115", "i2c-1", Map.of("range", 2.048));

        assertThat(new Ads1115Driver().channels(config))
                .hasSize(4)
                .extracting(Channel::max)
                .containsOnly(2.048);
    }

    private void refused(DeviceError expected, String message) {
        assertThatThrownBy(() -> device(Map.of()).read())
                .isInstanceOfSatisfying(
                        DeviceException.class, e -> assertThat(e.error()).isEqualTo(expected))
                .hasMessageContaining(message);
    }

    private Ads1115 converter(double range) throws DeviceException {
        var config = new DeviceConfig("tank", "ads1115", "i2c-1", Map.of("range", range));
        return Ads1115.open(config.withDefaults(new Ads1115Driver().descriptor()), buses(), clock);
    }

    private Device device(Map<String, Object> params) throws DeviceException {
        return new Ads1115Driver().open(new DeviceConfig("tank", "ads1115", "i2c-1", params), buses(), clock);
    }

    private TestBuses buses() {
        return new TestBuses() {
            @Override
            public I2cPort i2c(String bus, int address) {
                assertThat(address).isEqualTo(0x48);
                return chip;
            }
        };
    }
}
