package vn.trangtien.drivers.scd41;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.trangtien.drivers.Device;
import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.drivers.DeviceError;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.Quality;
import vn.trangtien.drivers.Sample;
import vn.trangtien.drivers.port.I2cPort;
import vn.trangtien.drivers.testing.ManualClock;
import vn.trangtien.drivers.testing.TestBuses;

class Scd41Test {

    private final ManualClock clock = new ManualClock();
    private final ScriptedScd41 chip = new ScriptedScd41(clock);
    private final Device device = open(Map.of());

    /** The example of the datasheet with its checksum corrected. */
    @Test
    void readsWhatTheFrameSays() throws Exception {
        chip.measurement = "01F4336667A25EB93C";
        List<Sample> samples = warm();

        assertThat(samples).extracting(Sample::channel).containsExactly("co2", "temperature", "humidity");
        assertThat(samples).extracting(Sample::unit).containsExactly("[ppm]", "Cel", "%");
        assertThat(samples.get(0).value()).isEqualTo(500);
        assertThat(samples.get(1).value()).isCloseTo(25.0, within(0.003));
        assertThat(samples.get(2).value()).isCloseTo(37.0, within(0.002));
        assertThat(samples).extracting(Sample::quality).containsOnly(Quality.GOOD);
    }

    @Test
    void beforeTheFirstMeasurementThereIsNoNumberAndTheFirstIsNotYetGood() throws Exception {
        assertThat(device.read()).allSatisfy(sample -> {
            assertThat(sample.quality()).isEqualTo(Quality.WARMING_UP);
            assertThat(sample.hasValue()).isFalse();
        });
        clock.sleep(Duration.ofSeconds(1));
        assertThat(device.read()).extracting(Sample::hasValue).containsOnly(false);

        clock.sleep(Duration.ofSeconds(4));
        assertThat(device.read()).allSatisfy(sample -> {
            assertThat(sample.quality()).isEqualTo(Quality.WARMING_UP);
            assertThat(sample.hasValue()).isTrue();
        });

        clock.sleep(Duration.ofSeconds(5));
        assertThat(device.read()).extracting(Sample::quality).containsOnly(Quality.GOOD);
    }

    @Test
    void noReadHoldsTheBusForASecond() throws Exception {
        for (int i = 0; i < 20; i++) {
            long before = clock.nanoTime();
            device.read();
            assertThat(clock.nanoTime() - before)
                    .isLessThan(Duration.ofSeconds(1).toNanos());
            clock.sleep(Duration.ofSeconds(1));
        }
    }

    @Test
    void settingsAreMadeWhileTheChipIsIdle() throws Exception {
        open(Map.of("altitude", 500L, "selfCalibration", true)).read();

        assertThat(chip.commands).containsExactly("3F86", "202F", "2416 1", "2313", "2427 500", "2322", "21B1");
    }

    @Test
    void afterARestartOfTheGatewayTheMeasuringChipIsStoppedFirst() throws Exception {
        chip.measuringSince = clock.nanoTime();

        device.read();

        assertThat(chip.refused).isZero();
        assertThat(chip.measuringSince).isNotNull();
    }

    @Test
    void aMeasurementThatNoNewerOneReplacedKeepsItsTime() throws Exception {
        List<Sample> first = warm();
        clock.sleep(Duration.ofSeconds(2));

        assertThat(device.read()).isEqualTo(first);
    }

    @Test
    void afterABrownOutItIsStartedAgain() throws Exception {
        warm();
        chip.losePower();
        clock.sleep(Duration.ofSeconds(60));

        assertThatThrownBy(device::read)
                .isInstanceOfSatisfying(
                        DeviceException.class, e -> assertThat(e.error()).isEqualTo(DeviceError.BUSY))
                .hasMessageStartingWith("room at 0x62 on i2c-1: no measurement for 60 s");
        clock.sleep(Duration.ofSeconds(5));
        assertThat(device.read()).extracting(Sample::quality).containsOnly(Quality.WARMING_UP);
        clock.sleep(Duration.ofSeconds(5));
        assertThat(device.read()).extracting(Sample::quality).containsOnly(Quality.GOOD);
    }

    @Test
    void aShortBrownOutIsFoundBeforeTheOldValueIsTenSecondsOld() throws Exception {
        warm();
        chip.losePower();
        clock.sleep(Duration.ofSeconds(10));

        assertThatThrownBy(device::read).hasMessageContaining("it was started again");
    }

