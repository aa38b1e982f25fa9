package vn.trangtien.box.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import vn.trangtien.box.embedded.EmbeddedDatabase;
import vn.trangtien.box.home.DataDirectory;
import vn.trangtien.box.home.Port;
import vn.trangtien.box.home.Ports;
import vn.trangtien.box.home.Secrets;
import vn.trangtien.drivers.Text;
import vn.trangtien.gateway.terminal.EnvironmentProblem;

/** Which database holds the log: a city's own, running or stopped, or any other by its JDBC address. */
final class AuditLogOptions {

    /** What is done with the open log. */
    @FunctionalInterface
    interface Work {
        Integer on(Connection connection) throws IOException, SQLException;
    }

    /** The database that was named on the command line cannot be read. */
    static final class NotReadable extends Exception {

        private static final long serialVersionUID = 1L;

        NotReadable(SQLException cause) {
            super(cause.getMessage(), cause);
        }
    }

    @Mixin
    private final PlaceOptions place = new PlaceOptions();

    @Option(
            names = "--jdbc",
            paramLabel = "URL",
            description = {
                "Cơ sở dữ liệu khác, ví dụ jdbc:postgresql://host/trangtien?user=auditor; mật khẩu trong biến PGPASSWORD.",
                "Another database, for example jdbc:postgresql://host/trangtien?user=auditor; its password in PGPASSWORD."
            })
    private Optional<String> jdbc = Optional.empty();

    Integer with(Work work) throws Exception {
        if (jdbc.isPresent()) {
            return with(jdbc.get(), Optional.empty(), Optional.ofNullable(System.getenv("PGPASSWORD")), work);
        }
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
            return own(EmbeddedDatabase.jdbcUrl(ports.number(Port.POSTGRES)), password, work);
        }
        try (DataDirectory directory = free.get()) {
            ports.claim(directory);
            try (EmbeddedDatabase database =
                    EmbeddedDatabase.start(directory.folder("postgres"), ports.number(Port.POSTGRES), password)) {
                return own(database.jdbcUrl(), password, work);
            }
        }
    }

    private static Integer own(String url, String password, Work work) throws Exception {
        return with(url, Optional.of(EmbeddedDatabase.USER), Optional.of(password), work);
    }

    private static Integer with(String url, Optional<String> user, Optional<String> password, Work work)
            throws IOException, NotReadable {
        var settings = new java.util.Properties();
        user.ifPresent(name -> settings.setProperty("user", name));
        password.ifPresent(secret -> settings.setProperty("password", secret));
        try (Connection connection = DriverManager.getConnection(url, settings)) {
            return work.on(connection);
        } catch (SQLException e) {
            throw new NotReadable(e);
        }
    }
}
