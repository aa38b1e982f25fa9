package vn.trangtien.box.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.trangtien.box.cli.CityCommand;
import vn.trangtien.gateway.terminal.ExitCode;

/** The bench of the gateway in some seconds: a real process, a real disk, a real broker. Speed is not judged here. */
class GatewayBenchIT {

    @Test
    void oneLineOfJsonAndNothingLostOnTheWay() {
        var out = new StringWriter();
        CommandLine city = CityCommand.commandLine().setOut(new PrintWriter(out));

        assertThat(city.execute("bench", "gateway", "--quick")).isEqualTo(ExitCode.OK);

        assertThat(out.toString().lines()).hasSize(1);
        JsonNode result = JsonMapper.builder().build().readTree(out.toString());
        assertThat(result.get("readOutDelivered").asLong())
                .isEqualTo(result.get("readOutMessages").asLong())
                .isGreaterThan(result.get("rows").asLong());
        assertThat(result.get("appendPerSecond").asDouble()).isPositive();
        assertThat(result.get("referencePerSecond").asDouble()).isPositive();
        assertThat(result.get("appendRatio").asDouble()).isPositive();
        assertThat(result.get("publishedMessages").asLong()).isPositive();
        assertThat(result.get("firstSampleMillis").asLong()).isPositive();
        assertThat(result.get("rssMiB").asDouble()).isBetween(30.0, 400.0);
    }
}
