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

/** The bench in some seconds on a real database. Speed is not judged here: machines differ. */
class AuditBenchIT {

    @Test
    void oneLineOfJsonWithEveryPromisedName() {
        var out = new StringWriter();
        CommandLine city = CityCommand.commandLine().setOut(new PrintWriter(out));

        assertThat(city.execute("bench", "audit", "--quick")).isEqualTo(ExitCode.OK);

        assertThat(out.toString().lines()).hasSize(1);
        JsonNode result = JsonMapper.builder().build().readTree(out.toString());
        assertThat(result.propertyNames())
                .contains(
                        "auditAppendPerSecond",
                        "auditVerifyPerSecond",
                        "reference",
                        "auditSinglePerSecond",
                        "numberingPerSecond",
                        "numberingGaps");
        assertThat(result.get("auditAppendPerSecond").asDouble()).isPositive();
        assertThat(result.get("reference").get("insertPerSecond").asDouble()).isPositive();
        assertThat(result.get("numberingIssued").asLong()).isBetween(80L, 95L);
        assertThat(result.get("numberingGaps").asLong()).isZero();
    }
}
