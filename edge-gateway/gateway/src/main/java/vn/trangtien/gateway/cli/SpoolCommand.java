package vn.trangtien.gateway.cli;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import vn.trangtien.drivers.Text;
import vn.trangtien.gateway.spool.Priority;
import vn.trangtien.gateway.spool.SpoolCounters;
import vn.trangtien.gateway.spool.SpoolException;
import vn.trangtien.gateway.spool.SpoolGlance;
import vn.trangtien.gateway.terminal.EnvironmentProblem;
import vn.trangtien.gateway.terminal.ExitCode;
import vn.trangtien.gateway.terminal.Messages;
import vn.trangtien.gateway.terminal.TimeWords;

@Command(
        name = "spool",
        mixinStandardHelpOptions = true,
        description = {
            "Tin chưa được đám mây nhận: đếm, theo độ ưu tiên, cũ nhất. Chỉ đọc, cả khi dịch vụ đang chạy.",
            "Messages that the cloud does not have yet: counted, by priority, the oldest. Reads only, also while the service runs."
        },
        exitCodeListHeading = "%nMã thoát / exit codes:%n",
        exitCodeList = {
            "0:sổ khớp / the account is right",
            "1:sổ không khớp / the account is wrong",
            "3:không đọc được / cannot be read"
        })
final class SpoolCommand extends AtPlace {

    /** What {@code --json} shows; {@code conserved} means appended = delivered + evicted + rejected + depth. */
    record Report(
            String id,
            SpoolCounters counters,
            Map<String, Long> byPriority,
            long oldestSeconds,
            long fileBytes,
            boolean inUse,
            boolean conserved) {}

    @Override
    public Integer call() throws EnvironmentProblem {
        PrintWriter out = spec.commandLine().getOut();
        Report report;
        try {
            SpoolGlance glance = SpoolGlance.read(place.spool(), Clock.systemUTC());
            report = report(glance, SpoolGlance.isInUse(place.spool()));
        } catch (SpoolException e) {
            throw new EnvironmentProblem(
                    new Text("Không đọc được spool: " + e.getMessage(), "The spool cannot be read: " + e.getMessage()),
                    new Text(
                            "Kiểm tra --data và quyền đọc (sudo?).",
                            "Check --data and the permission to read (sudo?)."),
                    e);
        }
        if (json) {
            Json.print(out, report);
        } else {
            show(out, report);
        }
        return report.conserved() ? ExitCode.OK : ExitCode.NOT_IN_ORDER;
    }

    private static Report report(SpoolGlance glance, boolean inUse) {
        SpoolCounters c = glance.counters();
        Map<String, Long> byPriority = new LinkedHashMap<>();
        glance.byPriority().forEach((code, count) -> byPriority.put(name(code), count));
        // Replies have no numbers of their own, so they are on neither side of the account.
        long numbered = c.depth() - byPriority.getOrDefault("reply", 0L);
        return new Report(
                glance.id(),
                c,
                byPriority,
                glance.oldest().map(Duration::toSeconds).orElse(0L),
                glance.fileBytes(),
                inUse,
                c.appended() == c.delivered() + c.evicted() + c.rejected() + numbered
                        || c.appended() == c.delivered() + c.evicted() + c.rejected() + c.depth());
    }

    private static String name(int code) {
        return Arrays.stream(Priority.values())
                .filter(priority -> priority.code() == code)
                .map(priority -> priority.name().toLowerCase(Locale.ROOT))
                .findFirst()
                .orElse("priority-" + code);
    }

    private static void show(PrintWriter out, Report report) {
        SpoolCounters c = report.counters();
        Messages.line(
                out,
                new Text("Đang chờ: %d tin, %d byte", "Waiting: %d messages, %d bytes").with(c.depth(), c.bytes()));
        report.byPriority().forEach((priority, count) -> out.printf("  %-12s %d%n", priority, count));
        if (c.depth() > 0) {
            Text oldest = TimeWords.of(Duration.ofSeconds(report.oldestSeconds()));
            Messages.line(out, new Text("Cũ nhất: " + oldest.vi(), "Oldest: " + oldest.en()));
        }
        out.printf(
                "appended %d = delivered %d + evicted %d + rejected %d + depth %d%s%n",
                c.appended(), c.delivered(), c.evicted(), c.rejected(), c.depth(), report.conserved() ? "" : "  ✗");
        out.printf("displaced %d, file %d bytes%n", c.displaced(), report.fileBytes());
        Messages.line(
                out,
                report.inUse()
                        ? new Text("Dịch vụ đang chạy.", "The service is running.")
                        : new Text("Dịch vụ không chạy.", "The service is not running."));
    }
}
