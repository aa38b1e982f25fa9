package vn.trangtien.box.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import vn.trangtien.box.embedded.EmbeddedDatabase;
import vn.trangtien.box.home.DataDirectory;
import vn.trangtien.box.home.Port;
import vn.trangtien.box.home.Ports;
import vn.trangtien.box.home.Secrets;
import vn.trangtien.drivers.Text;
import vn.trangtien.gateway.terminal.EnvironmentProblem;
import vn.trangtien.gateway.terminal.ExitCode;
import vn.trangtien.platform.audit.AuditVerdict;
import vn.trangtien.platform.audit.AuditVerifier;

@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        subcommands = AuditCommand.Verify.class,
        description = {"Nhật ký kiểm toán nối chuỗi.", "The hash-chained audit log."})
final class AuditCommand {

    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description = {
                "Tính lại cả chuỗi và chỉ ra mục đầu tiên bị sửa, xóa hoặc chèn; thành phố có thể đang chạy hay đã dừng.",
                "Recomputes the whole chain and names the first entry that was changed, removed or added; the city may be running or stopped."
            },
            exitCodeListHeading = "%nMã thoát / exit codes:%n",
            exitCodeList = {
                "0:nguyên vẹn / intact",
                "1:đã bị can thiệp / tampered with",
                "3:không đọc được / cannot be read"
            })
    static final class Verify implements Callable<Integer> {

        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Mixin
        private final PlaceOptions place = new PlaceOptions();

        @Override
        public Integer call() throws Exception {
            Path home = place.data();
            if (Files.notExists(home.resolve("secrets.properties"))) {
                throw new EnvironmentProblem(
                        new Text("Chưa có thành phố nào trong %s.", "There is no city in %s yet.").with(home),
                        new Text("Chỉ đúng thư mục: --data DIR.", "Name the right folder: --data DIR."));
            }
            String password = Secrets.in(home).get("postgres");
            Ports ports = Ports.choose(home, place.base(), place.ports());
            Optional<DataDirectory> free = DataDirectory.openIfFree(home);
            if (free.isEmpty()) {
                return judge(running(ports, password));
            }
            try (DataDirectory directory = free.get()) {
                ports.claim(directory);
                try (EmbeddedDatabase database =
                        EmbeddedDatabase.start(directory.folder("postgres"), ports.number(Port.POSTGRES), password)) {
                    return judge(source(database.jdbcUrl(), password));
                }
            }
        }

        private static DataSource running(Ports ports, String password) {
            return source(EmbeddedDatabase.jdbcUrl(ports.number(Port.POSTGRES)), password);
        }

        private static DataSource source(String url, String password) {
            return new DriverManagerDataSource(url, EmbeddedDatabase.USER, password);
        }

        private int judge(DataSource source) {
            PrintWriter out = spec.commandLine().getOut();
            AuditVerdict verdict = new AuditVerifier(source).verify();
            if (verdict instanceof AuditVerdict.Broken broken) {
                out.printf(
                        "✗ Mục %d: %s%n  Entry %d does not fit: %s%n",
                        broken.seq(), broken.reason(), broken.seq(), broken.reason());
                out.flush();
                return ExitCode.NOT_IN_ORDER;
            }
            if (verdict instanceof AuditVerdict.Intact intact) {
                out.printf(
                        "✓ Nguyên vẹn, %d mục / intact, %d entries%n  %s%n",
                        intact.entries(), intact.entries(), intact.lastHash());
                out.flush();
            }
            return ExitCode.OK;
        }
    }
}
