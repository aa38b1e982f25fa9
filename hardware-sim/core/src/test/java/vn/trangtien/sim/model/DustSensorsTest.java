package vn.trangtien.sim.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SDS011 and PMS5003 against their protocol sheets, byte by byte. */
class DustSensorsTest {

    private static final String SDS_EXAMPLE = "AA C0 D4 04 3A 0A A1 60 1D AB";

    private final Sds011Model sds = new Sds011Model(() -> new Sds011Model.Dust(123.6, 261.8), 0);
    private final SerialHost sdsHost = new SerialHost(sds);
    private final Pms5003Model pms = new Pms5003Model(() -> new Pms5003Model.Dust(3, 4, 7), 0);
    private final SerialHost pmsHost = new SerialHost(pms);

    @Test
    void theSdsReportsTheExampleOfItsSheetEachSecond() {
        assertThat(sdsHost.hear(Duration.ofMillis(999))).isEmpty();
        assertThat(sdsHost.hear(Duration.ofMillis(3_001)))
                .containsExactly(SDS_EXAMPLE, SDS_EXAMPLE, SDS_EXAMPLE, SDS_EXAMPLE);
    }

    @ParameterizedTest(name = "{0}: {1} -> {2}")
    @CsvSource({
        "set query mode,  AA B4 02 01 01 00 00 00 00 00 00 00 00 00 00 FF FF 02 AB, AA C5 02 01 01 00 A1 60 05 AB",
        "ask mode,        AA B4 02 00 00 00 00 00 00 00 00 00 00 00 00 FF FF 00 AB, AA C5 02 00 00 00 A1 60 03 AB",
        "query,           AA B4 04 00 00 00 00 00 00 00 00 00 00 00 00 FF FF 02 AB, AA C0 D4 04 3A 0A A1 60 1D AB",
        "set id A001,     AA B4 05 00 00 00 00 00 00 00 00 00 00 A0 01 A1 60 A7 AB, AA C5 05 00 00 00 A0 01 A6 AB",
        "sleep,           AA B4 06 01 00 00 00 00 00 00 00 00 00 00 00 FF FF 05 AB, AA C5 06 01 00 00 A1 60 08 AB",
        "work,            AA B4 06 01 01 00 00 00 00 00 00 00 00 00 00 FF FF 06 AB, AA C5 06 01 01 00 A1 60 09 AB",
        "firmware,        AA B4 07 00 00 00 00 00 00 00 00 00 00 00 00 FF FF 05 AB, AA C5 07 0F 07 0A A1 60 28 AB",
        "period 1 minute, AA B4 08 01 01 00 00 00 00 00 00 00 00 00 00 FF FF 08 AB, AA C5 08 01 01 00 A1 60 0B AB"
    })
    void theSdsAnswersAsItsSheetShows(String what, String command, String answer) {
        assertThat(what).isNotBlank();
        sdsHost.say(command);

        assertThat(sdsHost.hear(Duration.ofMillis(100))).containsExactly(answer);
    }

    @ParameterizedTest
    @CsvSource({
        "AA B4 04 00 00 00 00 00 00 00 00 00 00 00 00 FF FF 03 AB", // wrong sum
        "AA B4 04 00 00 00 00 00 00 00 00 00 00 00 00 A1 61 06 AB", // another id
        "AA B4 04 00 00 00 00 00 00 00 00 00 00 00 00 FF FF 02 AC", // wrong tail
        "AA B4 04 00 00 00 00 00 00 00 00 00 00 00 00 FF FF 02"
    })
    void theSdsIgnoresWhatIsDamagedOrNotForIt(String command) {
        sdsHost.say(command);

        assertThat(sdsHost.hear(Duration.ofMillis(500))).isEmpty();
    }

    @Test
    void theSdsFindsACommandBehindGarbage() {
        sdsHost.say("AA 00 FF AA B4");
        sdsHost.say("AA B4 04 00 00 00 00 00 00 00 00 00 00 00 00 FF FF 02 AB");

        assertThat(sdsHost.hear(Duration.ofMillis(100))).containsExactly(SDS_EXAMPLE);
    }

    @Test
    void queriedTheSdsSpeaksOnlyWhenAsked() {
        sdsHost.say("AA B4 02 01 01 00 00 00 00 00 00 00 00 00 00 FF FF 02 AB");
        sdsHost.hear(Duration.ofMillis(100));

        assertThat(sdsHost.hear(Duration.ofMinutes(5))).isEmpty();
        sdsHost.say("AA B4 04 00 00 00 00 00 00 00 00 00 00 00 00 FF FF 02 AB");
        assertThat(sdsHost.hear(Duration.ofMillis(100))).containsExactly(SDS_EXAMPLE);
    }

