package vn.trangtien.drivers.dust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.trangtien.drivers.DeviceError;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.Quality;
import vn.trangtien.drivers.Sample;
import vn.trangtien.drivers.framing.WarmUp;
import vn.trangtien.drivers.testing.ManualClock;

class RestingDustTest {

    private static final Duration WARM_UP = Duration.ofSeconds(30);
    private static final Duration EVERY = Duration.ofMinutes(5);

    private final ManualClock clock = new ManualClock();
    private final Fan fan = new Fan();
    private final RestingDust device = resting(WARM_UP);

    @Test
    void theFirstReadWakesItAndHasNoValue() throws Exception {
        List<Sample> samples = device.read();

        assertThat(samples).extracting(Sample::channel).containsExactly("pm25");
        assertThat(samples)
                .allMatch(sample -> sample.quality() == Quality.WARMING_UP)
                .noneMatch(Sample::hasValue);
        assertThat(fan.runs).isTrue();
        assertThat(device.hasNews()).isFalse();
    }

    @Test
    void steadyAirIsNewsThatOneReadTakes() throws Exception {
        device.read();
        clock.sleep(WARM_UP.minusNanos(1));
        assertThat(device.hasNews()).isFalse();
        clock.sleep(Duration.ofNanos(1));
        assertThat(device.hasNews()).isTrue();

        assertThat(device.read()).containsExactly(new Sample("pm25", 2, "ug/m3", Quality.GOOD, 30_000_000_000L));
        assertThat(device.hasNews()).isFalse();
        assertThat(fan.runs).isFalse();
    }

    @Test
    void fromThenOnAReadThatWakesItRepeatsTheMeasurementBefore() throws Exception {
        List<Sample> first = cycle();
        clock.sleep(EVERY.minus(WARM_UP));

        assertThat(device.read()).isEqualTo(first);
        clock.sleep(Duration.ofSeconds(10));
        assertThat(device.read()).isEqualTo(first);
        clock.sleep(Duration.ofSeconds(20));
        assertThat(device.read()).extracting(Sample::value).containsExactly(5.0);
    }

    @Test
    void aDayOfReadsEveryFiveMinutesIsTwoAndAHalfHoursOfRunning() throws Exception {
        for (int i = 0; i < 288; i++) {
            cycle();
            clock.sleep(EVERY.minus(WARM_UP));
        }

        assertThat(fan.ran()).isEqualTo(Duration.ofMinutes(144));
    }

    @Test
    void withoutAReaderOfNewsTheNextReadMeasuresAndEndsTheRun() throws Exception {
        device.read();
        clock.sleep(EVERY);

        assertThat(device.read()).extracting(Sample::quality).containsExactly(Quality.GOOD);
        assertThat(fan.runs).isFalse();
    }

    @Test
    void aMeasurementOfLongAgoIsNotRepeated() throws Exception {
        cycle();
        clock.sleep(Duration.ofHours(1));
        assertThat(device.read()).allMatch(Sample::hasValue);
        clock.sleep(WARM_UP);
        device.read();
        clock.sleep(Duration.ofHours(1).plusNanos(1));

        assertThat(device.read()).noneMatch(Sample::hasValue);
    }

    @Test
    void aSensorThatDoesNotWakeIsAnErrorAndNothingIsRepeatedAfterIt() throws Exception {
        cycle();
        clock.sleep(EVERY);
        fan.fails = DeviceError.TIMEOUT;
        assertError(DeviceError.TIMEOUT);
        assertThat(device.hasNews()).isFalse();
        fan.fails = null;

        assertThat(device.read()).noneMatch(Sample::hasValue);
        clock.sleep(WARM_UP);
        assertThat(device.read()).extracting(Sample::quality).containsExactly(Quality.GOOD);
    }

    @Test
    void aSensorThatDoesNotConfirmToSleepIsAnErrorAndNextTimeIsWokenAnew() throws Exception {
        device.read();
        clock.sleep(WARM_UP);
        fan.refusesSleep = true;

        assertThatThrownBy(device::read)
                .isInstanceOfSatisfying(
                        DeviceException.class, e -> assertThat(e.error()).isEqualTo(DeviceError.TIMEOUT))
                .hasMessageStartingWith("fan: ")
                .hasMessageContaining("told to sleep")
                .hasMessageContaining("rest: false");
        assertThat(device.hasNews()).isFalse();
        fan.refusesSleep = false;
        assertThat(cycle()).extracting(Sample::quality).containsExactly(Quality.GOOD);
        assertThat(fan.runs).isFalse();
    }

