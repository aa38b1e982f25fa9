package vn.trangtien.box.headless;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportTest {

    @TempDir
    Path folder;

    @Test
    void everyNameThatOtherProgramsReadIsThere() throws Exception {
        Path file = folder.resolve("deep/report.json");
        report(true, 0).writeTo(file);
        JsonNode json = JsonMapper.shared().readTree(Files.readString(file));
        assertThat(json.propertyNames())
                .contains(
                        "startSeconds",
                        "rssMiB",
                        "gateways",
                        "channels",
                        "received",
                        "stored",
                        "duplicate",
                        "rejected",
                        "inFlight",
                        "conserved",
                        "readingsPerSecond",
                        "cameraFrames",
                        "cameraFps",
                        "objectsCounted",
                        "alarmsRaised",
                        "casesOpened",
                        "errors");
        assertThat(json.get("spools").get("evicted").asLong()).isEqualTo(1);
        assertThat(json.get("screenLatencyMillis").get("p95").asLong()).isEqualTo(900);
        assertThat(json.get("rejected").get("clock").asLong()).isEqualTo(2);
    }

    @ParameterizedTest(name = "conserved={0} errors={1} is in order: {2}")
    @CsvSource({"true, 0, true", "false, 0, false", "true, 1, false"})
    void aRunIsInOrderWhenNothingIsMissingAndNothingFailed(boolean conserved, long errors, boolean inOrder) {
        assertThat(report(conserved, errors).inOrder()).isEqualTo(inOrder);
    }

    @Test
    void percentilesAreByNearestRank() {
        var latencies = new Latencies();
        assertThat(latencies.summary()).isEqualTo(new Report.Latency(0, 0, 0, 0));
        for (long millis = 1; millis <= 100; millis++) {
            latencies.add(101 - millis);
        }
        assertThat(latencies.summary()).isEqualTo(new Report.Latency(100, 50, 95, 100));
    }

    private static Report report(boolean conserved, long errors) {
        return new Report(
                12.5,
                900,
                3,
                20,
                1000,
                990,
                8,
                Map.of("clock", 2L),
                0,
                conserved,
                0,
                16.5,
                600,
                10,
                12,
                1,
                1,
                1,
                new Report.Latency(50, 300, 900, 1500),
                0,
                new Report.Spools(1000, 999, 1, 0),
                60,
                errors,
                List.of());
    }
}