    @Test
    void asleepTheSdsHearsOnlyTheCommandToWork() {
        sdsHost.say("AA B4 06 01 00 00 00 00 00 00 00 00 00 00 00 FF FF 05 AB");
        sdsHost.hear(Duration.ofMillis(100));

        sdsHost.say("AA B4 04 00 00 00 00 00 00 00 00 00 00 00 00 FF FF 02 AB");
        assertThat(sdsHost.hear(Duration.ofMinutes(5))).isEmpty();
        sdsHost.say("AA B4 06 01 01 00 00 00 00 00 00 00 00 00 00 FF FF 06 AB");
        assertThat(sdsHost.hear(Duration.ofMillis(1_500)))
                .containsExactly("AA C5 06 01 01 00 A1 60 09 AB", SDS_EXAMPLE);
    }

    @Test
    void withAPeriodTheSdsWorksThirtySecondsAndReportsOncePerMinute() {
        sdsHost.say("AA B4 08 01 01 00 00 00 00 00 00 00 00 00 00 FF FF 08 AB");
        sdsHost.hear(Duration.ofMillis(100));

        assertThat(sdsHost.hear(Duration.ofMillis(29_800))).isEmpty();
        assertThat(sdsHost.hear(Duration.ofMillis(200))).containsExactly(SDS_EXAMPLE);
        assertThat(sdsHost.hear(Duration.ofSeconds(59))).isEmpty();
        assertThat(sdsHost.hear(Duration.ofSeconds(1))).containsExactly(SDS_EXAMPLE);
    }

    @Test
    void aBrownOutWakesTheSdsButKeepsItsMode() {
        sdsHost.say("AA B4 06 01 00 00 00 00 00 00 00 00 00 00 00 FF FF 05 AB");
        sdsHost.hear(Duration.ofMillis(100));

        sds.powerCycle();

        assertThat(sdsHost.hear(Duration.ofSeconds(1))).containsExactly(SDS_EXAMPLE);
    }

    @Test
    void theSdsSaturatesAtItsRange() {
        var host = new SerialHost(new Sds011Model(() -> new Sds011Model.Dust(2_000, -1), 0));

        assertThat(host.hear(Duration.ofSeconds(1))).containsExactly("AA C0 0F 27 00 00 A1 60 37 AB");
    }

    @Test
    void thePmsSendsByItselfUntilItIsMadePassive() {
        assertThat(pmsHost.hear(Duration.ofMillis(800)))
                .singleElement()
                .asString()
                .startsWith("42 4D 00 1C 00 03 00 04 00 07 00 03 00 04 00 07 ")
                .hasSize(32 * 3 - 1)
                .satisfies(DustSensorsTest::sumIsRight);

        pmsHost.say("42 4D E1 00 00 01 70");
        assertThat(pmsHost.hear(Duration.ofSeconds(5))).containsExactly("42 4D 00 04 E1 00 01 74");
        pmsHost.say("42 4D E2 00 00 01 71");
        assertThat(pmsHost.hear(Duration.ofSeconds(5)))
                .singleElement()
                .asString()
                .startsWith("42 4D 00 1C");
    }

    @Test
    void asleepThePmsIsSilentUntilItWakes() {
        pmsHost.say("42 4D E4 00 00 01 73");
        pmsHost.hear(Duration.ofMillis(100));

        assertThat(pmsHost.hear(Duration.ofSeconds(5))).isEmpty();
        pmsHost.say("42 4D E4 00 01 01 74");
        assertThat(pmsHost.hear(Duration.ofSeconds(1))).hasSize(1);
    }

    @Test
    void aBrownOutMakesThePmsActive() {
        pmsHost.say("42 4D E1 00 00 01 70");
        pmsHost.hear(Duration.ofMillis(100));

        pms.powerCycle();

        assertThat(pmsHost.hear(Duration.ofSeconds(1))).hasSize(1);
    }

    @Test
    void thePmsIgnoresACommandWithAWrongSum() {
        pmsHost.say("42 4D E1 00 00 01 71");

        assertThat(pmsHost.hear(Duration.ofSeconds(1)).get(0)).startsWith("42 4D 00 1C");
    }

    private static void sumIsRight(String frame) {
        String[] octets = frame.split(" ");
        int sum = 0;
        for (int i = 0; i < octets.length - 2; i++) {
            sum += Integer.parseInt(octets[i], 16);
        }
        assertThat(Integer.parseInt(octets[30] + octets[31], 16)).isEqualTo(sum);
    }
}
