package vn.trangtien.box.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import vn.trangtien.box.bench.DriverBench;
import vn.trangtien.box.bench.DriverBench.Lengths;
import vn.trangtien.box.bench.GatewayBench;
import vn.trangtien.gateway.terminal.ExitCode;
import vn.trangtien.gateway.terminal.Messages;

@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        subcommands = {
            BenchCommand.Drivers.class,
            BenchCommand.Gateway.class,
            VideoBenchCommand.class,
            IngestBenchCommand.class,
            AuditBenchCommand.class
        },
        description = {"Đo tốc độ và tài nguyên.", "Measures speed and resources."})
final class BenchCommand {

    @Command(
            name = "drivers",
            mixinStandardHelpOptions = true,
            description = {
                "Đo driver và vòng đọc với 64 thiết bị mô phỏng; in một dòng JSON. Mất khoảng hai phút trên máy rảnh.",
                "Measures drivers and poll loop with 64 simulated devices; prints one line of JSON. Takes about two minutes on a quiet machine."
            },
            exitCodeListHeading = "%nMã thoát / exit codes:%n",
            exitCodeList = {"0:đã đo / measured"})
    static final class Drivers implements Callable<Integer> {

        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Option(
                names = "--quick",
                description = {
                    "Vài giây mỗi phần: chỉ để thử, số đo không có nghĩa.",
                    "Seconds for each part: to try it, the figures mean nothing."
                })
        private boolean quick;

        @Override
        public Integer call() throws Exception {
            quiet();
            PrintWriter err = spec.commandLine().getErr();
            var bench = new DriverBench(quick ? Lengths.QUICK : Lengths.FULL, step -> Messages.line(err, step));
            PrintWriter out = spec.commandLine().getOut();
            out.println(bench.run().toJson());
            out.flush();
            return ExitCode.OK;
        }
    }

    @Command(
            name = "gateway",
            mixinStandardHelpOptions = true,
            description = {
                "Đo spool, đường truyền, bộ nhớ và thời gian khởi động của gateway; in một dòng JSON. Mất khoảng hai phút.",
                "Measures spool, link, memory and start of the gateway; prints one line of JSON. Takes about two minutes."
            },
            exitCodeListHeading = "%nMã thoát / exit codes:%n",
            exitCodeList = {"0:đã đo / measured"})
    static final class Gateway implements Callable<Integer> {

        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Option(
                names = "--quick",
                description = {
                    "Vài giây: chỉ để thử, số đo không có nghĩa.",
                    "Some seconds: to try it, the figures mean nothing."
                })
        private boolean quick;

        @Override
        public Integer call() throws Exception {
            quiet();
            PrintWriter err = spec.commandLine().getErr();
            var bench = new GatewayBench(
                    quick ? GatewayBench.Lengths.QUICK : GatewayBench.Lengths.FULL,
                    Clock.systemUTC(),
                    step -> Messages.line(err, step));
            PrintWriter out = spec.commandLine().getOut();
            out.println(bench.run().toJson());
            out.flush();
            return ExitCode.OK;
        }
    }

    private static void quiet() {
        ((LoggerContext) LoggerFactory.getILoggerFactory())
                .getLogger(Logger.ROOT_LOGGER_NAME)
                .setLevel(Level.OFF);
    }
}
