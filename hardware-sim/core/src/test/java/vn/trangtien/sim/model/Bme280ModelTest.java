package vn.trangtien.sim.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.trangtien.sim.fault.Fault;
import vn.trangtien.sim.fault.FaultPlan;
import vn.trangtien.sim.time.VirtualClock;

/** The model against the datasheet, byte by byte. */
class Bme280ModelTest {

    private static final String NOTHING_MEASURED = "80 00 00 80 00 00 80 00";

    private final VirtualClock clock = new VirtualClock();
    private final Ill ill = new Ill();
    private final Bme280Model model = model(ill.target());
    private final I2cMaster master = new I2cMaster(model);

    /** Temperature and pressure of the worked example in the datasheet. */
    private Bme280Model model(FaultPlan.Target faults) {
        return new Bme280Model(() -> new Bme280Model.Air(25.08, 55, 100_653.27), clock, faults);
    }

    @Test
    void rawWordsAreThoseOfTheDatasheetsExample() {
        measure("F2 01 F4 25");

        assertThat(raw20("FA")).isCloseTo(519_888, within(20));
        assertThat(raw20("F7")).isCloseTo(415_148, within(30));
    }

    @Test
    void trimmingIsThatOfTheDatasheetsExample() {
        assertThat(master.read("88", 24))
                .isEqualTo("70 6B 43 67 18 FC 7D 8E 43 D6 D0 0B 27 0B 8C 00 F9 FF 8C 3C F8 C6 70 17");
        // H4 = 331 = 14B, H5 = 50 = 032: their low nibbles share E5.
        assertThat(master.read("E1", 7)).isEqualTo("69 01 00 14 2B 03 1E");
    }

    @ParameterizedTest(name = "control {0} takes {1} µs")
    @CsvSource({
        "'F2 00 F4 21', 3550", // T×1
        "'F2 00 F4 25', 6425", // T×1 P×1
        "'F2 01 F4 25', 9300", // all ×1
        "'F2 05 F4 B5', 112800" // all ×16
    })
    void aMeasurementTakesTheLongestTimeOfTheDatasheet(String control, long micros) {
        clock.advance(Duration.ofMillis(2));
        master.write(control);

        clock.advance(Duration.ofNanos(micros * 1000 - 1));
        assertThat(master.read("F3", 1)).isEqualTo("08");
        assertThat(master.read("F7", 8)).isEqualTo(NOTHING_MEASURED);
        clock.advance(Duration.ofNanos(1));
        assertThat(master.read("F7", 8)).isNotEqualTo(NOTHING_MEASURED);
        assertThat(master.read("F3", 1)).isEqualTo("00");
    }

    @Test
    void afterAForcedMeasurementItSleeps() {
        measure("F2 01 F4 25");

        assertThat(master.read("F4", 1)).isEqualTo("24");
    }

    @Test
    void whatIsSkippedStaysAtItsPowerOnValue() {
        measure("F2 00 F4 21");

        assertThat(master.read("F7", 3)).isEqualTo("80 00 00");
        assertThat(master.read("FA", 3)).isNotEqualTo("80 00 00");
        assertThat(master.read("FD", 2)).isEqualTo("80 00");
    }

    @Test
    void humidityControlWorksWithTheNextControlOnly() {
        master.write("F4 25");
        measure("F2 01");

        assertThat(master.read("FD", 2)).isEqualTo("80 00");
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void resetAndBrownOutForgetEverything(boolean byCommand) {
        measure("F2 01 F4 25");

        if (byCommand) {
            master.write("E0 B6");
        } else {
            model.powerCycle();
        }

        assertThat(master.read("F3", 1)).isEqualTo("01");
        assertThat(master.read("F7", 8)).isEqualTo(NOTHING_MEASURED);
        assertThat(master.read("F2", 4)).startsWith("00 ").endsWith(" 00 00");
        clock.advance(Duration.ofMillis(2));
        assertThat(master.read("F3", 1)).isEqualTo("00");
    }

    @Test
    void normalModeGoesOnByItself() {
        clock.advance(Duration.ofMillis(2));
        master.write("F5 00 F2 01 F4 27");

        clock.advance(Duration.ofMillis(10));
        assertThat(master.read("F7", 8)).isNotEqualTo(NOTHING_MEASURED);
        assertThat(master.read("F4", 1)).isEqualTo("27");
        assertThat(master.read("F3", 1)).isEqualTo("08");
    }

    @Test
    void aReadWithoutARegisterGoesOnWhereTheLastOneEnded() {
        master.read("88", 2);

        assertThat(master.read(2)).isEqualTo("43 67");
    }

    @Test
    void anotherPartHasAnotherIdAndNoHumidity() {
        ill.on(Fault.WRONG_PART);
        measure("F2 01 F4 25");

        assertThat(master.read("D0", 1)).isEqualTo("58");
        assertThat(master.read("F2", 1)).isEqualTo("00");
        assertThat(master.read("FD", 2)).isEqualTo("80 00");
        assertThat(raw20("FA")).isCloseTo(519_888, within(20));
    }

    @Test
    void aSlowOneNeverGetsReady() {
        ill.on(Fault.SLOW);
        measure("F2 01 F4 25");
        clock.advance(Duration.ofHours(1));

        assertThat(master.read("F3", 1)).isEqualTo("08");
        assertThat(master.read("F7", 8)).isEqualTo(NOTHING_MEASURED);
        ill.off(Fault.SLOW);
        assertThat(master.read("F7", 8)).isNotEqualTo(NOTHING_MEASURED);
    }

    @Test
    void powerOnValuesComeInsteadOfMeasuredOnes() {
        ill.on(Fault.POWER_ON_VALUE);
        measure("F2 01 F4 25");

        assertThat(master.read("F3", 1)).isEqualTo("00");
        assertThat(master.read("F7", 8)).isEqualTo(NOTHING_MEASURED);
    }

    @Test
    void itsIdIsThatOfABme280() {
        assertThat(master.read("D0", 1)).isEqualTo("60");
    }

    private void measure(String control) {
        clock.advance(Duration.ofMillis(2));
        assertThat(master.write(control)).isTrue();
        clock.advance(Duration.ofMillis(10));
    }

    private int raw20(String register) {
        return Integer.parseInt(master.read(register, 3).replace(" ", ""), 16) >> 4;
    }
}
