package vn.trangtien.gateway.cli;

import java.io.PrintWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import vn.trangtien.drivers.Text;
import vn.trangtien.gateway.terminal.Check;
import vn.trangtien.gateway.terminal.ExitCode;
import vn.trangtien.gateway.terminal.Finding;
import vn.trangtien.gateway.terminal.Messages;

@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = {
            "Xem gateway này có chạy được không, cái gì hỏng và sửa thế nào.",
            "Tells whether this gateway can work, what is wrong and how to mend it."
        },
        exitCodeListHeading = "%nMã thoát / exit codes:%n",
        exitCodeList = {"0:không có FAIL / no FAIL", "3:có ít nhất một FAIL / at least one FAIL"})
final class DoctorCommand extends AtPlace {

    @Option(names = "--offline", description = "Không thử mạng / without trying the network")
    private boolean offline;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        List<Finding> findings = new ArrayList<>();
        for (Check check : checks()) {
            Finding finding = check.look();
            findings.add(finding);
            if (!json) {
                print(out, finding);
            }
        }
        if (json) {
            Json.print(out, findings.stream().map(Found::of).toList());
        }
        return findings.stream().anyMatch(finding -> finding.level() == Finding.Level.FAIL)
                ? ExitCode.ENVIRONMENT
                : ExitCode.OK;
    }

    /** What {@code --json} shows of a finding. */
    record Found(Finding.Level level, Text what, Optional<Text> remedy) {

        static Found of(Finding finding) {
            return new Found(finding.level(), finding.what(), finding.remedy());
        }
    }

    private List<Check> checks() {
        var clock = Clock.systemUTC();
        List<Check> checks = new ArrayList<>(MachineChecks.all(place));
        checks.addAll(BusChecks.all(place));
        checks.addAll(CloudChecks.all(place, clock, offline));
        return checks;
    }

    private static void print(PrintWriter out, Finding finding) {
        out.printf("%-4s  ", finding.level());
        Messages.line(out, finding.what());
        finding.remedy().ifPresent(remedy -> {
            out.println("      → " + remedy.vi());
            out.println("        " + remedy.en());
        });
        out.flush();
    }
}
