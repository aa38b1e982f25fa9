package vn.trangtien.sim.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.trangtien.sim.bus.FaultyLine;
import vn.trangtien.sim.bus.SerialTarget;
import vn.trangtien.sim.fault.Fault;
import vn.trangtien.sim.fault.FaultPlan;

/** The serial models against the makers' documents, byte by byte. */
class SerialModelsTest {

    private final RtuSlave meter =
            new RtuSlave(1, 9_600, new SdmMeter(() -> new SdmMeter.Mains(230, 500, 50, 1)), FaultPlan.Target.sound());
    private long now;

    @Test
    void theDistanceSensorSpeaksAsItsMakerShows() {
        var model = new A02yyuwModel(() -> 1953.4, now);

        assertThat(heard(model, Duration.ofMillis(100))).containsExactly("FF 07 A1 A7");
        assertThat(heard(model, Duration.ofMillis(50))).isEmpty();
        assertThat(heard(model, Duration.ofMillis(50))).containsExactly("FF 07 A1 A7");
    }

    @ParameterizedTest(name = "{0} mm sends {1}")
    @CsvSource({"29, FF 00 00 FF", "30, FF 00 1E 1D", "4500, FF 11 94 A4", "4501, FF FF FD FB", "-5, FF 00 00 FF"})
    void theDistanceSensorKnowsItsLimits(double distanceMm, String frame) {
        assertThat(heard(new A02yyuwModel(() -> distanceMm, now), Duration.ofMillis(100)))
                .containsExactly(frame);
    }

    @Test
    void theDustSensorSendsByItselfUntilItIsMadePassive() {
        var model = new Pms5003Model(() -> new Pms5003Model.Dust(3, 4, 7), now);
        assertThat(heard(model, Duration.ofMillis(800)))
                .singleElement()
                .asString()
                .startsWith("42 4D 00 1C 00 03 00 04 00 07 00 03 00 04 00 07 ")
                .hasSize(32 * 3 - 1);

        say(model, "42 4D E1 00 00 01 70");

        assertThat(heard(model, Duration.ofSeconds(5))).containsExactly("42 4D 00 04 E1 00 01 74");
    }

    @Test
    void theSleepingDustSensorIsSilentUntilItWakes() {
        var model = new Pms5003Model(() -> new Pms5003Model.Dust(3, 4, 7), now);
        say(model, "42 4D E4 00 00 01 73");
        heard(model, Duration.ofMillis(100));

        assertThat(heard(model, Duration.ofSeconds(5))).isEmpty();
        say(model, "42 4D E4 00 01 01 74");
        assertThat(heard(model, Duration.ofSeconds(1))).hasSize(1);
    }

    @Test
    void aCommandWithAWrongSumIsIgnored() {
        var model = new Pms5003Model(() -> new Pms5003Model.Dust(3, 4, 7), now);

        say(model, "42 4D E1 00 00 01 71");

        assertThat(heard(model, Duration.ofSeconds(1)).get(0)).startsWith("42 4D 00 1C");
    }

    @Test
    void theMeterSpeaksAsItsMakerShows() {
        RegisterBank bank = (function, first, count) -> Optional.of(new int[] {0x4366, 0x3334});
        var slave = new RtuSlave(1, 9_600, bank, FaultPlan.Target.sound());

        say(slave, "01 04 00 00 00 02 71 CB");

        assertThat(heard(slave, Duration.ofMillis(20))).containsExactly("01 04 04 43 66 33 34 1B 38");
    }

    @ParameterizedTest(name = "{0} gets {1}")
    @CsvSource({
        "01 04 02 00 00 02 70 73, 01 84 02 C2 C1",
        "01 03 00 00 00 02 C4 0B, 01 83 02 C0 F1",
        "01 07 41 E2, 01 87 01 82 30",
        "01 06 00 00 00 01 48 0A, 01 86 01 83 A0"
    })
    void theMeterRefusesWhatItDoesNotHave(String request, String refusal) {
        say(meter, request);

        assertThat(heard(meter, Duration.ofMillis(20))).containsExactly(refusal);
    }

    @ParameterizedTest
    @CsvSource({"02 04 00 00 00 02 71 F8", "01 04 00 00 00 02 71 CC", "01 04 00 00 00 02"})
    void theMeterIgnoresWhatIsNotForItOrDamaged(String request) {
        say(meter, request);

        assertThat(heard(meter, Duration.ofMillis(100))).isEmpty();
    }

    @Test
    void theMeterFindsARequestBehindNoise() {
        say(meter, "00 FF 12 01");
        say(meter, "04 00 00 00 02 71 CB");

        assertThat(heard(meter, Duration.ofMillis(20)))
                .singleElement()
                .asString()
                .startsWith("01 04 04");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "SILENT,       ''",
        "CRC_FLIP,     FF 07 A1 A6",
        "TRUNCATE,     FF 07 A1",
        "NOISE_BEFORE, 00 FF 12 FF 07 A1 A7"
    })
    void aFaultyLineDoesToFramesWhatItsNameSays(Fault fault, String expected) {
        var plan = new FaultPlan();
        FaultPlan.Target target = plan.declare("uart-lv", EnumSet.allOf(Fault.class));
        var line = new FaultyLine(new A02yyuwModel(() -> 1953, now), target);
        plan.switchOn("uart-lv", fault);

        List<String> heard = heard(line, Duration.ofMillis(100));

        assertThat(String.join("|", heard)).isEqualTo(expected);
    }

    @Test
    void aLateLineIsLate() {
        var plan = new FaultPlan();
        FaultPlan.Target target = plan.declare("rs485", EnumSet.of(Fault.LATE_REPLY));
        var line = new FaultyLine(meter, target);
        plan.switchOn("rs485", "late-reply");
        say(line, "01 04 00 00 00 02 71 CB");

        assertThat(heard(line, Duration.ofMillis(20))).isEmpty();
        assertThat(heard(line, FaultyLine.LATENESS.minusMillis(1))).isEmpty();
        assertThat(heard(line, Duration.ofMillis(2))).hasSize(1);
    }

    private void say(SerialTarget device, String hex) {
        device.receive(HexFormat.ofDelimiter(" ").parseHex(hex), now);
    }

    private List<String> heard(SerialTarget device, Duration later) {
        now += later.toNanos();
        return device.due(now).stream()
                .map(HexFormat.ofDelimiter(" ").withUpperCase()::formatHex)
                .toList();
    }
}
