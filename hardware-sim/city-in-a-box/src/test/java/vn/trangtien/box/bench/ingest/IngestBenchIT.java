package vn.trangtien.box.bench.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.trangtien.box.cli.CityCommand;
import vn.trangtien.gateway.terminal.ExitCode;

/** The whole bench in some seconds: a server in a process of its own, TLS, enrolment, the store. Speed is not judged here. */
class IngestBenchIT {

    private static final String[] PROMISED = {
        "msgPerSecond",
        "pointsPerSecond",
        "cpuMicrosPerMessage",
        "p50Millis",
        "p99Millis",
        "acknowledged",
        "stored",
        "lost",
        "duplicates",
        "rejected",
        "memoryStartMiB",
        "memoryEndMiB",
        "reference"
    };

    @Test
    void idleSessionsAreAnsweredEachTimeTheyPing() {
        var out = new StringWriter();
        CommandLine city = CityCommand.commandLine().setOut(new PrintWriter(out));

        int exitCode = city.execute("bench", "ingest", "--figure", "sessions", "--quick", "--json", "--gateways", "40");

        assertThat(exitCode).as(out.toString()).isEqualTo(ExitCode.OK);
        JsonNode result = JsonMapper.builder().build().readTree(out.toString());
        assertThat(result.get("connected").asInt()).isEqualTo(40);
        assertThat(result.get("pings").asInt())
                .as("two of each, one at its edges")
                .isBetween(40, 120);
        assertThat(result.get("answered").asInt()).isEqualTo(result.get("pings").asInt());
        assertThat(result.get("heapAfterMiB").asDouble()).isPositive();
    }

    @Test
    void oneLineOfJsonAndNothingLostOnAnOrdinaryBadDay() {
        var out = new StringWriter();
        CommandLine city = CityCommand.commandLine().setOut(new PrintWriter(out));

        int exitCode = city.execute(
                "bench", "ingest", "--quick", "--json", "--habits", "ordinary", "--gateways", "12", "--rate", "150");

        assertThat(exitCode).as(out.toString()).isEqualTo(ExitCode.OK);
        assertThat(out.toString().lines()).hasSize(1);
        JsonNode result = JsonMapper.builder().build().readTree(out.toString());
        assertThat(result.propertyNames()).contains(PROMISED);
        assertThat(result.get("lost").asLong()).isZero();
        assertThat(result.get("storedTwice").asLong()).isZero();
        assertThat(result.get("stored").asLong())
                .isEqualTo(result.get("acknowledged").asLong())
                .isGreaterThan(300);
        // What the fleet made on purpose, the ingest has found; if a line broke, it found what came again as well.
        assertThat(result.get("duplicates").asLong())
                .isGreaterThanOrEqualTo(result.get("expectedDuplicates").asLong());
        assertThat(result.get("rejected").asLong())
                .isGreaterThanOrEqualTo(result.get("expectedRejected").asLong())
                .isPositive();
        assertThat(result.get("cpuMicrosPerMessage").asDouble()).isPositive();
        assertThat(result.get("queryableSamples").asLong()).isPositive();
        assertThat(result.get("p99Millis").asDouble()).isBetween(1.0, 60_000.0);
        assertThat(result.get("memoryEndMiB").asDouble()).isGreaterThan(100);
    }
}
