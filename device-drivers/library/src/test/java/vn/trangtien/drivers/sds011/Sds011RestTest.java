package vn.trangtien.drivers.sds011;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.trangtien.drivers.Device;
import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.Eventful;
import vn.trangtien.drivers.Quality;
import vn.trangtien.drivers.Sample;
import vn.trangtien.drivers.port.SerialLink;
import vn.trangtien.drivers.testing.ManualClock;
import vn.trangtien.drivers.testing.ScriptedLink;
import vn.trangtien.drivers.testing.TestBuses;

class Sds011RestTest {

    private static final String MEASUREMENT = "AA C0 D4 04 3A 0A A1 60 1D AB";
    private static final String SLEEPS = "AA C5 06 01 00 00 A1 60 08 AB";
    private static final String WORKS = "AA C5 06 01 01 00 A1 60 09 AB";
    private static final String SLEEP = "AA B4 06 01 00 00 00 00 00 00 00 00 00 00 00 FF FF 05 AB";
    private static final String WAKE = "AA B4 06 01 01 00 00 00 00 00 00 00 00 00 00 FF FF 06 AB";

    private final ManualClock clock = new ManualClock();
    private final ScriptedLink link = new ScriptedLink(clock);

    @Test
    void aReadAfterTheNewsMeasuresAndPutsItToSleep() throws Exception {
        answer(SLEEPS);
        Device device = device("query");

        assertThat(device.read()).noneMatch(Sample::hasValue);
        assertThat(link.written().get(0)).isEqualTo(WAKE);
        clock.sleep(Duration.ofSeconds(30));
        assertThat(((Eventful) device).hasNews()).isTrue();
        List<Sample> samples = device.read();

        assertThat(samples).extracting(Sample::value).containsExactly(123.6, 261.8);
        assertThat(samples).extracting(Sample::quality).containsOnly(Quality.GOOD);
        assertThat(link.written()).endsWith(SLEEP);
        assertThat(link.written()).filteredOn(SLEEP::equals).hasSize(1);
    }

    @ParameterizedTest(name = "answered with {0}")
    @ValueSource(strings = {"", WORKS, MEASUREMENT, "AA C5 06 01 00 00 A1 60 09 AB"})
    void whatIsNoConfirmationToSleepIsAnError(String answer) throws Exception {
        answer(answer);
        Device device = device("query");
        device.read();
        clock.sleep(Duration.ofSeconds(30));
        long before = clock.nanoTime();

        assertThatThrownBy(device::read)
                .isInstanceOf(DeviceException.class)
                .hasMessageStartingWith("dust on uart: ")
                .hasMessageContaining("told to sleep");
        assertThat(link.written()).filteredOn(SLEEP::equals).hasSize(2);
        assertThat(Duration.ofNanos(clock.nanoTime() - before)).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void aSensorThatReportsByItselfRestsToo() throws Exception {
        answer(SLEEPS);
        Device device = device("active");
        link.arrive(1_500, MEASUREMENT);
        device.read();
        clock.sleep(Duration.ofSeconds(30));
        link.arrive(400, MEASUREMENT);

        assertThat(device.read()).extracting(Sample::quality).containsOnly(Quality.GOOD);
        assertThat(link.written()).endsWith(SLEEP);
    }

    @Test
    void closingAnUnpluggedOneIsNoFailure() throws Exception {
        answer(SLEEPS);
        Device device = device("query");
        device.read();
        link.unplug();
        device.close();
        link.plugIn();

        device.close();

        assertThat(link.written()).endsWith(SLEEP);
    }

    private void answer(String toSleep) {
        link.onWrite(bytes -> {
            switch (bytes[2]) {
                case 4 -> link.arrive(60, MEASUREMENT);
                case 6 -> link.arrive(60, bytes[4] == 1 ? WORKS : toSleep);
                default -> link.arrive(60, "");
            }
        });
    }

    private Device device(String mode) throws DeviceException {
        var buses = new TestBuses() {
            @Override
            public SerialLink serial(String bus, int baud) {
                return link;
            }
        };
        return new Sds011Driver()
                .open(new DeviceConfig("dust", "sds011", "uart", Map.of("mode", mode, "rest", true)), buses, clock);
    }
}
