package vn.trangtien.box.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import vn.trangtien.drivers.Text;
import vn.trangtien.gateway.terminal.ExitCode;
import vn.trangtien.gateway.terminal.Messages;
import vn.trangtien.platform.audit.DatabaseLog;
import vn.trangtien.platform.audit.proof.Export;

/** {@code city audit export}: takes the log along, with its anchors. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "Xuất nhật ký cùng các mốc thành một tệp ZIP để kiểm tra ở nơi khác.",
            "Saves the log with its anchors as a ZIP, to be verified elsewhere."
        },
        exitCodeListHeading = "%nMã thoát / exit codes:%n",
        exitCodeList = {
            "0:đã xuất / saved",
            "2:không đọc hoặc không ghi được thứ được chỉ ra / what was named cannot be read or written",
            "3:không có thành phố nào ở đó / there is no city"
        })
final class AuditExportCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final AuditLogOptions log = new AuditLogOptions();

    @Option(names = "--out", paramLabel = "ZIP", required = true, description = "Tệp / file")
    private Path out = Path.of("audit.zip");

    @Option(names = "--from", paramLabel = "SEQ", description = "Từ mục này / from this entry on (1)")
    private long from = 1;

    @Override
    public Integer call() throws Exception {
        Path part = out.resolveSibling(out.getFileName() + ".part");
        try {
            return log.with(connection -> {
                try (var source = new DatabaseLog(connection, Math.max(1, from));
                        OutputStream file = new BufferedOutputStream(Files.newOutputStream(part))) {
                    long entries = Export.write(source, Clock.systemUTC().instant(), file);
                    tell(entries);
                }
                Files.move(part, out, StandardCopyOption.REPLACE_EXISTING);
                return ExitCode.OK;
            });
        } catch (IOException | AuditLogOptions.NotReadable e) {
            Files.deleteIfExists(part);
            Messages.problem(
                    spec.commandLine().getErr(),
                    new Text("Không xuất được: %s", "Cannot be saved: %s").with(String.valueOf(e.getMessage())),
                    new Text("Kiểm tra --jdbc và --out.", "Look at --jdbc and --out."));
            return ExitCode.USAGE;
        }
    }

    private void tell(long entries) {
        PrintWriter terminal = spec.commandLine().getOut();
        terminal.printf("%s: %d mục / entries%n", out, entries);
        terminal.flush();
    }
}
