package vn.trangtien.drivers.mhz19b;

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

class Mhz19bTest {

    private static final String READ = "FF 01 86 00 00 00 00 00 79";
    private static final String CALIBRATION_OFF = "FF 01 79 00 00 00 00 00 86";

    private final ManualClock clock = new ManualClock();
    private final ScriptedLink link = new ScriptedLink(clock);

    @Test
    void exampleOfTheMaker() throws Exception {
        answer("FF 86 02 60 47 00 00 00 D1");

        List<Sample> samples = device(Map.of()).read();

        assertThat(link.written()).containsExactly(CALIBRATION_OFF, READ);
        assertThat(samples).extracting(Sample::channel).containsExactly("co2", "temperature");
        assertThat(samples).extracting(Sample::unit).containsExactly("[ppm]", "Cel");
        assertThat(samples).extracting(Sample::value).containsExactly(608.0, 31.0);
    }

    @Test
    void valuesWarmUpForThreeMinutes() throws Exception {
        answer(ppm(410));
        Device device = device(Map.of());

        assertThat(device.read()).extracting(Sample::quality).containsOnly(Quality.WARMING_UP);
        clock.sleep(Duration.ofSeconds(179));
        assertThat(device.read()).extracting(Sample::quality).containsOnly(Quality.WARMING_UP);
        clock.sleep(Duration.ofSeconds(1));
        assertThat(device.read()).extracting(Sample::quality).containsOnly(Quality.GOOD);
    }

    @ParameterizedTest(name = "{0} ppm is {1}")
    @CsvSource({
        "0,     SENSOR_FAULT",
        "299,   UNCERTAIN",
        "300,   GOOD",
        "4999,  GOOD",
        "5000,  OUT_OF_RANGE",
        "65535, OUT_OF_RANGE"
    })
    void whatAirCannotHaveIsMarked(int ppm, Quality expected) throws Exception {
        answer(ppm(ppm));
        Device device = warmed();

        Sample co2 = device.read().get(0);

        assertThat(co2.quality()).isEqualTo(expected);
        assertThat(co2.value()).isEqualTo(ppm);
        assertThat(device.warning().isPresent()).isEqualTo(ppm > 0 && ppm < 300);
    }

    @Test
    void theRangeIsThatOfTheLabel() throws Exception {
        answer(ppm(2_000));
        Device device = device(Map.of("range", 2_000L));
        device.read();
        clock.sleep(Duration.ofMinutes(3));

        assertThat(device.read().get(0).quality()).isEqualTo(Quality.OUT_OF_RANGE);
    }

    @Test
    void aFallFasterThanAirIsARestart() throws Exception {
        answer(ppm(900));
        Device device = warmed();
        clock.sleep(Duration.ofSeconds(30));
        answer(ppm(410));

        assertThat(device.read()).extracting(Sample::quality).containsOnly(Quality.WARMING_UP);
        clock.sleep(Duration.ofMinutes(3));
        assertThat(device.read()).extracting(Sample::quality).containsOnly(Quality.GOOD);
        assertThat(link.written()).filteredOn(CALIBRATION_OFF::equals).hasSize(2);
    }

    @Test
    void anOpenedWindowIsNoRestart() throws Exception {
        answer(ppm(900));
        Device device = warmed();
        for (int ppm : new int[] {800, 710, 640, 580, 540, 505, 480, 460}) {
            clock.sleep(Duration.ofSeconds(10));
            answer(ppm(ppm));

            assertThat(device.read().get(0).quality()).as("%d ppm", ppm).isEqualTo(Quality.GOOD);
        }
        clock.sleep(Duration.ofHours(5));
        answer(ppm(405));
        assertThat(device.read().get(0).quality()).isEqualTo(Quality.GOOD);
    }

    @Test
    void selfCalibrationIsToldAgainTwiceADay() throws Exception {
        answer(ppm(600));
        Device device = device(Map.of("selfCalibration", true));
        for (int hour = 0; hour <= 24; hour++) {
            device.read();
            clock.sleep(Duration.ofHours(1));
        }

        assertThat(link.written())
                .filteredOn("FF 01 79 A0 00 00 00 00 E6"::equals)
                .hasSize(3);
    }

    @Test
    void theAnswerToAnotherCommandIsSkipped() throws Exception {
        link.onWrite(bytes -> {
            if (bytes[2] == (byte) 0x86) {
                link.arrive(20, "FF 79 01 00 00 00 00 00 86").arrive(60, ppm(700));
            }
        });

        assertThat(device(Map.of()).read().get(0).value()).isEqualTo(700);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "'', TIMEOUT",
        "FF 86 02 60 47 00 00 00 D2, CRC",
        "FF 86 02 60 47, FRAMING",
        "FF 01 86 00 00 00 00 00 79, FRAMING",
        "FF 79 01 00 00 00 00 00 86, TIMEOUT",
        "42 4D 00 1C 00 03 00 04, FRAMING"
    })
    void aBadAnswerIsNamedAndAskedForAgain(String answer, DeviceError error) throws Exception {
        answer(answer);
        Device device = device(Map.of());

        assertThatThrownBy(device::read)
                .isInstanceOfSatisfying(
                        DeviceException.class, e -> assertThat(e.error()).isEqualTo(error))
                .hasMessageStartingWith("class on uart: ");
        assertThat(link.written()).filteredOn(READ::equals).hasSize(2);
        assertThat(Duration.ofNanos(clock.nanoTime())).isLessThanOrEqualTo(Duration.ofMillis(2_500));
    }

    @Test
    void aSensorThatFellSilentWarmsUpAnew() throws Exception {
        answer(ppm(600));
        Device device = warmed();
        answer("");
        assertThatThrownBy(device::read).isInstanceOf(DeviceException.class);

        answer(ppm(410));
        assertThat(device.read()).extracting(Sample::quality).containsOnly(Quality.WARMING_UP);
    }

    private Device warmed() throws Exception {
        Device device = device(Map.of());
        device.read();
        clock.sleep(Duration.ofMinutes(3));
        device.read();
        return device;
    }

    private void answer(String frame) {
        link.onWrite(bytes -> {
            if (bytes[2] == (byte) 0x86) {
                link.arrive(60, frame);
            }
        });
    }

    private static String ppm(int ppm) {
        int sum = 0x86 + (ppm >> 8) + (ppm & 0xFF) + 0x47;
        return "FF 86 %02X %02X 47 00 00 00 %02X".formatted(ppm >> 8, ppm & 0xFF, -sum & 0xFF);
    }

    private Device device(Map<String, Object> params) throws DeviceException {
        var buses = new TestBuses() {
            @Override
            public SerialLink serial(String bus, int baud) {
                assertThat(baud).isEqualTo(9_600);
                return link;
            }
        };
        return new Mhz19bDriver().open(new DeviceConfig("class", "mhz19b", "uart", params), buses, clock);
    }
}
