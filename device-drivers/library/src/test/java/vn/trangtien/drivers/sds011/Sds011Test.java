package vn.trangtien.drivers.sds011;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import vn.trangtien.drivers.port.SerialLink;
import vn.trangtien.drivers.testing.ManualClock;
import vn.trangtien.drivers.testing.ScriptedLink;
import vn.trangtien.drivers.testing.TestBuses;

class Sds011Test {

    private static final String FRAME = "AA C0 D4 04 3A 0A A1 60 1D AB";
    private static final byte QUERY = 4;
    private static final byte WAKE = 6;

    private final ManualClock clock = new ManualClock();
    private final ScriptedLink link = new ScriptedLink(clock);

    @Test
    void theSensorIsWokenAskedAndAnswers() throws Exception {
        answerQueries(FRAME);

        List<Sample> samples = device("query").read();

        assertThat(link.written()).hasSize(3).allMatch(command -> command.length() == 19 * 3 - 1);
        assertThat(link.written().get(0)).startsWith("AA B4 06 01 01");
        assertThat(link.written().get(1)).startsWith("AA B4 02 01 01");
        assertThat(link.written().get(2)).startsWith("AA B4 04");
        assertThat(samples).extracting(Sample::channel).containsExactly("pm25", "pm10");
        assertThat(samples).extracting(Sample::value).containsExactly(123.6, 261.8);
        assertThat(samples).extracting(Sample::unit).containsOnly("ug/m3");
    }

    @Test
    void aSensorThatReportsByItselfIsHeard() throws Exception {
        Device device = device("active");
        for (int second = 1; second <= 3; second++) {
            link.arrive(1_000L * second, FRAME);
        }

        assertThat(device.read()).extracting(Sample::value).containsExactly(123.6, 261.8);
        assertThat(link.written().get(1)).startsWith("AA B4 02 01 00");
    }

    @Test
    void valuesWarmUpForHalfAMinute() throws Exception {
        answerQueries(FRAME);
        Device device = device("query");

        assertThat(device.read()).extracting(Sample::quality).containsOnly(Quality.WARMING_UP);
        clock.sleep(Duration.ofSeconds(29));
        assertThat(device.read()).extracting(Sample::quality).containsOnly(Quality.WARMING_UP);
        clock.sleep(Duration.ofSeconds(1));
        assertThat(device.read()).extracting(Sample::quality).containsOnly(Quality.GOOD);
    }

    @Test
    void aSensorThatLostItsSupplyIsConfiguredAndWarmsUpAnew() throws Exception {
        answerQueries(FRAME);
        Device device = device("query");
        device.read();
        clock.sleep(Duration.ofMinutes(1));
        link.onWrite(bytes -> {});
        assertError(device, DeviceError.TIMEOUT);
        link.written().clear();

        answerQueries(FRAME);

        assertThat(device.read()).extracting(Sample::quality).containsOnly(Quality.WARMING_UP);
        assertThat(link.written()).hasSize(3);
    }

    @ParameterizedTest(name = "{0}: {1}, {2}")
    @CsvSource({
        "AA C0 03 00 04 00 A1 60 08 AB, GOOD,         GOOD",
        "AA C0 00 00 00 00 A1 60 01 AB, GOOD,         GOOD",
        "AA C0 04 00 03 00 A1 60 08 AB, UNCERTAIN,    UNCERTAIN",
        "AA C0 0F 27 0F 27 A1 60 6D AB, GOOD,         GOOD",
        "AA C0 0F 27 10 27 A1 60 6E AB, GOOD,         OUT_OF_RANGE",
        "AA C0 FF FF FF FF A1 60 FD AB, OUT_OF_RANGE, OUT_OF_RANGE"
    })
    void whatIsNotBelievableIsMarked(String frame, Quality pm25, Quality pm10) throws Exception {
        answerQueries(frame);
        Device device = device("query");
        device.read();
        clock.sleep(Duration.ofMinutes(1));

        assertThat(device.read()).extracting(Sample::quality).containsExactly(pm25, pm10);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "'', TIMEOUT",
        "AA C0 D4 04 3A 0A A1 60 1E AB, CRC",
        "AA C0 D4 04 3A 0A A1 60 1D AC, CRC",
        "AB C0 D4 04 3A 0A A1 60 1E AB, FRAMING",
        "AA C0 D4 04 3A, FRAMING",
        "AA C5 04 00 00 00 A1 60 05 AB, TIMEOUT",
        "F8 00 78 F8 80 78, FRAMING"
    })
    void aBadAnswerIsNamedAndAskedForAgain(String answer, DeviceError error) throws Exception {
        answerQueries(answer);
        Device device = device("query");

        assertError(device, error);
        assertThat(link.written())
                .filteredOn(command -> command.startsWith("AA B4 04"))
                .hasSize(2);
        assertThat(Duration.ofNanos(clock.nanoTime())).isLessThanOrEqualTo(Duration.ofMillis(2_500));
    }

    @Test
    void theOwnEchoIsNoAnswer() throws Exception {
        link.onWrite(bytes -> link.arrive(Duration.ofMillis(20), bytes));

        assertThatThrownBy(() -> device("query").read()).hasMessageContaining("the gateway's own command AA B4 04");
    }

    @Test
    void anUnpluggedAdapterIsPortGoneAndComesBack() throws Exception {
        answerQueries(FRAME);
        Device device = device("query");
        link.unplug();
        assertError(device, DeviceError.PORT_GONE);
        link.plugIn();

        assertThat(device.read()).extracting(Sample::quality).containsOnly(Quality.WARMING_UP);
    }

    private static void assertError(Device device, DeviceError error) {
        assertThatThrownBy(device::read)
                .isInstanceOfSatisfying(
                        DeviceException.class, e -> assertThat(e.error()).isEqualTo(error));
    }

    private void answerQueries(String frame) {
        link.onWrite(bytes -> {
            if (bytes[2] == QUERY) {
                link.arrive(60, frame);
            } else if (bytes[2] == WAKE) {
                link.arrive(60, "AA C5 06 01 01 00 A1 60 09 AB");
            }
        });
    }

    private Device device(String mode) throws DeviceException {
        var buses = new TestBuses() {
            @Override
            public SerialLink serial(String bus, int baud) {
                assertThat(baud).isEqualTo(9_600);
                return link;
            }
        };
        return new Sds011Driver().open(new DeviceConfig("dust", "sds011", "uart", Map.of("mode", mode)), buses, clock);
    }
}
