package vn.trangtien.drivers.pms5003;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HexFormat;
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

class Pms5003Test {

    private static final String FRAME =
            "424D001C 0003 0004 0007 0003 0004 0007 02D0 00B8 0019 0008 0004 0002 9700 030F";
    private static final String READ = "424D" + "E200000171";

    private final ManualClock clock = new ManualClock();
    private final ScriptedLink link = new ScriptedLink(clock);

    @Test
    void passiveSensorIsAskedAndAnswers() throws Exception {
        answerReads(FRAME);

        List<Sample> samples = device("passive").read();

        assertThat(link.written())
                .containsExactly("42 4D E4 00 01 01 74", "42 4D E1 00 00 01 70", "42 4D E2 00 00 01 71");
        assertThat(samples).extracting(Sample::channel).containsExactly("pm1", "pm25", "pm10");
        assertThat(samples).extracting(Sample::value).containsExactly(3.0, 4.0, 7.0);
    }

    @Test
    void activeSensorIsHeard() throws Exception {
        link.arrive(800, FRAME);

        assertThat(device("active").read()).extracting(Sample::value).containsExactly(3.0, 4.0, 7.0);
    }

    @Test
    void valuesWarmUpForHalfAMinuteAndAreGoodFromThenOn() throws Exception {
        answerReads(FRAME);
        Device device = device("passive");

        assertThat(device.read()).extracting(Sample::quality).containsOnly(Quality.WARMING_UP);
        clock.sleep(Duration.ofSeconds(29));
        assertThat(device.read()).extracting(Sample::quality).containsOnly(Quality.WARMING_UP);
        clock.sleep(Duration.ofSeconds(1));
        assertThat(device.read()).extracting(Sample::quality).containsOnly(Quality.GOOD);
    }

    @Test
    void aSensorThatFellSilentWarmsUpAnew() throws Exception {
        answerReads(FRAME);
        Device device = device("passive");
        device.read();
        clock.sleep(Duration.ofSeconds(60));
        link.onWrite(bytes -> {});
        assertThatThrownBy(device::read)
                .isInstanceOfSatisfying(
                        DeviceException.class, e -> assertThat(e.error()).isEqualTo(DeviceError.TIMEOUT));

        answerReads(FRAME);

        assertThat(device.read()).extracting(Sample::quality).containsOnly(Quality.WARMING_UP);
    }

    @Test
    void aDamagedAnswerIsAskedForAgain() throws Exception {
        answerReads(FRAME.replace("030F", "0310"));

        assertThatThrownBy(() -> device("passive").read())
                .isInstanceOfSatisfying(
                        DeviceException.class, e -> assertThat(e.error()).isEqualTo(DeviceError.CRC));
        assertThat(link.written()).filteredOn("42 4D E2 00 00 01 71"::equals).hasSize(2);
    }

    @Test
    void anErrorCodeInTheFrameIsASensorFault() throws Exception {
        answerReads(FRAME.replace("9700 030F", "9701 0310"));

        assertThat(device("passive").read()).extracting(Sample::quality).containsOnly(Quality.SENSOR_FAULT);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "'', TIMEOUT",
        "424D 001C 0003 0004, FRAMING",
        "424D 0000, FRAMING",
        "424D FFFF, FRAMING",
        "424D E200 0001 71, FRAMING",
        "AAC0 D404 3A0A A160 1DAB, FRAMING",
        "424D 0004 E200 0175, TIMEOUT"
    })
    void whatIsNoMeasurementIsNamed(String answer, DeviceError error) throws Exception {
        answerReads(answer);

        assertThatThrownBy(() -> device("passive").read())
                .isInstanceOfSatisfying(
                        DeviceException.class, e -> assertThat(e.error()).isEqualTo(error))
                .hasMessageStartingWith("dust on uart-pm: ");
        assertThat(Duration.ofNanos(clock.nanoTime())).isLessThanOrEqualTo(Duration.ofMillis(2_500));
    }

    @Test
    void anOversizedAnswerStillHoldsTheMeasurement() throws Exception {
        answerReads("424D 424D 42" + FRAME + "0000 424D 001C");

        assertThat(device("passive").read()).extracting(Sample::value).containsExactly(3.0, 4.0, 7.0);
    }

    @Test
    void anUnpluggedAdapterIsPortGoneAndComesBack() throws Exception {
        answerReads(FRAME);
        Device device = device("passive");
        link.unplug();
        assertThatThrownBy(device::read)
                .isInstanceOfSatisfying(
                        DeviceException.class, e -> assertThat(e.error()).isEqualTo(DeviceError.PORT_GONE));
        link.plugIn();

        assertThat(device.read()).extracting(Sample::value).containsExactly(3.0, 4.0, 7.0);
    }

    private void answerReads(String frame) {
        link.onWrite(bytes -> {
            if (HexFormat.of().withUpperCase().formatHex(bytes).equals(READ)) {
                link.arrive(40, frame);
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
        return new Pms5003Driver()
                .open(new DeviceConfig("dust", "pms5003", "uart-pm", Map.of("mode", mode)), buses, clock);
    }
}
