package vn.trangtien.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import vn.trangtien.gateway.camera.process.VideoRoom;
import vn.trangtien.gateway.spool.Priority;
import vn.trangtien.gateway.spool.Spool;
import vn.trangtien.gateway.spool.SpoolLimits;
import vn.trangtien.gateway.spool.SpoolNumbers;
import vn.trangtien.gateway.terminal.ExitCode;
import vn.trangtien.gateway.terminal.Manners;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.KuraTopic;

class GatewayCommandTest {

    private static final String YAML = """
            gateway: { id: gw-1, site: { name: Bridge, lat: 16.4, lon: 107.5 } }
            buses: { i2c-1: { kind: i2c, bus: 99 } }
            devices:
              - { id: air, driver: bme280, on: i2c-1, every: 60s }
            page: { enabled: false }
            """;

    @TempDir
    Path directory;

    private Path config;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void configured() throws Exception {
        config = Files.writeString(directory.resolve("gateway.yaml"), YAML);
    }

    @Test
    void everyCommandKnowsJsonAndSaysItsExitCodes() {
        for (CommandLine command : leaves(GatewayCommand.commandLine())) {
            assertThat(command.getCommandSpec().optionsMap())
                    .as(command.getCommandName())
                    .containsKeys("--json", "--help");
            assertThat(command.getCommandSpec().usageMessage().exitCodeList())
                    .as(command.getCommandName())
                    .isNotEmpty();
            assertThat(command.getCommandSpec().usageMessage().description())
                    .as(command.getCommandName() + ": Vietnamese and English")
                    .hasSizeGreaterThanOrEqualTo(2);
        }
    }

    private static List<CommandLine> leaves(CommandLine command) {
        List<CommandLine> leaves = new ArrayList<>();
        command.getSubcommands().forEach((name, sub) -> {
            if (sub.getSubcommands().isEmpty() && !name.equals("help")) {
                leaves.add(sub);
            }
            leaves.addAll(leaves(sub));
        });
        return leaves;
    }

    @Test
    void aGatewayThatIsNotEnrolledSaysWhatToDo() {
        assertThat(execute("run")).isEqualTo(ExitCode.ENVIRONMENT);
        assertThat(err.toString()).contains("is not enrolled").contains("trangtien-gateway enrol");
    }

    @Test
    void theInstalledProgramRefusesAConfigurationForSimulators() throws Exception {
        Files.writeString(config, YAML + "simulation: { enabled: true }\n");

        assertThat(execute("read")).isEqualTo(ExitCode.ENVIRONMENT);
        assertThat(err.toString()).contains("holds no simulators").contains("./city gateway run");
    }

    @Test
    void doctorNamesEachThingThatIsWrongAndItsRemedy() {
        assertThat(execute("doctor", "--offline", "--json")).isEqualTo(ExitCode.ENVIRONMENT);

        JsonNode findings = Json.MAPPER.readTree(out.toString());
        assertThat(findings)
                .anyMatch(finding -> finding.path("level").asString("").equals("FAIL")
                        && finding.path("what").path("en").asString("").contains("there is no /dev/i2c-99")
                        && finding.path("remedy").path("vi").asString("").contains("dtparam=i2c_arm=on"))
                .anyMatch(
                        finding -> finding.path("what").path("en").asString("").contains("not enrolled"));
    }

