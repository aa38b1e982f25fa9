package vn.trangtien.box.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import vn.trangtien.box.bench.AuditBench;
import vn.trangtien.box.bench.AuditBenchResult;
import vn.trangtien.gateway.terminal.ExitCode;
import vn.trangtien.gateway.terminal.Messages;

/** {@code city bench audit}. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = {
            "Đo chuỗi kiểm toán và việc cấp số bên cạnh PostgreSQL trơn; in một dòng JSON. Mất khoảng hai phút.",
            "Measures the audit chain and the numbering beside plain PostgreSQL; prints one line of JSON. Takes about two minutes."
        },
        exitCodeListHeading = "%nMã thoát / exit codes:%n",
        exitCodeList = {
            "0:đã đo, không thiếu số nào / measured, no number is missing",
            "1:có số bị thiếu / a number is missing"
        })
final class AuditBenchCommand implements Callable<Integer> {

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
        ((LoggerContext) LoggerFactory.getILoggerFactory())
                .getLogger(Logger.ROOT_LOGGER_NAME)
                .setLevel(Level.OFF);
        PrintWriter err = spec.commandLine().getErr();
        var bench = new AuditBench(
                quick ? AuditBench.Lengths.QUICK : AuditBench.Lengths.FULL, step -> Messages.line(err, step));
        AuditBenchResult result = bench.run();
        PrintWriter out = spec.commandLine().getOut();
        out.println(result.toJson());
        out.flush();
        return result.numberingGaps() == 0 ? ExitCode.OK : ExitCode.NOT_IN_ORDER;
    }
}
