package vn.trangtien.drivers.a02yyuw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static vn.trangtien.drivers.testing.ScriptedLink.hex;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.trangtien.drivers.Device;
import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.drivers.DeviceError;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.Quality;
import vn.trangtien.drivers.Sample;
import vn.trangtien.drivers.framing.FrameReader;
import vn.trangtien.drivers.port.SerialLink;
import vn.trangtien.drivers.testing.ManualClock;
import vn.trangtien.drivers.testing.ScriptedLink;
import vn.trangtien.drivers.testing.TestBuses;

class A02yyuwTest {

    private final ManualClock clock = new ManualClock();
    private final ScriptedLink link = new ScriptedLink(clock);

    /** DFRobot wiki, SEN0311. */
    @Test
    void exampleOfTheMaker() {
        assertThat(new FrameReader(new DistanceShape()).accept(hex("FF 07 A1 A7")))
                .extracting(DistanceShape::distance)
                .containsExactly(1953);
    }

    @Test
    void everyDistanceIsReadBehindEveryStartByteInTheData() {
        var reader = new FrameReader(new DistanceShape());
        for (int raw = 0; raw <= 0xFFFF; raw++) {
            assertThat(reader.accept(frame(raw)))
                    .extracting(DistanceShape::distance)
                    .containsExactly(raw);
        }
    }

    @Test
    void levelIsMountingHeightMinusTheMedian() throws Exception {
        send(1950, 1951, 12, 1953, 4400, 1952, 1954);

        List<Sample> samples = device(7).read();

        assertThat(samples).extracting(Sample::channel).containsExactly("level", "distance");
        assertThat(samples).extracting(Sample::unit).containsExactly("m", "mm");
        assertThat(samples.get(0).value()).isCloseTo(2.248, within(1e-9));
        assertThat(samples.get(1).value()).isEqualTo(1952);
        assertThat(samples).extracting(Sample::quality).containsOnly(Quality.GOOD);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "0,     SENSOR_FAULT, false",
        "1,     OUT_OF_RANGE, true",
        "29,    OUT_OF_RANGE, true",
        "30,    GOOD,         true",
        "4500,  GOOD,         true",
        "4501,  OUT_OF_RANGE, true",
        "65533, SENSOR_FAULT, false",
        "65534, SENSOR_FAULT, false"
    })
    void whatIsNoDistanceIsSaidSo(int raw, Quality expected, boolean hasValue) throws Exception {
        send(raw, raw, raw);

        List<Sample> samples = device(3).read();

        assertThat(samples).extracting(Sample::quality).containsOnly(expected);
        assertThat(samples).extracting(Sample::hasValue).containsOnly(hasValue);
    }

    @Test
    void aFewLostEchoesMakeTheLevelUncertain() throws Exception {
        send(1950, 0xFFFD, 1950, 1950, 0xFFFD);

        assertThat(device(5).read()).extracting(Sample::quality).containsOnly(Quality.UNCERTAIN);
    }

    @Test
    void whatWaitedInTheBufferDoesNotCount() throws Exception {
        IntStream.range(0, 50).forEach(i -> link.arrive(0, "FF 0F A0 AE"));
        send(1000, 1000, 1000);

        assertThat(device(3).read().get(1).value()).isEqualTo(1000);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({"'', TIMEOUT", "FF 07 A1 A8 FF 07 A1 A8 FF 07 A1 A8, CRC", "12 34 56 78 12 34 56 78, FRAMING"})
    void aBadLineIsNamed(String bytes, DeviceError expected) {
        link.arrive(50, bytes);

        assertThatThrownBy(() -> device(3).read())
                .isInstanceOfSatisfying(
                        DeviceException.class, e -> assertThat(e.error()).isEqualTo(expected))
                .hasMessageStartingWith("river on uart-lv: ");
    }

    @Test
    void aSilentSensorHoldsTheBusForASecondOnly() {
        assertThatThrownBy(() -> device(31).read()).isInstanceOf(DeviceException.class);

        assertThat(Duration.ofNanos(clock.nanoTime())).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aReadOfTheSlowestSensorLastsTwoAndAHalfSecondsAtMost() throws Exception {
        for (int i = 1; i <= 20; i++) {
            link.arrive(Duration.ofMillis(300L * i), frame(2_000));
        }

        assertThat(device(7).read()).extracting(Sample::quality).containsOnly(Quality.GOOD);
        assertThat(Duration.ofNanos(clock.nanoTime())).isLessThanOrEqualTo(Duration.ofMillis(2_500));
    }

    @Test
    void halfTheDistancesAreNotEnough() {
        send(1_950, 1_951, 1_952);

        assertThatThrownBy(() -> device(7).read())
                .isInstanceOfSatisfying(
                        DeviceException.class, e -> assertThat(e.error()).isEqualTo(DeviceError.TIMEOUT))
                .hasMessageContaining("3 frame(s) came, but not all that were awaited");
    }

    @Test
    void anUnpluggedAdapterIsPortGoneAndComesBack() throws Exception {
        Device device = device(3);
        link.unplug();
        assertThatThrownBy(device::read)
                .isInstanceOfSatisfying(
                        DeviceException.class, e -> assertThat(e.error()).isEqualTo(DeviceError.PORT_GONE));
        link.plugIn();
        send(1_000, 1_000, 1_000);

        assertThat(device.read().get(1).value()).isEqualTo(1_000);
    }

    /** Whatever bytes are dropped, inserted or changed on the way, the median stays that of the water. */
    @Test
    void aNoisyCableDoesNotMoveTheLevel() throws Exception {
        var random = new Random(2_009);
        int given = 0;
        for (int read = 0; read < 300; read++) {
            for (int i = 1; i <= 20; i++) {
                link.arrive(Duration.ofMillis(100L * i), spoilt(frame(1_950 + random.nextInt(5)), random));
            }
            try {
                assertThat(device(7).read().get(1).value()).isBetween(1_950.0, 1_954.0);
                given++;
            } catch (DeviceException e) {
                assertThat(e.error()).isIn(DeviceError.CRC, DeviceError.FRAMING, DeviceError.TIMEOUT);
            }
            clock.sleep(Duration.ofMinutes(1));
        }
        assertThat(given).isGreaterThan(250);
    }

    /** One frame in three loses a byte, gains one, or has one changed. */
    private static byte[] spoilt(byte[] frame, Random random) {
        int at = random.nextInt(frame.length);
        var spoilt = new ByteArrayOutputStream();
        int how = random.nextInt(9);
        for (int i = 0; i < frame.length; i++) {
            if (i != at || how > 2) {
                spoilt.write(frame[i]);
            } else if (how > 0) {
                spoilt.write(random.nextInt(256));
                if (how == 1) {
                    spoilt.write(frame[i]);
                }
            }
        }
        return spoilt.toByteArray();
    }

    private void send(int... raw) {
        for (int i = 0; i < raw.length; i++) {
            link.arrive(Duration.ofMillis(100L * (i + 1)), frame(raw[i]));
        }
    }

    private static byte[] frame(int raw) {
        return new byte[] {(byte) 0xFF, (byte) (raw >> 8), (byte) raw, (byte) (0xFF + (raw >> 8) + raw)};
    }

    private Device device(long samples) throws DeviceException {
        var buses = new TestBuses() {
            @Override
            public SerialLink serial(String bus, int baud) {
                return link;
            }
        };
        Map<String, Object> params = Map.of("mountingHeightMm", 4_200L, "samples", samples);
        return new A02yyuwDriver().open(new DeviceConfig("river", "a02yyuw", "uart-lv", params), buses, clock);
    }
}
