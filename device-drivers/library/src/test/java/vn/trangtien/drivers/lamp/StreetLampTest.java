package vn.trangtien.drivers.lamp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.trangtien.drivers.Commandable;
import vn.trangtien.drivers.ConfigException;
import vn.trangtien.drivers.Device;
import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.drivers.DeviceError;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.Eventful;
import vn.trangtien.drivers.Sample;
import vn.trangtien.drivers.port.GpioOut;
import vn.trangtien.drivers.port.PwmOut;
import vn.trangtien.drivers.testing.ManualClock;
import vn.trangtien.drivers.testing.TestBuses;

class StreetLampTest {

    private final ManualClock clock = new ManualClock();
    private final Relay relay = new Relay();
    private final Dimmer dimmer = new Dimmer();

    @Test
    void beforeTheFirstCommandTheLampIsOff() throws Exception {
        Device lamp = lamp(Map.of());

        assertThat(relay.closed()).isFalse();
        assertThat(values(lamp)).containsExactly(0.0, 0.0, 0.0);
    }

    @ParameterizedTest(name = "{0} % becomes {1} %")
    @CsvSource({"0, 0", "0.5, 10", "1, 10", "9.9, 10", "10, 10", "55, 55", "100, 100"})
    void belowTheMinimumTheLampIsOffOrAtTheMinimum(double commanded, double level) throws Exception {
        Device lamp = lamp(Map.of());

        command(lamp, commanded);

        assertThat(relay.closed()).isEqualTo(level > 0);
        assertThat(dimmer.duty).isEqualTo(level);
        assertThat(values(lamp)).containsExactly(level, level > 0 ? 1.0 : 0.0, 0.0);
    }

    @Test
    void aRelayMayBeActiveHigh() throws Exception {
        Device lamp = lamp(Map.of("activeLow", false));
        assertThat(relay.high).isFalse();

        command(lamp, 50);

        assertThat(relay.high).isTrue();
    }

    @Test
    void aLampWithoutDimmerIsOnOrOff() throws Exception {
        Device lamp = lamp(Map.of("pwmChannel", -1L, "ramp", "PT10S"));

        command(lamp, 30);

        assertThat(values(lamp)).containsExactly(100.0, 1.0, 0.0);
        assertThat(dimmer.duties).isEmpty();
    }

    @Test
    void theRampIsMovedOnByReadsThatTheLampAsksFor() throws Exception {
        Device lamp = lamp(Map.of("ramp", "PT10S"));

        command(lamp, 100);
        assertThat(dimmer.duty).isEqualTo(10);
        for (int i = 0; i < 200; i++) {
            clock.sleep(Duration.ofMillis(50));
            if (((Eventful) lamp).hasNews()) {
                lamp.read();
            }
        }

        assertThat(dimmer.duty).isEqualTo(100);
        assertThat(dimmer.duties).isSorted().hasSizeBetween(15, 25);
        assertThat(((Eventful) lamp).hasNews()).isFalse();
    }

    @Test
    void aLampThatIsReadRarelyIsThereAtTheNextRead() throws Exception {
        Device lamp = lamp(Map.of("ramp", "PT10S"));
        command(lamp, 100);
        clock.sleep(Duration.ofSeconds(4));
        assertThat(values(lamp).get(0)).isEqualTo(40);
        command(lamp, 0);
        clock.sleep(Duration.ofSeconds(2));
        assertThat(values(lamp).get(0)).isEqualTo(20);
        clock.sleep(Duration.ofMillis(1_990));
        assertThat(values(lamp).get(0)).isEqualTo(10);
        clock.sleep(Duration.ofMinutes(1));

        assertThat(values(lamp).subList(0, 2)).containsExactly(0.0, 0.0);
        assertThat(relay.closed()).isFalse();
    }

    @Test
    void aCommandRepeatedOnTheWayChangesNothing() throws Exception {
        Device lamp = lamp(Map.of("ramp", "PT10S"));
        for (int i = 0; i <= 10; i++) {
            command(lamp, 100);
            clock.sleep(Duration.ofSeconds(1));
        }

        assertThat(values(lamp).get(0)).isEqualTo(100);
    }

    @Test
    void hoursAreCountedWhileTheRelayIsOn() throws Exception {
        Device lamp = lamp(Map.of());
        command(lamp, 40);
        clock.sleep(Duration.ofHours(3));
        lamp.read();
        command(lamp, 0);
        clock.sleep(Duration.ofHours(12));
        lamp.read();
        command(lamp, 100);
        clock.sleep(Duration.ofMinutes(90));

        assertThat(values(lamp).get(2)).isCloseTo(4.5, within(1e-9));
    }

    @Test
    void withAFailSafeTheLampBurnsUntilItIsToldOtherwise() throws Exception {
        Device lamp = lamp(Map.of("failSafeAfter", "PT2H"));

        assertThat(relay.closed()).isTrue();
        assertThat(relay.highAtFirst).isFalse();
        assertThat(dimmer.duty).isEqualTo(100);
        assertThat(values(lamp)).containsExactly(100.0, 1.0, 0.0);
        assertThat(lamp.warning())
                .contains(
                        "pole on gpio: no command has come for 7200 s or since opening; the lamp is on at 100 % until one comes");
        command(lamp, 0);
        assertThat(relay.closed()).isFalse();
        assertThat(lamp.warning()).isEmpty();
    }

