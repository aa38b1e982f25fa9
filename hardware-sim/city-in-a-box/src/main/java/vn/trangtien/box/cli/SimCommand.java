package vn.trangtien.box.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import vn.trangtien.drivers.Text;
import vn.trangtien.drivers.catalog.DriverCatalog;
import vn.trangtien.drivers.modbus.RtuMaster;
import vn.trangtien.drivers.trace.Trace;
import vn.trangtien.drivers.trace.TraceFormatException;
import vn.trangtien.drivers.trace.TraceReader;
import vn.trangtien.gateway.terminal.EnvironmentProblem;
import vn.trangtien.gateway.terminal.ExitCode;
import vn.trangtien.gateway.terminal.Messages;
import vn.trangtien.sim.scenario.Scenario;
import vn.trangtien.sim.scenario.ScenarioException;
import vn.trangtien.sim.scenario.ScenarioReader;
import vn.trangtien.sim.trace.Replay;

/** {@code city sim}: gateways over simulated instruments in virtual time, without servers. */
@Command(
        name = "sim",
        mixinStandardHelpOptions = true,
        subcommands = {
            SimCommand.ListAll.class,
            SimRunCommand.class,
            SimRecordCommand.class,
            SimCameraCommand.class,
            SimFleetCommand.class,
            SimCommand.ReplayTrace.class
        },
        description = {
            "Chạy kịch bản trên cảm biến mô phỏng trong thời gian ảo; ghi và phát lại lưu lượng bus.",
            "Runs scenarios on simulated instruments in virtual time; records and replays bus traffic."
        })
final class SimCommand {

    private SimCommand() {}

    /** A scenario by its name or path; its mistakes are printed. */
    static Scenario scenario(String nameOrPath) throws EnvironmentProblem, ScenarioException {
        try {
            return ScenarioReader.find(nameOrPath);
        } catch (IOException e) {
            throw new EnvironmentProblem(
                    new Text("Không đọc được kịch bản: %s", "The scenario cannot be read: %s")
                            .with(String.valueOf(e.getMessage())),
                    new Text(
                            "Xem tên có sẵn bằng ./city sim list, hoặc kiểm tra đường dẫn.",
                            "See the shipped names with ./city sim list, or check the path."),
                    e);
        }
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = {"Các kịch bản có sẵn.", "The shipped scenarios."})
    static final class ListAll implements Callable<Integer> {

        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Override
        public Integer call() throws EnvironmentProblem, ScenarioException {
            PrintWriter out = spec.commandLine().getOut();
            for (String name : ScenarioReader.SHIPPED) {
                Scenario scenario = scenario(name);
                out.printf(
                        "%-18s %3d:%02d h  %s / %s%n",
                        name,
                        scenario.length().toHours(),
                        scenario.length().toMinutesPart(),
                        scenario.title().vi(),
                        scenario.title().en());
            }
            out.flush();
            return ExitCode.OK;
        }
    }

    @Command(
            name = "replay",
            mixinStandardHelpOptions = true,
            description = {
                "Cho driver chạy lại trên một bản ghi và báo chỗ khác đầu tiên.",
                "Runs the drivers against a recording and tells the first difference."
            },
            exitCodeListHeading = "%nMã thoát / exit codes:%n",
            exitCodeList = {
                "0:giống hệt / the same",
                "1:có chỗ khác, hoặc bản ghi sai / a difference, or the trace is wrong",
                "3:không đọc được tệp / the file cannot be read"
            })
    static final class ReplayTrace implements Callable<Integer> {

        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Parameters(paramLabel = "FILE", description = "bản ghi / the trace")
        @SuppressWarnings("NullAway.Init")
        private Path file;

        @Override
        public Integer call() throws EnvironmentProblem, InterruptedException {
            PrintWriter out = spec.commandLine().getOut();
            DriverCatalog drivers = DriverCatalog.installed();
            try (var reader = Files.newBufferedReader(file)) {
                Trace trace = TraceReader.read(file.toString(), reader);
                Replay.Outcome outcome = Replay.run(trace, drivers::get, RtuMaster::new);
                Messages.line(
                        out,
                        new Text("%d lần gọi, %d mẫu giống hệt", "%d calls, %d samples the same")
                                .with(outcome.calls(), outcome.samples()));
                if (outcome.difference().isPresent()) {
                    out.println(file + ": " + outcome.difference().get());
                    out.flush();
                    return ExitCode.NOT_IN_ORDER;
                }
                return ExitCode.OK;
            } catch (TraceFormatException | IllegalArgumentException e) {
                out.println(e.getMessage());
                out.flush();
                return ExitCode.NOT_IN_ORDER;
            } catch (IOException e) {
                throw new EnvironmentProblem(
                        new Text("Không đọc được tệp %s.", "The file %s cannot be read.").with(file),
                        new Text("Kiểm tra đường dẫn và quyền đọc.", "Check the path and the permission to read it."),
                        e);
            }
        }
    }
}