    @Test
    void noiseInAMeasurementDoesNotBeginTheWarmUpAnew() throws Exception {
        device.read();
        clock.sleep(WARM_UP);
        fan.fails = DeviceError.CRC;
        assertError(DeviceError.CRC);
        fan.fails = null;

        assertThat(device.read()).extracting(Sample::quality).containsExactly(Quality.GOOD);
        assertThat(fan.runs).isFalse();
    }

    @Test
    void aSensorThatRunsByItselfAfterALossOfSupplyIsPutToRestOneCycleLater() throws Exception {
        cycle();
        fan.wake();
        clock.sleep(EVERY);

        cycle();

        assertThat(fan.runs).isFalse();
    }

    @Test
    void aDefectIsShownWithTheMeasurement() throws Exception {
        fan.quality = Quality.SENSOR_FAULT;

        assertThat(cycle()).extracting(Sample::quality).containsExactly(Quality.SENSOR_FAULT);
        assertThat(fan.runs).isFalse();
    }

    @Test
    void withoutAWarmUpEachReadMeasures() throws Exception {
        assertThat(resting(Duration.ZERO).read()).extracting(Sample::quality).containsExactly(Quality.GOOD);
        assertThat(fan.runs).isFalse();
    }

    @Test
    void closingSendsItToSleepOnceWhetherItRanOrWasNeverRead() throws Exception {
        fan.wake();
        device.close();
        device.close();
        assertThat(fan.runs).isFalse();
        assertThat(fan.commands).containsExactly("wake", "sleep unheard");

        RestingDust another = resting(WARM_UP);
        another.read();
        clock.sleep(WARM_UP);
        another.close();
        assertThat(fan.runs).isFalse();
        assertThat(another.hasNews()).isFalse();
    }

    @Test
    void closingASleepingSensorSaysNothing() throws Exception {
        cycle();
        fan.commands.clear();

        device.close();

        assertThat(fan.commands).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = DeviceError.class,
            names = {"PORT_GONE", "TIMEOUT"})
    void closingWithoutALineIsTriedAgainByTheNextClosing(DeviceError error) throws Exception {
        device.read();
        fan.fails = error;
        device.close();
        assertThat(fan.runs).isTrue();
        fan.fails = null;

        device.close();

        assertThat(fan.runs).isFalse();
    }

    /** Wakes it, waits for steady air and measures. */
    private List<Sample> cycle() throws Exception {
        device.read();
        clock.sleep(WARM_UP);
        return device.read();
    }

    private RestingDust resting(Duration warmUp) {
        return new RestingDust(fan, clock, new WarmUp(clock, warmUp));
    }

    private void assertError(DeviceError error) {
        assertThatThrownBy(device::read)
                .isInstanceOfSatisfying(
                        DeviceException.class, e -> assertThat(e.error()).isEqualTo(error));
    }

    /** A sensor that counts its measurements and the time that it runs. */
    private final class Fan implements DustSensor {

        private final List<String> commands = new ArrayList<>();
        private Quality quality = Quality.GOOD;
        private @Nullable DeviceError fails;
        private boolean refusesSleep;
        private boolean runs;
        private long runsSince;
        private long ranNanos;
        private int measurements;

        Duration ran() {
            return Duration.ofNanos(ranNanos);
        }

        @Override
        public void wake() throws DeviceException {
            obey("wake");
            if (!runs) {
                runs = true;
                runsSince = clock.nanoTime();
            }
        }

        @Override
        public List<Sample> measure(boolean justWoken) throws DeviceException {
            obey("measure");
            if (!runs) {
                throw new DeviceException(DeviceError.TIMEOUT, "fan: it sleeps");
            }
            return List.of(new Sample("pm25", ++measurements, "ug/m3", quality, clock.nanoTime()));
        }

        @Override
        public void sleep() throws DeviceException {
            if (refusesSleep) {
                throw new DeviceException(DeviceError.TIMEOUT, "fan: nothing came.");
            }
            obey("sleep");
            stop();
        }

        @Override
        public void sleepUnheard() throws DeviceException {
            obey("sleep unheard");
            stop();
        }

        private void stop() {
            if (runs) {
                runs = false;
                ranNanos += clock.nanoTime() - runsSince;
            }
        }

        private void obey(String command) throws DeviceException {
            DeviceError error = fails;
            if (error != null) {
                throw new DeviceException(error, "fan: " + error);
            }
            commands.add(command);
        }
    }
}
