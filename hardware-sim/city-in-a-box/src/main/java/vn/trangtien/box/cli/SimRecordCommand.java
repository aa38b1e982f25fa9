package vn.trangtien.box.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import vn.trangtien.box.sim.RunReport;
import vn.trangtien.drivers.Text;
import vn.trangtien.drivers.trace.TraceWriter;
import vn.trangtien.gateway.config.InvalidConfigException;
import vn.trangtien.gateway.terminal.EnvironmentProblem;
import vn.trangtien.gateway.terminal.ExitCode;
import vn.trangtien.gateway.terminal.Messages;
import vn.trangtien.sim.scenario.ScenarioException;

/** {@code city sim record}: the bus traffic of a scenario as text. */
@Command(
        name = "record",
        mixinStandardHelpOptions = true,
        description = {
            "Ghi lưu lượng bus của một kịch bản thành văn bản (docs/protocols/bus-trace.md).",
            "Records the bus traffic of a scenario as text (docs/protocols/bus-trace.md)."
        },
        exitCodeListHeading = "%nMã thoát / exit codes:%n",
        exitCodeList = {
            "0:đã ghi / recorded",
            "1:kịch bản sai / the scenario is wrong",
            "2:dòng lệnh sai / the command line is wrong",
            "3:không đọc hay ghi được tệp / a file cannot be read or written"
        })
final class SimRecordCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private SimOptions options;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "tệp bản ghi / the trace file")
    @SuppressWarnings("NullAway.Init")
    private Path out;

    @Option(names = "--device", paramLabel = "ID", description = "chỉ thiết bị này / this device only")
    private Optional<String> device = Optional.empty();

    @Override
    public Integer call() throws EnvironmentProblem, InterruptedException {
        PrintWriter print = spec.commandLine().getOut();
        try (var writer = new TraceWriter(Files.newBufferedWriter(out))) {
            RunReport done =
                    options.run(spec.commandLine().getErr(), 0, device, scenario -> Optional.of(writer), row -> {});
            Messages.line(
                    print,
                    new Text("Đã ghi %d lần đọc vào %s", "Recorded %d reads in %s")
                            .with(
                                    done.counters().getOrDefault("reads", 0L)
                                            + done.counters().getOrDefault("failures", 0L),
                                    out));
            return ExitCode.OK;
        } catch (ScenarioException | InvalidConfigException e) {
            print.println(e.getMessage());
            print.flush();
            return ExitCode.NOT_IN_ORDER;
        } catch (IOException | UncheckedIOException e) {
            throw new EnvironmentProblem(
                    new Text("Không ghi được tệp %s.", "The file %s cannot be written.").with(out),
                    new Text(
                            "Kiểm tra thư mục, quyền ghi và chỗ trống.",
                            "Check the folder, the permission and the space left."),
                    e);
        }
    }
}
