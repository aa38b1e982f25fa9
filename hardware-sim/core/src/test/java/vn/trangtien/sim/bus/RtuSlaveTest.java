package vn.trangtien.sim.bus;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.trangtien.sim.fault.FaultPlan;

/** A unit on Modbus RTU against frames of the specification and of makers, byte by byte. */
class RtuSlaveTest {

    private static final HexFormat HEX = HexFormat.ofDelimiter(" ").withUpperCase();

    /** Two input registers at 0 with the volts of Eastron's example. */
    private final RtuSlave slave = new RtuSlave(
            1,
            9_600,
            (function, first, count) -> function == 4 && first == 0 && count == 2
                    ? Optional.of(new int[] {0x4366, 0x3334})
                    : Optional.empty(),
            FaultPlan.Target.sound());

    private long now;

    @Test
    void itSpeaksAsTheMakerShows() {
        say("01 04 00 00 00 02 71 CB");

        assertThat(heard()).containsExactly("01 04 04 43 66 33 34 1B 38");
    }

    @ParameterizedTest(name = "{0} gets {1}")
    @CsvSource({
        "01 04 02 00 00 02 70 73, 01 84 02 C2 C1",
        "01 03 00 00 00 02 C4 0B, 01 83 02 C0 F1",
        "01 07 41 E2, 01 87 01 82 30",
        "01 06 00 00 00 01 48 0A, 01 86 01 83 A0"
    })
    void itRefusesWhatItDoesNotHave(String request, String refusal) {
        say(request);

        assertThat(heard()).containsExactly(refusal);
    }

    @ParameterizedTest
    @CsvSource({"02 04 00 00 00 02 71 F8", "01 04 00 00 00 02 71 CC", "01 04 00 00 00 02"})
    void itIgnoresWhatIsNotForItOrDamaged(String request) {
        say(request);

        assertThat(heard()).isEmpty();
    }

    @Test
    void itFindsARequestBehindNoiseAndInPieces() {
        say("00 FF 12 01");
        say("04 00 00 00 02 71 CB");

        assertThat(heard()).containsExactly("01 04 04 43 66 33 34 1B 38");
    }

    private void say(String hex) {
        slave.receive(HEX.parseHex(hex), now);
    }

    private List<String> heard() {
        now += Duration.ofMillis(100).toNanos();
        return slave.due(now).stream().map(HEX::formatHex).toList();
    }
}
