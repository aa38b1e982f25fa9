package vn.trangtien.sim.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.trangtien.sim.fault.Fault;

/** The receiver against NMEA 0183 and the protocol description of u-blox. */
class GpsModelTest {

    private static final Instant TIME = Instant.parse("2025-10-27T12:35:19.250Z");

    private final Ill ill = new Ill();
    private GpsModel.Fix fix = new GpsModel.Fix(TIME, 16.4691, 107.5886, 12.34, 8, 1.03, 0.514444);
    private final GpsModel model = new GpsModel(() -> fix, 9_600, GpsModel.TIME_TO_FIRST_FIX, 0, ill.target());
    private final SerialHost host = new SerialHost(model);

    /** Published sentences; their checksums were recomputed by hand. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "$GPGGA,123519,4807.038,N,01131.000,E,1,08,0.9,545.4,M,46.9,M,,*47",
                "$GPGGA,092750.000,5321.6802,N,00630.3372,W,1,8,1.03,61.7,M,55.2,M,,*76",
                "$GNRMC,,V,,,,,,,,,,N,V*37"
            })
    void checksumsAreThePublishedOnes(String sentence) {
        String body = sentence.substring(1, sentence.indexOf('*'));

        assertThat(new String(NmeaSentence.framed(body), StandardCharsets.US_ASCII))
                .isEqualTo(sentence + "\r\n");
    }

    @ParameterizedTest(name = "{0} is {2}")
    @CsvSource({
        "48.1173, 2, 4807.03800",
        "11.516666666666667, 3, 01131.00000",
        "-6.50562, 3, 00630.33720",
        "0, 2, 0000.00000",
        "16.99999999999, 2, 1700.00000",
        "179.9999, 3, 17959.99400"
    })
    void anglesAreDegreesAndMinutes(double degrees, int digits, String text) {
        assertThat(NmeaSentence.angle(degrees, digits)).isEqualTo(text);
    }

    @Test
    void atFirstItKnowsNothing() {
        assertThat(host.hearLines(Duration.ofSeconds(1)))
                .containsExactly(
                        "$GPRMC,,V,,,,,,,,,,N*53\r\n",
                        "$GPGGA,,,,,,0,00,99.99,,,,,,*48\r\n",
                        "$GPGSA,A,1,,,,,,,,,,,,,99.99,99.99,99.99*30\r\n");
    }

    @Test
    void theTimeComesBeforeThePlace() {
        host.hearLines(Duration.ofMillis(4_999));

        assertThat(host.hearLines(Duration.ofSeconds(1)).get(0)).startsWith("$GPRMC,123519.25,V,,,,,,,271025,,,N*");
    }

    @Test
    void afterTheTimeToFirstFixItKnowsWhereItIs() {
        List<String> before = host.hearLines(Duration.ofSeconds(26));
        assertThat(before).hasSize(26 * 3).noneMatch(line -> line.contains(",A," + "1628"));

        assertThat(host.hearLines(Duration.ofSeconds(1)))
                .containsExactly(
                        checked("GPRMC,123519.25,A,1628.14600,N,10735.31600,E,1.000,,271025,,,A"),
                        checked("GPGGA,123519.25,1628.14600,N,10735.31600,E,1,08,1.03,12.3,M,-13.0,M,,"),
                        checked("GPGSA,A,3,02,04,06,08,10,12,14,16,,,,,1.86,1.03,1.55"));
    }

    @Test
    void southAndWestHaveTheirLetters() {
        fix = new GpsModel.Fix(TIME, -33.5, -70.25, 500, 6, 2, 0);
        host.hearLines(Duration.ofSeconds(26));

        assertThat(host.hearLines(Duration.ofSeconds(1)).get(1)).contains(",3330.00000,S,07015.00000,W,1,06,2.00,");
    }

    @Test
    void everyLineHasAValidChecksumAndFitsTheStandard() {
        assertThat(host.hearLines(Duration.ofMinutes(2))).hasSize(360).allSatisfy(line -> {
            String body = line.substring(1, line.indexOf('*'));
            assertThat(line).isEqualTo(checked(body)).hasSizeLessThanOrEqualTo(82);
        });
    }

    @Test
    void aBrownOutLosesTheFix() {
        host.hearLines(Duration.ofSeconds(30));
        model.powerCycle();

        assertThat(host.hearLines(Duration.ofSeconds(1)).get(0)).isEqualTo("$GPRMC,,V,,,,,,,,,,N*53\r\n");
    }

    @Test
    void theStateOfPowerOnStays() {
        ill.on(Fault.POWER_ON_VALUE);
        host.hearLines(Duration.ofMinutes(1));

        assertThat(host.hearLines(Duration.ofSeconds(1)).get(0)).isEqualTo("$GPRMC,,V,,,,,,,,,,N*53\r\n");
    }

    private static String checked(String body) {
        int check = 0;
        for (char c : body.toCharArray()) {
            check ^= c;
        }
        return "$" + body + "*" + String.format("%02X", check) + "\r\n";
    }
}
