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

/** The whole bench in some seconds, over the ports of the operating system. Speed is not judged here: machines differ. */
class BenchCommandIT {

    private static final String[] PROMISED = {
        "devices",
        "readingsPerSecond",
        "valuesPerSecond",
        "cpuPercentOfOneCore",
        "referenceCpuPercentOfOneCore",
        "ratio",
        "processCpuPercent",
        "referenceProcessCpuPercent",
        "heapMiB",
        "p99Millis",
        "sustainedPerSecond",
        "virtualDayMillis",
        "virtualDayRepeatable",
        "leakedDescriptors",
        "leakedThreads",
        "failures"
    };

    @Test
    void oneLineOfJsonWithEveryPromisedName() {
        var out = new StringWriter();
        CommandLine city = CityCommand.commandLine().setOut(new PrintWriter(out));

        assertThat(city.execute("bench", "drivers", "--quick")).isEqualTo(ExitCode.OK);

        assertThat(out.toString().lines()).hasSize(1);
        JsonNode result = JsonMapper.builder().build().readTree(out.toString());
        assertThat(result.propertyNames()).contains(PROMISED);
        assertThat(result.get("devices").asInt()).isEqualTo(64);
        assertThat(result.get("readingsPerSecond").asDouble()).isGreaterThan(20);
        assertThat(result.get("valuesPerSecond").asDouble())
                .isGreaterThan(result.get("readingsPerSecond").asDouble());
        assertThat(result.get("referenceCpuPercentOfOneCore").asDouble()).isPositive();
        assertThat(result.get("virtualDayRepeatable").asBoolean()).isTrue();
        // Other tests ran in this process, and something of theirs may open a thing meanwhile. What leaks here leaks
        // every time.
        long everyTime = result.get("reopened").asLong();
        assertThat(result.get("leakedDescriptors").asLong()).isLessThan(everyTime);
        assertThat(result.get("leakedThreads").asLong()).isLessThan(everyTime);
    }
}
