package vn.trangtien.drivers.pms5003;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HexFormat;
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

class Pms5003RestTest {

    private static final String MEASUREMENT =
            "424D001C 0003 0004 0007 0003 0004 0007 02D0 00B8 0019 0008 0004 0002 9700 030F";
    private static final String SLEEPS = "424D 0004 E400 0177";
    private static final String SLEEP = "42 4D E4 00 00 01 73";
    private static final String WAKE = "42 4D E4 00 01 01 74";
    private static final String READ = "42 4D E2 00 00 01 71";

    private final ManualClock clock = new ManualClock();
    private final ScriptedLink link = new ScriptedLink(clock);

    @Test
    void aReadAfterTheNewsMeasuresAndPutsItToSleep() throws Exception {
        answer(SLEEPS, Duration.ZERO);
        Device device = device("passive");

        assertThat(device.read()).noneMatch(Sample::hasValue);
        assertThat(link.written().get(0)).isEqualTo(WAKE);
        clock.sleep(Duration.ofSeconds(30));
        assertThat(((Eventful) device).hasNews()).isTrue();
        List<Sample> samples = device.read();

        assertThat(samples).extracting(Sample::value).containsExactly(3.0, 4.0, 7.0);
        assertThat(samples).extracting(Sample::quality).containsOnly(Quality.GOOD);
        assertThat(link.written()).endsWith(SLEEP);
        assertThat(link.written()).filteredOn(SLEEP::equals).hasSize(1);
    }

    @Test
    void aWokenSensorMaySleepThroughTwoRequests() throws Exception {
        answer(SLEEPS, Duration.ofMillis(2_400));
        Device device = device("passive");

        assertThat(device.read()).extracting(Sample::quality).containsOnly(Quality.WARMING_UP);
        assertThat(Duration.ofNanos(clock.nanoTime())).isLessThanOrEqualTo(Duration.ofMillis(3_600));
    }

    @ParameterizedTest(name = "answered with {0}")
    @ValueSource(strings = {"", MEASUREMENT, "424D 0004 E401 0178", "424D 0004 E100 0174", "424D 0004 E400 0178"})
    void whatIsNoConfirmationToSleepIsAnError(String answer) throws Exception {
        answer(answer, Duration.ZERO);
        Device device = device("passive");
        device.read();
        clock.sleep(Duration.ofSeconds(30));

        assertThatThrownBy(device::read)
                .isInstanceOf(DeviceException.class)
                .hasMessageStartingWith("dust on uart-pm: ")
                .hasMessageContaining("told to sleep");
        assertThat(link.written()).filteredOn(SLEEP::equals).hasSize(2);
    }

    @Test
    void aSensorThatReportsByItselfRestsToo() throws Exception {
        answer(SLEEPS, Duration.ZERO);
        Device device = device("active");
        link.arrive(3_000, MEASUREMENT);
        device.read();
        clock.sleep(Duration.ofSeconds(30));
        link.arrive(800, MEASUREMENT);

        assertThat(device.read()).extracting(Sample::quality).containsOnly(Quality.GOOD);
        assertThat(link.written()).endsWith(SLEEP);
    }

    @Test
    void closingSendsItToSleep() throws Exception {
        answer(SLEEPS, Duration.ZERO);
        Device device = device("passive");
        device.read();

        device.close();

        assertThat(link.written()).endsWith(SLEEP);
    }

    private void answer(String toSleep, Duration start) {
        link.onWrite(bytes -> {
            String command = HexFormat.ofDelimiter(" ").withUpperCase().formatHex(bytes);
            if (command.equals(READ) && clock.nanoTime() >= start.toNanos()) {
                link.arrive(40, MEASUREMENT);
            } else if (command.equals(SLEEP)) {
                link.arrive(40, toSleep);
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
        return new Pms5003Driver()
                .open(new DeviceConfig("dust", "pms5003", "uart-pm", Map.of("mode", mode, "rest", true)), buses, clock);
    }
}
