package vn.trangtien.sim.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The model against the maker's page, byte by byte. */
class A02yyuwModelTest {

    @Test
    void itSpeaksAsItsMakerShowsTenTimesASecond() {
        var host = new SerialHost(new A02yyuwModel(() -> 1953.4, () -> false, 0));

        assertThat(host.hear(Duration.ofMillis(99))).isEmpty();
        assertThat(host.hear(Duration.ofMillis(1))).containsExactly("FF 07 A1 A7");
        assertThat(host.hear(Duration.ofSeconds(1))).hasSize(10).containsOnly("FF 07 A1 A7");
    }

    @ParameterizedTest(name = "{0} mm sends {1}")
    @CsvSource({"29, FF 00 00 FF", "30, FF 00 1E 1D", "4500, FF 11 94 A4", "4501, FF FF FD FB", "-5, FF 00 00 FF"})
    void itKnowsItsLimits(double distanceMm, String frame) {
        var host = new SerialHost(new A02yyuwModel(() -> distanceMm, () -> false, 0));

        assertThat(host.hear(Duration.ofMillis(100))).containsExactly(frame);
    }

    @Test
    void disturbedItSaysSo() {
        var host = new SerialHost(new A02yyuwModel(() -> 1953, () -> true, 0));

        assertThat(host.hear(Duration.ofMillis(100))).containsExactly("FF FF FE FC");
    }
}
