package vn.trangtien.box.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mistakes on the command line; what a fleet does is shown by {@code LoadFleetIT} and {@code IngestBenchIT}. */
class SimFleetCommandTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "--broker, http://x:1, --broker must be ssl://host:port or tcp://host:port",
        "--gateways, 0, --gateways must be 1 to 5000",
        "--poison, 1.5, poison must be 0 to 1",
        "--burst, 0, burst must be 1 to 1000",
        "--channels, 0, channels must be at least 1",
        "--storm, many, --storm must be like 300/12s",
    })
    void namesTheOptionAndTheRule(String option, String value, String rule) {
        Cli.Result result = Cli.run("sim", "fleet", "--data", folder.toString(), option, value);

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains(rule);
    }

    @Test
    void saysWhatToDoWhereThereIsNoCity() {
        Cli.Result result = Cli.run("sim", "fleet", "--data", folder.toString());

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.err()).contains("There is no city in").contains("Chưa có thành phố nào");
    }

    @Test
    void refusesToCompareAFileThatIsNoAccount() throws IOException {
        Path file = Files.writeString(folder.resolve("other.txt"), "{}\n");

        Cli.Result result = Cli.run("sim", "fleet", "--data", folder.toString(), "--compare", file.toString());

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.err()).contains("other.txt:1: must begin with the format");
    }

    @ParameterizedTest
    @CsvSource({
        "--rate, 0, rate must be 1 to 1000000",
        "--gateways, 20001, gateways must be 1 to 20000",
        "--habits, wild, --habits must be steady or ordinary",
        "--figure, cake, 'must be one of [load, devices, latest, chart, sessions, reference]'",
    })
    void theBenchNamesTheOptionAndTheRule(String option, String value, String rule) {
        Cli.Result result = Cli.run("bench", "ingest", option, value);

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains(rule);
    }
}
