package vn.trangtien.drivers.gps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
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

class GpsNmeaTest {

    private static final String GGA = "GPGGA,081836.00,1628.1460,N,10735.3160,E,1,08,1.03,6.4,M,-9.1,M,,";
    private static final String RMC = "GPRMC,081836.00,A,1628.1460,N,10735.3160,E,10.0,084.4,231126,,,A";
    private static final List<String> CHANNELS =
            List.of("latitude", "longitude", "altitude", "satellites", "speed", "hdop", "time");

    private final ManualClock clock = new ManualClock();
    private final ScriptedLink link = new ScriptedLink(clock);
    private final Device device = device();

    @Test
    void aFixGivesEverything() throws Exception {
        send(GGA, RMC);

        List<Sample> samples = device.read();

        assertThat(samples).extracting(Sample::channel).containsExactlyElementsOf(CHANNELS);
        assertThat(samples).extracting(Sample::unit).containsExactly("deg", "deg", "m", "{count}", "m/s", "1", "s");
        assertThat(samples).extracting(Sample::quality).containsOnly(Quality.GOOD);
        assertThat(value(samples, "latitude")).isCloseTo(16.4691, within(1e-9));
        assertThat(value(samples, "longitude")).isCloseTo(107.5886, within(1e-9));
        assertThat(value(samples, "altitude")).isEqualTo(6.4);
        assertThat(value(samples, "satellites")).isEqualTo(8);
        assertThat(value(samples, "speed")).isCloseTo(5.14444, within(1e-5));
        assertThat(value(samples, "hdop")).isEqualTo(1.03);
        assertThat(value(samples, "time"))
                .isEqualTo(Instant.parse("2026-11-23T08:18:36Z").getEpochSecond());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "$GPGGA,123519,4807.038,N,01131.000,E,1,08,0.9,545.4,M,46.9,M,,*47 | 48.1173 | 11.516667 | 545.4",
                "$GPGGA,092750.000,5321.6802,N,00630.3372,W,1,8,1.03,61.7,M,55.2,M,,*76 | 53.361337 | -6.505620 | 61.7"
            })
    void publishedPositions(String sentence, double latitude, double longitude, double altitude) throws Exception {
        link.arrive(Duration.ofMillis(100), ascii(sentence + "\r\n"));

        List<Sample> samples = device.read();

        assertThat(value(samples, "latitude")).isCloseTo(latitude, within(1e-6));
        assertThat(value(samples, "longitude")).isCloseTo(longitude, within(1e-6));
        assertThat(value(samples, "altitude")).isEqualTo(altitude);
        assertThat(sample(samples, "time").quality()).isEqualTo(Quality.SENSOR_FAULT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GP", "GN", "GL", "GA", "BD"})
    void everyTalkerIsUnderstood(String talker) throws Exception {
        send(talker + GGA.substring(2), talker + RMC.substring(2));

        assertThat(device.read()).allMatch(Sample::hasValue);
    }

    /** A receiver in simulation, by hand or on reckoning makes up its speed and its time as well. */
    @ParameterizedTest(name = "fix {0}")
    @ValueSource(ints = {6, 7, 8})
    void nothingOfAFixThatIsNotMeasuredIsGood(int fix) throws Exception {
        send(GGA.replace(",E,1,", ",E," + fix + ","), RMC);

        assertThat(device.read()).extracting(Sample::quality).containsOnly(Quality.UNCERTAIN);
    }

    @Test
    void withoutAFixThereAreNoValuesButTheCountOfSatellites() throws Exception {
        send("GPGGA,,,,,,0,00,99.99,,,,,,", "GNRMC,,V,,,,,,,,,,N,V");

        List<Sample> samples = device.read();

        assertThat(samples).extracting(Sample::channel).containsExactlyElementsOf(CHANNELS);
        assertThat(samples)
                .filteredOn(sample -> !sample.hasValue())
                .hasSize(6)
                .extracting(Sample::quality)
                .containsOnly(Quality.SENSOR_FAULT);
        assertThat(value(samples, "satellites")).isZero();
    }

    @Test
    void aPositionThatTheReceiverItselfCallsInvalidIsNotUsed() throws Exception {
        send(GGA.replace("E,1,08", "E,0,03"), RMC.replace(",A,1628", ",V,1628"));

        List<Sample> samples = device.read();

        assertThat(sample(samples, "latitude").hasValue()).isFalse();
        assertThat(sample(samples, "speed").hasValue()).isFalse();
        assertThat(sample(samples, "time").quality()).isEqualTo(Quality.UNCERTAIN);
    }

    @ParameterizedTest(name = "fix {0}, {1} satellites, hdop {2}: {3}")
    @CsvSource({
        "1, 08, 10.0, GOOD",
        "2, 04, 1.0,  GOOD",
        "4, 12, 0.5,  GOOD",
        "1, 03, 1.0,  UNCERTAIN",
        "1, 08, 10.1, UNCERTAIN",
        "6, 08, 1.0,  UNCERTAIN",
        "7, 08, 1.0,  UNCERTAIN",
        "8, 08, 1.0,  UNCERTAIN"
    })
    void aPoorFixIsUncertain(int fix, String satellites, String hdop, Quality expected) throws Exception {
        send(GGA.replace(",1,08,1.03,", ",%d,%s,%s,".formatted(fix, satellites, hdop)), RMC);

        assertThat(sample(device.read(), "latitude").quality()).isEqualTo(expected);
    }

    @Test
    void aJumpIsUncertainUntilTheNextFixConfirmsIt() throws Exception {
        send(GGA, RMC);
        device.read();
        clock.sleep(Duration.ofSeconds(10));
        sendAt("081846.00", "1638.1460");
        assertThat(sample(device.read(), "latitude").quality()).isEqualTo(Quality.UNCERTAIN);
        assertThat(device.warning()).get().asString().startsWith("bus7 on uart: moved 18");
        clock.sleep(Duration.ofSeconds(10));
        sendAt("081856.00", "1638.1460");

        assertThat(sample(device.read(), "latitude").quality()).isEqualTo(Quality.GOOD);
        assertThat(device.warning()).isEmpty();
    }

    @Test
    void theSameWayInHoursIsNoJump() throws Exception {
        send(GGA, RMC);
        device.read();
        clock.sleep(Duration.ofHours(3));
        sendAt("111846.00", "1638.1460");

        assertThat(sample(device.read(), "latitude").quality()).isEqualTo(Quality.GOOD);
    }

    @Test
    void aReceiverWhoseClockStandsStillIsUncertain() throws Exception {
        send(GGA, RMC);
        device.read();
        clock.sleep(Duration.ofSeconds(60));
        send(GGA, RMC);

        assertThat(device.read()).extracting(Sample::quality).containsOnly(Quality.UNCERTAIN);
        assertThat(device.warning()).get().asString().contains("repeats the fix");
    }

    @ParameterizedTest(name = "{0} is refused")
    @ValueSource(strings = {"070407", "311219", "060180", "230394", "310299"})
    void aDateBeforeTheProductIsARolledOverWeek(String date) throws Exception {
        send(GGA, RMC.replace("231126", date));

        List<Sample> samples = device.read();

        assertThat(sample(samples, "time").hasValue()).isFalse();
        assertThat(sample(samples, "time").quality()).isEqualTo(Quality.SENSOR_FAULT);
        assertThat(sample(samples, "latitude").quality()).isEqualTo(Quality.GOOD);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({"320126, 081836.00", "231326, 081836.00", "231126, 251836.00", "23112, 081836.00", "2x1126, 081836.00"})
    void aDateThatIsNoneIsRefused(String date, String time) throws Exception {
        send(RMC.replace("231126", date).replace("081836.00", time));

        assertThat(sample(device.read(), "time").hasValue()).isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "9128.1460,N,10735.3160,E",
                "1660.0000,N,10735.3160,E",
                "1628.1460,X,10735.3160,E",
                "1628.1460,N,18100.0000,E",
                "-628.1460,N,10735.3160,E",
                "1628.1460,N,,",
                "NaN,N,Infinity,E",
                "16e9,N,10735.3160,E"
            })
    void aPositionThatIsNowhereIsNone(String written) throws Exception {
        send(GGA.replace("1628.1460,N,10735.3160,E", written), RMC.replace("1628.1460,N,10735.3160,E", written));

        List<Sample> samples = device.read();

        assertThat(sample(samples, "latitude").quality()).isEqualTo(Quality.SENSOR_FAULT);
        assertThat(sample(samples, "longitude").hasValue()).isFalse();
    }

    @Test
    void numbersBeyondTheRangeOfTheChannelAreOutOfRange() throws Exception {
        send(GGA.replace(",6.4,M,", ",99999.0,M,"), RMC.replace(",10.0,", ",2000.0,"));

        List<Sample> samples = device.read();

        assertThat(sample(samples, "altitude").quality()).isEqualTo(Quality.OUT_OF_RANGE);
        assertThat(sample(samples, "speed").quality()).isEqualTo(Quality.OUT_OF_RANGE);
    }

    @Test
    void everyTruncationAndEmptyFieldIsSurvived() throws Exception {
        for (String sentence : List.of(GGA, RMC)) {
            for (int length = 5; length <= sentence.length(); length++) {
                send(sentence.substring(0, length));

                assertThat(device.read()).hasSize(CHANNELS.size());
            }
        }
    }

    @Test
    void sentencesOfTwoSecondsAreNotMixed() throws Exception {
        send(GGA.replace("081836.00", "081835.00").replace("1628.1460", "1628.0000"), RMC);
        link.arrive(Duration.ofMillis(1_100), NmeaFramesTest.sentence(GGA));

        assertThat(value(device.read(), "latitude")).isCloseTo(16.4691, within(1e-9));
    }

    @Test
    void aZeroFractionIsTheSameTime() throws Exception {
        send(GGA.replace("081836.00", "081836"), RMC.replace("081836.00", "081836.000"));

        device.read();

        assertThat(Duration.ofNanos(clock.nanoTime())).isLessThan(Duration.ofMillis(500));
    }

    @Test
    void othersSentencesAndNoiseBetweenAreSkipped() throws Exception {
        var random = new Random(183);
        for (int i = 0; i < 200; i++) {
            var noise = new byte[50];
            random.nextBytes(noise);
            link.arrive(Duration.ofMillis(60), noise);
            send("GPGSV,3,1,11,03,03,111,00", "PGRMC,A,1628.1,N,10735.3,E", "GPGGA,0818", RMC.substring(0, 30));
            link.arrive(Duration.ofMillis(200), noise);
            send("PUBX,00,081836.00", GGA, RMC);

            assertThat(value(device.read(), "latitude")).isCloseTo(16.4691, within(1e-9));
            clock.sleep(Duration.ofMinutes(1));
        }
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | TIMEOUT",
                "$GPGGA,123519,4807.038,N,01131.000,E,1,08,0.9,545.4,M,46.9,M,,*48 | CRC",
                "þ~ð<àþ~ð< | FRAMING",
                "$GPGSV,3,1,11*7B | TIMEOUT"
            })
    void aBadLineIsNamed(String came, DeviceError error) {
        link.arrive(
                Duration.ofMillis(100), (came + (came.isEmpty() ? "" : "\r\n")).getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(device::read)
                .isInstanceOfSatisfying(
                        DeviceException.class, e -> assertThat(e.error()).isEqualTo(error))
                .hasMessageStartingWith("bus7 on uart: ");
        assertThat(Duration.ofNanos(clock.nanoTime())).isLessThanOrEqualTo(Duration.ofMillis(2_500));
    }

    private void send(String... contents) {
        for (String content : contents) {
            link.arrive(Duration.ofMillis(100), NmeaFramesTest.sentence(content));
        }
    }

    private void sendAt(String time, String latitude) {
        send(
                GGA.replace("081836.00", time).replace("1628.1460", latitude),
                RMC.replace("081836.00", time).replace("1628.1460", latitude));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static Sample sample(List<Sample> samples, String channel) {
        return samples.get(CHANNELS.indexOf(channel));
    }

    private static double value(List<Sample> samples, String channel) {
        return sample(samples, channel).value();
    }

    private Device device() {
        var buses = new TestBuses() {
            @Override
            public SerialLink serial(String bus, int baud) {
                assertThat(baud).isEqualTo(9_600);
                return link;
            }
        };
        try {
            return new GpsNmeaDriver().open(new DeviceConfig("bus7", "gps-nmea", "uart", Map.of()), buses, clock);
        } catch (DeviceException e) {
            throw new AssertionError(e);
        }
    }
}
