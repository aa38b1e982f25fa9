package vn.trangtien.box.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.trangtien.box.sim.Row;
import vn.trangtien.drivers.catalog.DriverCatalog;

class SimCommandTest {

    @TempDir
    Path folder;

    @Test
    void aRunWritesRowsAndAReportAndKeepsItsExpectations() throws IOException {
        Path rows = folder.resolve("rows.csv");
        Path report = folder.resolve("report.json");

        Cli.Result result =
                Cli.run("sim", "run", "broken-everything", "--out", rows.toString(), "--report", report.toString());

        assertThat(result.out()).contains("digest").contains("✓ river.level").doesNotContain("✗");
        assertThat(result.exitCode()).isZero();
        JsonNode told = JsonMapper.shared().readTree(Files.readString(report));
        JsonNode counters = told.get("counters");
        List<String> lines = Files.readAllLines(rows);
        assertThat(lines.get(0)).isEqualTo(Row.HEAD);
        assertThat(lines.size() - 1L).isEqualTo(counters.get("sent").asLong());
        // Every value is accounted for: it left once, or twice, or was lost to the full disk.
        assertThat(counters.get("values").asLong())
                .isEqualTo(counters.get("sent").asLong()
                        - counters.get("repeated").asLong()
                        + counters.get("lost").asLong()
                        + counters.get("waiting").asLong());
        assertThat(counters.get("restarts").asLong()).isEqualTo(1);
        assertThat(told.get("inOrder").asBoolean()).isTrue();
        assertThat(lines)
                .anySatisfy(line -> assertThat(line).contains("COMM_FAULT").contains("NOT_PRESENT"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"flood-night", "smog-morning", "festival", "broken-everything"})
    void whatIsRecordedIsReplayedWithoutADifference(String scenario) throws IOException {
        Path trace = folder.resolve("trace.txt");
        assertThat(Cli.run("sim", "record", scenario, "--for", "70m", "--out", trace.toString())
                        .exitCode())
                .isZero();

        Cli.Result replayed = Cli.run("sim", "replay", trace.toString());

        assertThat(replayed.exitCode()).as(replayed.out()).isZero();
        assertThat(Files.readString(trace)).startsWith("# trangtien-trace 1\n");
    }

    @Test
    void aReplayNamesTheFirstDifference() throws IOException {
        Path trace = folder.resolve("trace.txt");
        Cli.run("sim", "record", "smog-morning", "--for", "5m", "--device", "air", "--out", trace.toString());
        String recorded = Files.readString(trace);

        Path other = Files.writeString(folder.resolve("other.txt"), recorded.replaceFirst("w=f2 01", "w=f2 02"));
        Cli.Result asked = Cli.run("sim", "replay", other.toString());
        assertThat(asked.exitCode()).isEqualTo(1);
        assertThat(asked.out()).contains("0x76 w=f2 02").contains("but the driver asked '0x76 w=f2 01'");

        Path changed = Files.writeString(
                folder.resolve("changed.txt"), recorded.replaceFirst("(sample temperature value=)[0-9.]+", "$199"));
        Cli.Result made = Cli.run("sim", "replay", changed.toString());
        assertThat(made.exitCode()).isEqualTo(1);
        assertThat(made.out()).contains("temperature value=99").contains("but now there is");

        Path noDevices = Files.writeString(folder.resolve("bare.txt"), "# trangtien-trace 1\nt=1 u rx=42\n");
        assertThat(Cli.run("sim", "replay", noDevices.toString()).out()).contains("decode them");
    }

    @Test
    void mistakesOfAScenarioAreNamedWithTheirLines() throws IOException {
        Files.writeString(
                folder.resolve("gw.yaml"),
                DriverExample.yaml(DriverCatalog.installed().descriptors().get(0)));
        Path file = Files.writeString(folder.resolve("mine.yaml"), """
                name: mine
                title: { vi: "Của tôi", en: "Mine" }
                gateway: gw.yaml
                world: { profile: steady }
                faults:
                  - { at: 1m, for: 1m, target: my-a02yyu, fault: cable-cut }
                """);

        Cli.Result result = Cli.run("sim", "run", file.toString(), "--for", "2m");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).contains("mine.yaml:6: fault is 'cable-cut'").contains("my-a02yyuw");
        assertThat(Cli.run("sim", "run", "no-such").exitCode()).isEqualTo(3);
        assertThat(Cli.run("sim", "run", "festival", "--speed", "quick").exitCode())
                .isEqualTo(2);
        assertThat(Cli.run("sim", "list").out()).contains("broken-everything");
    }

    @Test
    void aMissedExpectationIsExitCodeOne() throws IOException {
        Files.writeString(
                folder.resolve("gw.yaml"),
                DriverExample.yaml(DriverCatalog.installed().descriptors().get(0)));
        Path file = Files.writeString(folder.resolve("mine.yaml"), """
                name: mine
                title: { vi: "Của tôi", en: "Mine" }
                gateway: gw.yaml
                for: 5m
                world: { profile: steady }
                expect:
                  - { channel: my-a02yyuw.level, above: 50 }
                  - { channel: my-a02yyuw.level, above: 0 }
                """);

        Cli.Result result = Cli.run("sim", "run", file.toString());

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).contains("✗ my-a02yyuw.level > 50.0").contains("✓ my-a02yyuw.level > 0.0");
    }
}