    @Test
    void aChipThatIsNeverReadyIsBusyAtEveryRead() throws Exception {
        chip.slow = true;
        device.read();
        for (int i = 0; i < 2; i++) {
            clock.sleep(Duration.ofSeconds(10));
            assertThatThrownBy(device::read).isInstanceOf(DeviceException.class);
        }
        for (int i = 0; i < 20; i++) {
            clock.sleep(Duration.ofSeconds(5));
            assertThatThrownBy(device::read)
                    .isInstanceOfSatisfying(
                            DeviceException.class, e -> assertThat(e.error()).isEqualTo(DeviceError.BUSY))
                    .hasMessageContaining("never had a measurement ready");
        }

        chip.slow = false;
        clock.sleep(Duration.ofSeconds(5));
        assertThat(device.read()).extracting(Sample::hasValue).containsOnly(true);
    }

    @ParameterizedTest(name = "{0} ppm is {1}")
    @CsvSource({
        "0, SENSOR_FAULT",
        "1, UNCERTAIN",
        "399, UNCERTAIN",
        "400, GOOD",
        "5000, GOOD",
        "5001, UNCERTAIN",
        "40000, UNCERTAIN",
        "40001, SENSOR_FAULT",
        "65535, SENSOR_FAULT"
    })
    void beyondItsRangeTheChipIsInexactAndBeyondItsOutputDefect(int ppm, Quality expected) throws Exception {
        chip.measure(ppm, 0x6667, 0x5EB9);

        assertThat(warm().get(0).quality()).isEqualTo(expected);
    }

    @Test
    void anImpossibleTemperatureTakesTheHumidityWithIt() throws Exception {
        chip.measure(500, 0xFFFF, 0x5EB9);

        assertThat(warm())
                .extracting(Sample::quality)
                .containsExactly(Quality.GOOD, Quality.SENSOR_FAULT, Quality.SENSOR_FAULT);
    }

    @Test
    void anScd40IsExactToTwoThousand() throws Exception {
        chip.variant = 0x0440;
        chip.measure(2_500, 0x6667, 0x5EB9);

        assertThat(warm().get(0).quality()).isEqualTo(Quality.UNCERTAIN);
        assertThat(device.warning()).hasValueSatisfying(text -> assertThat(text).contains("SCD40"));
    }

    @Test
    void anOlderChipThatDoesNotKnowItsVariantIsTaken() throws Exception {
        chip.variant = -1;

        assertThat(warm()).extracting(Sample::quality).containsOnly(Quality.GOOD);
    }

    @Test
    void anotherPartIsRefused() {
        chip.variant = 0x7000;

        assertThatThrownBy(device::read)
                .isInstanceOfSatisfying(
                        DeviceException.class, e -> assertThat(e.error()).isEqualTo(DeviceError.WRONG_PART));
    }

    @Test
    void aSettingThatTheChipDidNotTakeIsFound() {
        chip.deafToSettings = true;
        Device high = open(Map.of("altitude", 1_000L, "selfCalibration", true));

        assertThatThrownBy(high::read)
                .hasMessage(
                        "room at 0x62 on i2c-1: altitude was set to 1000, but reads as 0; the command was disturbed");
    }

    @Test
    void anAbsentChipIsStartedWhenItComesBack() throws Exception {
        chip.present = false;
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(device::read)
                    .isInstanceOfSatisfying(
                            DeviceException.class, e -> assertThat(e.error()).isEqualTo(DeviceError.NOT_PRESENT));
        }
        chip.present = true;

        assertThat(warm()).extracting(Sample::quality).containsOnly(Quality.GOOD);
    }

    /** The third read, five seconds after the second. */
    private List<Sample> warm() throws Exception {
        device.read();
        clock.sleep(Duration.ofSeconds(5));
        device.read();
        clock.sleep(Duration.ofSeconds(5));
        return device.read();
    }

    private Device open(Map<String, Object> params) {
        var buses = new TestBuses() {
            @Override
            public I2cPort i2c(String bus, int address) {
                assertThat(address).isEqualTo(0x62);
                return chip;
            }
        };
        try {
            return new Scd41Driver().open(new DeviceConfig("room", "scd41", "i2c-1", params), buses, clock);
        } catch (DeviceException e) {
            throw new AssertionError(e);
        }
    }
}
