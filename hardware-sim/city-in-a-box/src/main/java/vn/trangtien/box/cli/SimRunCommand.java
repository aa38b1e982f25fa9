package vn.trangtien.box.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import vn.trangtien.box.sim.Row;
import vn.trangtien.box.sim.RunReport;
import vn.trangtien.drivers.Text;
import vn.trangtien.gateway.config.InvalidConfigException;
import vn.trangtien.gateway.terminal.EnvironmentProblem;
import vn.trangtien.gateway.terminal.ExitCode;
import vn.trangtien.gateway.terminal.Messages;
import vn.trangtien.sim.scenario.ScenarioException;

/** {@code city sim run}: a scenario from its start to its end. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = {
            "Chạy một kịch bản bằng chính driver và đường xử lý của gateway.",
            "Runs a scenario with the gateway's own drivers and pipeline."
        },
        exitCodeListHeading = "%nMã thoát / exit codes:%n",
        exitCodeList = {
            "0:đúng như mong đợi / as expected",
            "1:có mong đợi không đạt, hoặc kịch bản sai / an expectation was missed, or the scenario is wrong",
            "2:dòng lệnh sai / the command line is wrong",
            "3:không đọc hay ghi được tệp / a file cannot be read or written"
        })
final class SimRunCommand implements Callable<Integer> {

    private static final String AS_FAST_AS_IT_GOES = "max";

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private SimOptions options;

    @Option(
            names = "--speed",
            paramLabel = "N|max",
            defaultValue = AS_FAST_AS_IT_GOES,
            description =
                    "Nhanh gấp bao nhiêu lần đồng hồ thật; mặc định nhanh hết mức / times the wall clock; max by default")
    @SuppressWarnings("NullAway.Init")
    private String speed;

    @Option(names = "--out", paramLabel = "FILE", description = "Ghi các giá trị ra CSV / values as CSV")
    private Optional<Path> out = Optional.empty();

    @Option(names = "--report", paramLabel = "FILE", description = "Ghi báo cáo JSON / the report as JSON")
    private Optional<Path> report = Optional.empty();

    @Override
    public Integer call() throws EnvironmentProblem, InterruptedException {
        PrintWriter print = spec.commandLine().getOut();
        double times = times();
        try (PrintWriter rows = rows()) {
            rows.println(Row.HEAD);
            RunReport done = options.run(
                    spec.commandLine().getErr(), times, Optional.empty(), scenario -> Optional.empty(), rows::println);
            if (rows.checkError()) {
                throw unwritable(out.orElseThrow(), new IOException("the disk refuses"));
            }
            if (report.isPresent()) {
                write(report.get(), done);
            }
            show(print, done);
            return done.isInOrder() ? ExitCode.OK : ExitCode.NOT_IN_ORDER;
        } catch (ScenarioException | InvalidConfigException e) {
            print.println(e.getMessage());
            print.flush();
            return ExitCode.NOT_IN_ORDER;
        }
    }

    private double times() {
        if (speed.equals(AS_FAST_AS_IT_GOES)) {
            return 0;
        }
        try {
            double times = Double.parseDouble(speed);
            if (times > 0 && times <= 1_000_000) {
                return times;
            }
        } catch (NumberFormatException e) {
            throw wrongSpeed();
        }
        throw wrongSpeed();
    }

    private ParameterException wrongSpeed() {
        return new ParameterException(
                spec.commandLine(),
                "--speed phải là số lớn hơn 0 hoặc max, nhưng là '%s' / must be a number above 0 or max, but was '%s'"
                        .formatted(speed, speed));
    }

    private PrintWriter rows() throws EnvironmentProblem {
        if (out.isEmpty()) {
            return new PrintWriter(Writer.nullWriter());
        }
        try {
            BufferedWriter writer = Files.newBufferedWriter(out.get());
            return new PrintWriter(writer) {
                @Override
                public void println(String line) {
                    write(line);
                    write('\n');
                }
            };
        } catch (IOException e) {
            throw unwritable(out.get(), e);
        }
    }

    private static EnvironmentProblem unwritable(Path file, IOException cause) {
        return new EnvironmentProblem(
                new Text("Không ghi được tệp %s.", "The file %s cannot be written.").with(file),
                new Text(
                        "Kiểm tra thư mục, quyền ghi và chỗ trống.",
                        "Check the folder, the permission and the space left."),
                cause);
    }

    private static void write(Path file, RunReport done) throws EnvironmentProblem {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("scenario", done.scenario());
        tree.put("seed", done.seed());
        tree.put("virtualSeconds", done.length().toSeconds());
        tree.put("wallMillis", done.wallMillis());
        tree.put("counters", done.counters());
        tree.put("qualities", done.qualities());
        tree.put("digest", done.digest());
        tree.put("inOrder", done.isInOrder());
        tree.put("expectations", done.verdicts());
        JsonMapper mapper = JsonMapper.builder()
                .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build();
        try {
            Files.writeString(file, mapper.writeValueAsString(tree) + "\n");
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    private static void show(PrintWriter print, RunReport done) {
        Messages.line(
                print,
                new Text("%s, hạt %d: %s giờ ảo trong %.2f s", "%s, seed %d: %s virtual hours in %.2f s")
                        .with(
                                done.scenario(),
                                done.seed(),
                                DriverPages.plain(Math.round(done.length().toMinutes() / 0.6) / 100.0),
                                done.wallMillis() / 1000.0));
        done.counters().forEach((name, count) -> print.printf("  %-12s %d%n", name, count));
        done.qualities().forEach((quality, count) -> print.printf("  %-12s %d%n", quality, count));
        print.println("  digest       " + done.digest());
        for (RunReport.Verdict verdict : done.verdicts()) {
            String mark = switch (verdict.kind()) {
                case MET -> "✓";
                case MISSED -> "✗";
                case NOT_REACHED -> "…";
            };
            print.printf("  %s %s%n", mark, verdict.expectation());
        }
        print.flush();
    }
}
