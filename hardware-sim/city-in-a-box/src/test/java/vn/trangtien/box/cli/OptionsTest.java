package vn.trangtien.box.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;
import vn.trangtien.box.city.BrokerCut;
import vn.trangtien.box.city.CityOptions;
import vn.trangtien.box.home.Port;

class OptionsTest {

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({"60s, PT1M", "500ms, PT0.5S", "5m, PT5M", "1h, PT1H", "0s, PT0S"})
    void lengthsOfTimeAsPeopleTypeThem(String typed, Duration meant) {
        assertThat(Spans.parse(typed)).isEqualTo(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"60", "", "s", "-5s", "1 m", "5x", "99999999s"})
    void anythingElseIsRefusedWithAnExample(String typed) {
        assertThatThrownBy(() -> Spans.parse(typed))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("'" + typed + "'")
                .hasMessageContaining("60s");
    }

    @Test
    void aBrokerCutSaysWhenAndForHowLong() {
        assertThat(new FaultConverter().convert("broker-cut@20s:15s"))
                .isEqualTo(new BrokerCut(Duration.ofSeconds(20), Duration.ofSeconds(15)));
        assertThatThrownBy(() -> new FaultConverter().convert("meteor@1s:1s"))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("broker-cut@20s:20s");
        assertThatThrownBy(() -> new FaultConverter().convert("broker-cut@1s:0s"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void speedAndPortsStayInTheirRange() {
        Path home = Path.of("x");
        assertThatThrownBy(
                        () -> new CityOptions(home, Optional.empty(), Map.of(), Optional.empty(), 0, Optional.empty()))
                .hasMessage("speed must be 1 to 600, but was 0");
        assertThatThrownBy(() -> new CityOptions(
                        home, Optional.empty(), Map.of(Port.MQTT, 70_000), Optional.empty(), 60, Optional.empty()))
                .hasMessage("--mqtt-port must stay within 1 to 65535, but was 70000");
        assertThatThrownBy(() ->
                        new CityOptions(home, Optional.of(65_530), Map.of(), Optional.empty(), 60, Optional.empty()))
                .hasMessageContaining("--ports must stay within");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65", "-1"})
    void theBenchWatchesOneToSixtyFourCameras(String cameras) {
        Cli.Result refused = Cli.run("bench", "video", "--quick", "--cameras", cameras);

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("--cameras must be 1 to 64, but was " + cameras);
    }

    @Test
    void helpNamesEveryCommandAndExitCodeAndAWrongOptionEndsWithUsage() {
        var out = new StringWriter();
        var err = new StringWriter();
        CommandLine line = CityCommand.commandLine();
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));

        assertThat(line.execute("--help")).isZero();
        assertThat(out.toString()).contains("doctor").contains("./city up").contains("dòng lệnh sai");
        assertThat(line.execute("doctor", "--colour")).isEqualTo(2);
        assertThat(err.toString()).contains("--colour");
    }
}