    @Test
    void aDeviceThatDoesNotAnswerIsAnOutcomeAndOneThatIsNotThereAWrongCommand() {
        assertThat(execute("read", "air", "--json")).isEqualTo(ExitCode.NOT_IN_ORDER);
        assertThat(Json.MAPPER.readTree(out.toString()).get(0).path("error").asString(""))
                .contains("i2c-1");

        assertThat(execute("read", "ari")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("did you mean 'air'?");
    }

    @Test
    void theSpoolIsCountedWhileAGatewayWorksOnIt() throws Exception {
        try (Spool spool = Spool.open(
                directory.resolve("spool.db"), new SpoolLimits(1 << 20, Duration.ofDays(1)), true, Clock.systemUTC())) {
            for (int i = 0; i < 3; i++) {
                spool.append(
                        i == 0 ? Priority.ALARM : Priority.TELEMETRY,
                        new KuraTopic.Data("hue", "gw-1", "W1", "A1/air"),
                        KuraPayload.builder().metric("temperature", 20.0).build());
            }
            spool.delivered(SpoolNumbers.next(spool, 1));

            assertThat(execute("spool")).isEqualTo(ExitCode.OK);
            assertThat(out.toString()).contains(" giây / Oldest: ").doesNotContain("PT");
            out.getBuffer().setLength(0);
            assertThat(execute("spool", "--json")).isEqualTo(ExitCode.OK);
        }

        JsonNode report = Json.MAPPER.readTree(out.toString());
        assertThat(report.path("counters").path("appended").asLong()).isEqualTo(3);
        assertThat(report.path("byPriority").path("telemetry").asLong()).isEqualTo(2);
        assertThat(report.path("byPriority").has("alarm")).isFalse();
        assertThat(report.path("inUse").asBoolean()).isTrue();
        assertThat(report.path("conserved").asBoolean()).isTrue();
    }

    @Test
    void earlierConfigurationsAreComparedAndBroughtBack() throws Exception {
        Path versions = Files.createDirectories(directory.resolve("config"));
        Files.writeString(versions.resolve("1.yaml"), YAML);
        Files.writeString(versions.resolve("2.yaml"), YAML.replace("60s", "30s"));
        Files.writeString(versions.resolve("state.properties"), "version=2\nhighest=2\n");
        Files.writeString(config, YAML.replace("60s", "30s"));

        assertThat(execute("config", "history", "--json")).isEqualTo(ExitCode.OK);
        assertThat(Json.MAPPER.readTree(out.toString()).get(0).path("inForce").asBoolean())
                .isTrue();
        assertThat(execute("config", "diff", "2")).isEqualTo(ExitCode.OK);
        assertThat(execute("config", "diff", "1")).isEqualTo(ExitCode.NOT_IN_ORDER);
        assertThat(out.toString().lines())
                .contains("-   - { id: air, driver: bme280, on: i2c-1, every: 60s }")
                .contains("+   - { id: air, driver: bme280, on: i2c-1, every: 30s }");
        assertThat(execute("config", "rollback")).isEqualTo(ExitCode.OK);
        assertThat(config).hasContent(YAML);
        assertThat(execute("config", "rollback", "7")).isEqualTo(ExitCode.ENVIRONMENT);
    }

    @Test
    void devicesAndTheCheckAreThereForPrograms() {
        assertThat(execute("devices", "--json")).isEqualTo(ExitCode.OK);
        assertThat(Json.MAPPER.readTree(out.toString()).get(0).path("channels")).hasSize(3);

        out.getBuffer().setLength(0);
        assertThat(execute("check", "--json")).isEqualTo(ExitCode.OK);
        assertThat(Json.MAPPER.readTree(out.toString()).path("correct").asBoolean())
                .isTrue();
    }

    @Test
    void moreCamerasThanAMachineWatchesAreNamedByTheCheck() throws IOException {
        var cameras = new StringBuilder("cameras:\n");
        for (int i = 0; i < 200; i++) {
            cameras.append("  - { id: cam-%03d, source: rtsp://10.0.0.7/%d }\n".formatted(i, i));
        }
        Files.writeString(config, YAML + cameras);
        int carried = VideoRoom.ofThisMachine().cameras();

        assertThat(execute("check")).isEqualTo(ExitCode.OK);
        assertThat(out.toString())
                .contains("200 camera, nhưng máy này xem cùng lúc được " + carried)
                .contains("200 cameras, but this machine watches %d at the same time".formatted(carried))
                .contains("from cam-%03d on they wait".formatted(carried));
    }

    private int execute(String... arguments) {
        CommandLine line = Manners.teach(GatewayCommand.commandLine(), "TRANGTIEN_TRACE");
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--config", config.toString(), "--data", directory.toString()));
        return line.execute(all.toArray(String[]::new));
    }
}
