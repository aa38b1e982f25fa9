package vn.trangtien.drivers.pi4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.trangtien.drivers.ConfigException;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.DeviceError;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.port.BusConfig;
import vn.trangtien.drivers.port.GpioIn;

class GpioLinesTest {

    private final StubLines lines = new StubLines();
    private final Pi4jBuses buses =
            new Pi4jBuses(List.of(new BusConfig.Gpio("gpio", "auto", 2)), BusParts.of(lines, DeviceClock.system()));

    @AfterEach
    void close() {
        buses.close();
    }

    @Test
    void anOutputTakesItsInitialLevelAtOnce() throws Exception {
        var relay = buses.output("gpio", 23, true);

        assertThat(lines.log).contains("line 23 HIGH").doesNotContain("line 23 LOW");
        assertThat(relay.isHigh()).isTrue();
    }

    @Test
    void anOutputKeepsWhatItWasTold() throws Exception {
        var relay = buses.output("gpio", 23, false);

        relay.set(true);

        assertThat(relay.isHigh()).isTrue();
        assertThat(lines.log).endsWith("line 23 HIGH");
    }

    @Test
    void aLineThatCannotBeSetKeepsItsLastKnownLevel() throws Exception {
        var relay = buses.output("gpio", 23, false);
        lines.broken.add(23);

        assertThatThrownBy(() -> relay.set(true))
                .isInstanceOfSatisfying(
                        DeviceException.class, e -> assertThat(e.error()).isEqualTo(DeviceError.PORT_GONE))
                .hasMessage("gpio line 23: setting it HIGH: No such device");
        assertThat(relay.isHigh()).isFalse();
    }

    @Test
    void inputsAndOutputsShareOneContextAndPulsesHaveTheirOwn() throws Exception {
        buses.input("gpio", 17, GpioIn.Pull.UP);
        buses.output("gpio", 23, false);
        assertThat(lines.contexts).hasSize(1);

        // Channel 17 is the address of line 17 to Pi4J.
        buses.pwm("gpio", 17, 1_000);

        assertThat(lines.contexts).hasSize(2);
    }

    @Test
    void oneLineIsEitherAnInputOrAnOutput() throws Exception {
        buses.input("gpio", 17, GpioIn.Pull.UP);
        buses.output("gpio", 23, false);

        assertThatThrownBy(() -> buses.output("gpio", 17, false))
                .isInstanceOf(ConfigException.class)
                .hasMessage(
                        "bus gpio line 17 is already an input with pull UP, but a second device wants it as an output; give each device a line of its own");
        assertThatThrownBy(() -> buses.input("gpio", 23, GpioIn.Pull.UP)).isInstanceOf(ConfigException.class);
        assertThatThrownBy(() -> buses.input("gpio", 17, GpioIn.Pull.DOWN)).isInstanceOf(ConfigException.class);
    }

    @Test
    void aDeviceOpenedAgainGetsItsLineAgain() throws Exception {
        buses.input("gpio", 17, GpioIn.Pull.UP);
        var relay = buses.output("gpio", 23, false);
        relay.set(true);

        buses.input("gpio", 17, GpioIn.Pull.UP);

        assertThat(buses.output("gpio", 23, false).isHigh()).isFalse();
        assertThat(lines.log).endsWith("line 23 LOW");
    }

    @Test
    void aLineThatCannotBeOpenedDoesNotTakeTheOthersWithIt() throws Exception {
        var edges = new ArrayList<Boolean>();
        buses.input("gpio", 17, GpioIn.Pull.UP).onEdge((high, at) -> edges.add(high));
        lines.broken.add(23);

        assertThatThrownBy(() -> buses.output("gpio", 23, false))
                .isInstanceOfSatisfying(
                        DeviceException.class, e -> assertThat(e.error()).isEqualTo(DeviceError.PORT_GONE))
                .hasMessageContaining("cannot open gpio line 23 (Device or resource busy)");
        lines.edge(17, false);

        assertThat(edges).containsExactly(false);
        lines.broken.clear();
        assertThat(buses.output("gpio", 23, true).isHigh()).isTrue();
    }

    @Test
    void aPulseOutputIsHardwareOfTheConfiguredChipAndSilentFirst() throws Exception {
        buses.pwm("gpio", 0, 1_000);

        assertThat(lines.log).containsExactly("HARDWARE of chip 2", "channel 0 off");
    }

    @Test
    void anUnchangedDutyIsNotWrittenAgain() throws Exception {
        var lamp = buses.pwm("gpio", 0, 1_000);
        lines.log.clear();

        lamp.duty(33.5);
        lamp.duty(33.5);
        lamp.duty(100);
        lamp.duty(0);

        assertThat(lines.log)
                .containsExactly("channel 0 on 33.5% 1000 Hz", "channel 0 on 100.0% 1000 Hz", "channel 0 off");
    }

    @Test
    void aDutyThatFailedIsTriedAgain() throws Exception {
        var lamp = buses.pwm("gpio", 0, 1_000);
        lines.broken.add(0);
        assertThatThrownBy(() -> lamp.duty(50))
                .isInstanceOfSatisfying(
                        DeviceException.class, e -> assertThat(e.error()).isEqualTo(DeviceError.PORT_GONE))
                .hasMessageStartingWith("gpio pwm chip 2 channel 0: duty of 50.0 percent");
        lines.broken.clear();

        lamp.duty(50);

        assertThat(lines.log).endsWith("channel 0 on 50.0% 1000 Hz");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 100.1, Double.NaN, Double.POSITIVE_INFINITY})
    void aDutyOutsideThePeriodIsRefused(double percent) throws Exception {
        var lamp = buses.pwm("gpio", 0, 1_000);

        assertThatThrownBy(() -> lamp.duty(percent)).hasMessageContaining("must be 0 to 100 percent, but was");
    }
}
