package vn.trangtien.sim.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.trangtien.sim.fault.Fault;
import vn.trangtien.sim.time.VirtualClock;

/** The model against the datasheet, byte by byte. */
class Scd41ModelTest {

    private static final String FIVE_HUNDRED_PPM = "01 F4 33 66 67 A2 5E B9 3C";

    private final VirtualClock clock = new VirtualClock();
    private final Ill ill = new Ill();
    /** 25.0 °C and 37.0 % in the steps of the chip. */
    private final Scd41Model.Air air = new Scd41Model.Air(500, -45 + 175.0 * 0x6667 / 0xFFFF, 100.0 * 0x5EB9 / 0xFFFF);

    private final Scd41Model model = new Scd41Model(() -> air, 0, clock, ill.target());
    private final I2cMaster master = new I2cMaster(model);

    @BeforeEach
    void startUp() {
        assertThat(master.write("21 B1")).as("while it starts").isFalse();
        clock.advance(Duration.ofMillis(30));
    }

    /** With the checksum of 01F4 corrected, which the datasheet misprints as 7B. */
    @Test
    void theReadingOfTheDatasheetsExampleComesAfterFiveSeconds() {
        assertThat(master.write("21 B1")).isTrue();
        clock.advance(Duration.ofSeconds(5).minusMillis(2));
        assertThat(ask("E4 B8", 3)).startsWith("80 00");
        clock.advance(Duration.ofMillis(1));

        assertThat(ask("E4 B8", 3)).startsWith("80 06");
        assertThat(ask("EC 05", 9)).isEqualTo(FIVE_HUNDRED_PPM);
    }

    @Test
    void aReadingIsGivenOnceAndTheNextComesFiveSecondsLater() {
        master.write("21 B1");
        clock.advance(Duration.ofSeconds(5));
        ask("EC 05", 9);

        assertThat(ask("EC 05", 9)).isEqualTo("NACK");
        assertThat(ask("E4 B8", 3)).startsWith("80 00");
        clock.advance(Duration.ofSeconds(5));
        assertThat(ask("EC 05", 9)).isEqualTo(FIVE_HUNDRED_PPM);
    }

    @Test
    void theAnswerTakesAMillisecond() {
        master.write("E4 B8");

        assertThat(master.read(3)).isEqualTo("NACK");
        clock.advance(Duration.ofMillis(1));
        assertThat(master.read(3)).isEqualTo("80 00 A2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"21 B1", "21 9D", "36 82", "23 22", "24 27", "36 15", "36 46", "36 32", "23 13"})
    void whileItMeasuresItRefusesSuchCommands(String command) {
        master.write("21 B1");

        assertThat(master.write(command)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"EC 05", "E4 B8", "E0 00", "3F 86"})
    void whileItMeasuresItTakesTheseCommands(String command) {
        master.write("21 B1");

        assertThat(master.write(command)).isTrue();
    }

    @Test
    void stoppingTakesHalfASecond() {
        master.write("21 B1");
        assertThat(master.write("3F 86")).isTrue();

        clock.advance(Duration.ofMillis(499));
        assertThat(master.write("36 82")).isFalse();
        clock.advance(Duration.ofMillis(1));
        assertThat(ask("36 82", 9)).isEqualTo("F8 96 31 9F 07 C2 3B BE 89");
    }

    @Test
    void aSingleShotTakesFiveSecondsWithoutAnswering() {
        assertThat(master.write("21 9D")).isTrue();
        clock.advance(Duration.ofMillis(4_999));
        assertThat(master.write("E4 B8")).isFalse();
        clock.advance(Duration.ofMillis(1));

        assertThat(ask("EC 05", 9)).isEqualTo(FIVE_HUNDRED_PPM);
    }

    @Test
    void wordsNeedTheirChecksum() {
        // Altitude 1950 m, the datasheet's example.
        assertThat(master.write("24 27 07 9E 0A")).isFalse();
        assertThat(ask("23 22", 3)).isEqualTo("00 00 81");
        assertThat(master.write("24 27 07 9E 09")).isTrue();
        assertThat(ask("23 22", 3)).isEqualTo("07 9E 09");
    }

    @Test
    void theFactoryOffsetIsFourDegreesAndSelfCalibrationOn() {
        assertThat(ask("23 18", 3)).startsWith("05 DA");
        assertThat(ask("23 13", 3)).isEqualTo("00 01 B0");
        assertThat(master.write("24 16 00 00 81")).isTrue();
        assertThat(ask("23 13", 3)).isEqualTo("00 00 81");
    }

    @Test
    void onAMountainItReadsTooLittleUntilItIsTold() {
        var high = new Scd41Model(() -> air, 1950, clock, ill.target());
        var mountain = new I2cMaster(high);
        clock.advance(Duration.ofMillis(30));
        mountain.write("21 9D");
        clock.advance(Duration.ofSeconds(5));
        mountain.write("EC 05");
        clock.advance(Duration.ofMillis(1));
        assertThat(ppm(mountain.read(9))).isBetween(390, 400);

        mountain.write("24 27 07 9E 09");
        mountain.write("21 9D");
        clock.advance(Duration.ofSeconds(5));
        mountain.write("EC 05");
        clock.advance(Duration.ofMillis(1));
        assertThat(ppm(mountain.read(9))).isEqualTo(500);
    }

    @Test
    void recalibrationGivesItsCorrection() {
        assertThat(master.write("36 2F 01 E0 B4")).isTrue();
        clock.advance(Duration.ofMillis(400));
        assertThat(master.read(3)).as("before any measurement").isEqualTo("FF FF AC");

        master.write("21 9D");
        clock.advance(Duration.ofSeconds(5));
        master.write("36 2F 01 E0 B4");
        clock.advance(Duration.ofMillis(400));

        // From 500 to 480 ppm: -20, as the offset of 8000.
        assertThat(master.read(3)).startsWith("7F EC");
    }

    @Test
    void settingsSurviveABrownOutOnlyIfPersisted() {
        master.write("24 27 07 9E 09");
        model.powerCycle();
        clock.advance(Duration.ofMillis(30));
        assertThat(ask("23 22", 3)).isEqualTo("00 00 81");

        master.write("24 27 07 9E 09");
        master.write("36 15");
        clock.advance(Duration.ofMillis(800));
        master.write("21 B1");
        model.powerCycle();
        clock.advance(Duration.ofMillis(30));
        assertThat(ask("23 22", 3)).isEqualTo("07 9E 09");
        clock.advance(Duration.ofSeconds(10));
        assertThat(ask("E4 B8", 3)).as("no longer measuring").startsWith("80 00");
    }

    @Test
    void asleepItHearsOnlyTheCommandToWakeAndDoesNotAcknowledgeIt() {
        assertThat(master.write("36 E0")).isTrue();
        assertThat(master.write("36 82")).isFalse();
        assertThat(master.write("36 F6")).isFalse();
        clock.advance(Duration.ofMillis(30));

        assertThat(ask("36 82", 9)).startsWith("F8 96 31");
    }

    @Test
    void aSlowOneNeverHasData() {
        ill.on(Fault.SLOW);
        master.write("21 B1");
        clock.advance(Duration.ofMinutes(1));

        assertThat(ask("E4 B8", 3)).startsWith("80 00");
        assertThat(ask("EC 05", 9)).isEqualTo("NACK");
    }

    private String ask(String command, int length) {
        if (!master.write(command)) {
            return "NACK";
        }
        clock.advance(Duration.ofMillis(1));
        return master.read(length);
    }

    private static int ppm(String reading) {
        return Integer.parseInt(reading.substring(0, 5).replace(" ", ""), 16);
    }
}
