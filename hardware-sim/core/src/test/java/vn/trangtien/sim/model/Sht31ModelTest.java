package vn.trangtien.sim.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.trangtien.sim.fault.Fault;
import vn.trangtien.sim.time.VirtualClock;

/** The model against the datasheet, byte by byte. */
class Sht31ModelTest {

    private final VirtualClock clock = new VirtualClock();
    private final Ill ill = new Ill();
    private final Sht31Model model = new Sht31Model(() -> new Sht31Model.Air(85.5230, 74.5845), clock, ill.target());
    private final I2cMaster master = new I2cMaster(model);

    @ParameterizedTest(name = "{0} has the checksum {1}")
    @CsvSource({"BEEF, 92", "0000, 81", "8010, E1", "01F4, 33", "6667, A2", "5EB9, 3C", "FFFF, AC"})
    void checksumsAreThePublishedOnes(String word, String checksum) {
        assertThat(SensirionChip.checksum(Integer.parseInt(word, 16))).isEqualTo(Integer.parseInt(checksum, 16));
    }

    @Test
    void theWordsOfThePublishedVectorComeBack() {
        assertThat(master.write("24 00")).isTrue();
        clock.advance(Duration.ofMillis(15));

        assertThat(master.read(6)).isEqualTo("BE EF 92 BE EF 92");
    }

    @ParameterizedTest(name = "{0} is ready after {1} ms")
    @CsvSource({"24 00, 15", "24 0B, 6", "24 16, 4"})
    void untilTheConversionIsDoneReadingIsNotAcknowledged(String command, long millis) {
        master.write(command);

        assertThat(master.read(6)).isEqualTo("NACK");
        clock.advance(Duration.ofMillis(millis).minusNanos(1));
        assertThat(master.read(6)).isEqualTo("NACK");
        clock.advance(Duration.ofNanos(1));
        assertThat(master.read(6)).startsWith("BE EF 92");
    }

    @Test
    void aMeasurementIsGivenOnce() {
        master.write("24 00");
        clock.advance(Duration.ofMillis(15));
        master.read(6);

        assertThat(master.read(6)).isEqualTo("NACK");
    }

    @Test
    void withoutACommandThereIsNothingToRead() {
        assertThat(master.read(6)).isEqualTo("NACK");
    }

    @Test
    void theStatusTellsOfTheReset() {
        assertThat(master.read("F3 2D", 3)).isEqualTo("80 10 E1");
        assertThat(master.write("30 41")).isTrue();
        assertThat(master.read("F3 2D", 3)).isEqualTo("00 00 81");
        assertThat(master.write("30 A2")).isTrue();
        assertThat(master.write("F3 2D")).isFalse();
        clock.advance(Duration.ofNanos(1_500_000));
        assertThat(master.read("F3 2D", 3)).isEqualTo("80 10 E1");
    }

    @Test
    void theHeaterShowsInTheStatusAndInTheAir() {
        master.write("30 41");
        assertThat(master.write("30 6D")).isTrue();
        assertThat(master.read("F3 2D", 3)).startsWith("20 00");
        master.write("24 00");
        clock.advance(Duration.ofMillis(15));

        String[] words = master.read(6).split(" ");
        assertThat(Integer.parseInt(words[0] + words[1], 16)).isGreaterThan(0xBEEF);
        assertThat(Integer.parseInt(words[3] + words[4], 16)).isLessThan(0xBEEF);
        assertThat(master.write("30 66")).isTrue();
        assertThat(master.read("F3 2D", 3)).startsWith("00 00");
    }

    @Test
    void anUnknownCommandIsRefusedAndNoted() {
        assertThat(master.write("12 34")).isFalse();
        assertThat(master.read("F3 2D", 3)).startsWith("80 10");
    }

    @Test
    void aBrownOutLosesTheMeasurement() {
        master.write("24 00");
        model.powerCycle();
        clock.advance(Duration.ofMillis(20));

        assertThat(master.read(6)).isEqualTo("NACK");
    }

    @Test
    void aSlowOneIsNeverReady() {
        ill.on(Fault.SLOW);
        master.write("24 00");
        clock.advance(Duration.ofMinutes(1));

        assertThat(master.read(6)).isEqualTo("NACK");
    }

    @Test
    void anotherPartRefusesTheCommands() {
        ill.on(Fault.WRONG_PART);

        assertThat(master.write("24 00")).isFalse();
        assertThat(master.write("F3 2D")).isFalse();
    }

    @Test
    void theEndsOfTheRangeAreTheEndsOfTheWord() {
        assertThat(SensirionChip.fraction(-45, -45, 175)).isZero();
        assertThat(SensirionChip.fraction(130, -45, 175)).isEqualTo(0xFFFF);
        assertThat(SensirionChip.fraction(200, -45, 175)).isEqualTo(0xFFFF);
        assertThat(SensirionChip.fraction(-60, -45, 175)).isZero();
    }
}
