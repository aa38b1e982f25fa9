package vn.trangtien.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import vn.trangtien.gateway.page.PageCodes;
import vn.trangtien.gateway.terminal.ExitCode;
import vn.trangtien.gateway.terminal.Manners;

class CodeCommandTest {

    private static final String SITE = "gateway: { id: park, site: { name: Park, lat: 16.4, lon: 107.5 } }\n";

    @TempDir
    Path data;

    private final StringWriter out = new StringWriter();
    private final StringWriter problems = new StringWriter();

    @Test
    void theCodeIsTheFirstLineAndTheGatewayTakesIt() throws Exception {
        assertThat(run(SITE + "page: { lan: true, port: 9000 }\n")).isEqualTo(ExitCode.OK);

        String code = out.toString().lines().findFirst().orElseThrow();
        assertThat(out.toString()).contains(":9001 ");
        assertThat(new PageCodes(data.resolve("page"), Clock.systemUTC()).redeem(code))
                .isTrue();
    }

    @Test
    void aPageThatIsNotOpenToTheNetworkNeedsNoCode() throws Exception {
        assertThat(run(SITE)).isEqualTo(ExitCode.NOT_IN_ORDER);

        assertThat(problems.toString()).contains("page: { lan: true }");
        assertThat(data.resolve("page")).doesNotExist();
    }

    private int run(String yaml) throws Exception {
        Path file = Files.writeString(data.resolve("gateway.yaml"), yaml);
        CommandLine line = Manners.teach(GatewayCommand.commandLine(), "TRANGTIEN_TRACE")
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(problems, true));
        return line.execute("code", "--config", file.toString(), "--data", data.toString());
    }
}