    @Test
    void withoutCommandsTheLampIsSwitchedOn() throws Exception {
        Device lamp = lamp(Map.of("failSafeAfter", "PT2H", "ramp", "PT1M"));
        command(lamp, 0);
        clock.sleep(Duration.ofMinutes(119));
        command(lamp, 0);
        clock.sleep(Duration.ofMinutes(119));
        lamp.read();
        assertThat(relay.closed()).isFalse();
        assertThat(((Eventful) lamp).hasNews()).isFalse();
        clock.sleep(Duration.ofMinutes(1));
        assertThat(((Eventful) lamp).hasNews()).isTrue();

        assertThat(values(lamp).subList(0, 2)).containsExactly(100.0, 1.0);
        assertThat(lamp.warning()).isPresent();
    }

    @Test
    void withoutAFailSafeTheLastCommandHoldsForEver() throws Exception {
        Device lamp = lamp(Map.of());
        command(lamp, 0);
        clock.sleep(Duration.ofDays(400));

        assertThat(values(lamp).get(0)).isZero();
    }

    @ParameterizedTest(name = "{0} to {1} %")
    @CsvSource({"PT1H, 100", ", 0"})
    void closingLeavesTheFailSafeState(String failSafeAfter, double level) throws Exception {
        Device lamp = lamp(failSafeAfter == null ? Map.of() : Map.of("failSafeAfter", failSafeAfter));
        command(lamp, 50);

        lamp.close();
        lamp.close();

        assertThat(dimmer.duty).isEqualTo(level);
        assertThat(relay.closed()).isEqualTo(level > 0);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 100.1, Double.NaN, Double.POSITIVE_INFINITY})
    void anImpossibleLevelIsRefused(double value) throws Exception {
        Device lamp = lamp(Map.of());

        assertThatThrownBy(() -> command(lamp, value))
                .isInstanceOfSatisfying(
                        DeviceException.class, e -> assertThat(e.error()).isEqualTo(DeviceError.UNSUPPORTED))
                .hasMessage("pole on gpio: channel 'level' takes 0 to 100 percent, but was " + value);
        assertThat(relay.closed()).isFalse();
    }

    @Test
    void onlyTheLevelIsCommanded() throws Exception {
        Device lamp = lamp(Map.of());

        assertThatThrownBy(() -> ((Commandable) lamp).command("on", 1))
                .isInstanceOfSatisfying(
                        DeviceException.class, e -> assertThat(e.error()).isEqualTo(DeviceError.UNSUPPORTED))
                .hasMessage("pole on gpio: channel 'on' takes no commands such as 1.0; only 'level' does");
    }

    @Test
    void aDeadDimmerIsReportedButTheRelaySwitches() throws Exception {
        Device lamp = lamp(Map.of());
        dimmer.dead = true;

        assertThatThrownBy(() -> command(lamp, 60)).isInstanceOf(DeviceException.class);
        assertThat(relay.closed()).isTrue();
        dimmer.dead = false;

        assertThat(values(lamp).get(0)).isEqualTo(60);
        assertThat(dimmer.duty).isEqualTo(60);
    }

    @Test
    void closingWithoutOutputsIsQuiet() throws Exception {
        Device lamp = lamp(Map.of());
        dimmer.dead = true;

        lamp.close();

        assertThat(relay.closed()).isFalse();
    }

    @Test
    void aFailSafeOfNoTimeIsRefused() {
        assertThatThrownBy(() -> lamp(Map.of("failSafeAfter", "PT0S")))
                .isInstanceOf(ConfigException.class)
                .hasMessage(
                        "devices.pole.params.failSafeAfter must be 1s or more, but was 'PT0S'; leave it out for never");
    }

    private static void command(Device lamp, double percent) throws Exception {
        ((Commandable) lamp).command("level", percent);
    }

    private static List<Double> values(Device lamp) throws Exception {
        List<Sample> samples = lamp.read();
        assertThat(samples).extracting(Sample::channel).containsExactly("level", "on", "onHours");
        assertThat(samples).extracting(Sample::unit).containsExactly("%", "1", "h");
        return samples.stream().map(Sample::value).toList();
    }

    /** With a dimmer unless its channel is -1. */
    private Device lamp(Map<String, Object> params) throws DeviceException {
        var all = new HashMap<String, Object>(Map.of("relayLine", 5L, "pwmChannel", 2L));
        all.putAll(params);
        all.remove("pwmChannel", -1L);
        var buses = new TestBuses() {
            @Override
            public GpioOut output(String bus, int line, boolean initiallyHigh) {
                assertThat(line).isEqualTo(5);
                relay.high = initiallyHigh;
                relay.highAtFirst = initiallyHigh;
                return relay;
            }

            @Override
            public PwmOut pwm(String bus, int channel, int hertz) {
                assertThat(channel).isEqualTo(2);
                assertThat(hertz).isEqualTo(1_000);
                return dimmer;
            }
        };
        return new StreetLampDriver().open(new DeviceConfig("pole", "street-lamp", "gpio", all), buses, clock);
    }

    private static final class Relay implements GpioOut {

        private boolean high;
        private boolean highAtFirst;

        /** Active low, as most are. */
        boolean closed() {
            return !high;
        }

        @Override
        public void set(boolean nowHigh) {
            high = nowHigh;
        }

        @Override
        public boolean isHigh() {
            return high;
        }
    }

    private static final class Dimmer implements PwmOut {

        private final List<Double> duties = new ArrayList<>();
        private double duty;
        private boolean dead;

        @Override
        public void duty(double percent) throws DeviceException {
            if (dead) {
                throw new DeviceException(DeviceError.PORT_GONE, "bus gpio: pwm 2 is gone");
            }
            duty = percent;
            duties.add(percent);
        }
    }
}
