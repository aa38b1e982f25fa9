package vn.trangtien.sim.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.trangtien.sim.fault.Fault;
import vn.trangtien.sim.fault.FaultPlan;

/** The model against the datasheet and captures of real sensors. */
class Ds18b20ModelTest {

    private static final HexFormat HEX = HexFormat.ofDelimiter(" ");
    private static final String POWER_ON = "50 05 4b 46 7f ff 0c 10 1c";

    /** Captures; the last byte is the checksum of the eight before. */
    @ParameterizedTest
    @ValueSource(strings = {"2b 01 55 05 7f a5 81 66 cf", "50 05 4b 46 7f ff 0c 10 1c", "b3 ff 4b 46 7f ff 0c 10 65"})
    void checksumsAreTheCapturedOnes(String scratchpad) {
        byte[] bytes = HEX.parseHex(scratchpad);

        assertThat(Ds18b20Model.checksum(bytes, 8)).isEqualTo(bytes[8] & 0xFF);
        assertThat(Ds18b20Model.checksum(bytes, 9)).isZero();
    }

    /** Temperatures of the datasheet's table 1. */
    @ParameterizedTest(name = "{0} °C is {1}")
    @CsvSource({
        "125, d0 07",
        "85, 50 05",
        "25.0625, 91 01",
        "10.125, a2 00",
        "0.5, 08 00",
        "0, 00 00",
        "-0.5, f8 ff",
        "-10.125, 5e ff",
        "-25.0625, 6f fe",
        "-55, 90 fc",
        "200, d0 07",
        "-80, 90 fc",
        "18.74, 2b 01"
    })
    void temperaturesAreThoseOfTheTable(double celsius, String raw) {
        assertThat(scratchpad(celsius, FaultPlan.Target.sound())).startsWith(raw + " 4b 46 7f ff ");
    }

    @Test
    void theReservedByteTellsAMeasured85FromThatOfPowerOn() {
        assertThat(scratchpad(85, FaultPlan.Target.sound())).startsWith("50 05 4b 46 7f ff 10 10 ");
        assertThat(scratchpad(20, Ill.with(Fault.POWER_ON_VALUE))).isEqualTo(POWER_ON);
    }

    @Test
    void aBrownOutDuringTheConversionLeaves85Once() {
        var model = new Ds18b20Model(() -> 20, FaultPlan.Target.sound());
        model.powerCycle();

        assertThat(HEX.formatHex(model.scratchpad(0))).isEqualTo(POWER_ON);
        assertThat(HEX.formatHex(model.scratchpad(1))).startsWith("40 01 ");
    }

    @Test
    void aConversionOfTwelveBitsTakesThreeQuartersOfASecond() {
        var model = new Ds18b20Model(() -> 20, FaultPlan.Target.sound());

        assertThat(model.conversionTime()).isEqualTo(Duration.ofMillis(750));
        assertThat(model.present()).isTrue();
    }

    private static String scratchpad(double celsius, FaultPlan.Target faults) {
        return HEX.formatHex(new Ds18b20Model(() -> celsius, faults).scratchpad(0));
    }
}
