package vn.trangtien.box.embedded;

import io.questdb.Bootstrap;
import io.questdb.DefaultBootstrapConfiguration;
import io.questdb.PropServerConfiguration;
import io.questdb.ServerConfiguration;
import io.questdb.ServerMain;
import io.questdb.std.FilesFacadeImpl;
import io.questdb.std.datetime.microtime.MicrosecondClockImpl;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * QuestDB in process: takes the InfluxDB line protocol over HTTP, answers SQL over the PostgreSQL wire.
 *
 * <p>Loopback only, one random password, no telemetry, no web console, no line listeners beside HTTP. Its log goes to a file of
 * its own and holds errors only.
 */
public final class EmbeddedTimeSeries implements AutoCloseable {

    public static final String USER = "trangtien";

    private final ServerMain server;
    private final int httpPort;
    private final int sqlPort;

    private EmbeddedTimeSeries(ServerMain server, int httpPort, int sqlPort) {
        this.server = server;
        this.httpPort = httpPort;
        this.sqlPort = sqlPort;
    }

    /**
     * Starts the server on that folder.
     *
     * @param password for HTTP (basic authentication or {@code Authorization: Token}) and for SQL
     * @param logs folder of the log file
     */
    public static EmbeddedTimeSeries start(Path folder, int httpPort, int sqlPort, String password, Path logs)
            throws IOException {
        Path conf = Files.createDirectories(folder.resolve("conf"));
        Files.createDirectories(logs);
        Files.write(conf.resolve("server.conf"), settings(httpPort, sqlPort));
        Files.write(conf.resolve("log.conf"), logging(logs.resolve("questdb.log")));
        var server = withoutChatter(
                () -> new ServerMain(new Bootstrap(new LoopbackBootstrap(password), "-d", folder.toString())));
        server.start();
        return new EmbeddedTimeSeries(server, httpPort, sqlPort);
    }

    /** QuestDB announces what it does on the console and knows no switch for it. */
    private static <T> T withoutChatter(Supplier<T> step) {
        PrintStream errors = System.err;
        PrintStream output = System.out;
        var silence = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        System.setErr(silence);
        System.setOut(silence);
        try {
            return step.get();
        } finally {
            System.setErr(errors);
            System.setOut(output);
        }
    }

    private static List<String> settings(int httpPort, int sqlPort) {
        return List.of(
                "# Written at every start of the city; passwords are handed over in memory.",
                "http.net.bind.to=127.0.0.1:" + httpPort,
                "http.min.enabled=false",
                "pg.net.bind.to=127.0.0.1:" + sqlPort,
                "line.tcp.enabled=false",
                "line.udp.enabled=false",
                "telemetry.enabled=false",
                "shared.worker.count=1",
                // Otherwise each of its threads turns thousands of times before it sleeps, on cores that others need.
                "shared.worker.nap.threshold=20",
                "shared.worker.sleep.threshold=100",
                "wal.apply.worker.nap.threshold=20",
                "wal.apply.worker.sleep.threshold=100",
                "cairo.sql.copy.root=",
                "ram.usage.limit.bytes=" + (512L << 20));
    }

    private static List<String> logging(Path file) {
        return List.of(
                "writers=file",
                "w.file.class=io.questdb.log.LogFileWriter",
                "w.file.location=" + file,
                "w.file.level=ERROR,CRITICAL");
    }

    /** Base address for writers. */
    public String httpUrl() {
        return "http://127.0.0.1:" + httpPort;
    }

    /** JDBC address for readers, without the password. */
    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + sqlPort + "/qdb";
    }

    @Override
    public void close() {
        withoutChatter(() -> {
            server.close();
            return server;
        });
    }

    /** Hands the passwords over as if they were environment variables, and unpacks no web site. */
    private static final class LoopbackBootstrap extends DefaultBootstrapConfiguration {

        private final String password;

        LoopbackBootstrap(String password) {
            this.password = password;
        }

        @Override
        public Map<String, String> getEnv() {
            return Map.of(
                    "QDB_PG_USER", USER,
                    "QDB_PG_PASSWORD", password,
                    "QDB_HTTP_USER", USER,
                    "QDB_HTTP_PASSWORD", password);
        }

        @Override
        public ServerConfiguration getServerConfiguration(Bootstrap bootstrap) throws Exception {
            return new PropServerConfiguration(
                    bootstrap.getRootDirectory(),
                    bootstrap.loadProperties(),
                    getEnv(),
                    bootstrap.getLog(),
                    bootstrap.getBuildInformation(),
                    FilesFacadeImpl.INSTANCE,
                    MicrosecondClockImpl.INSTANCE,
                    (configuration, engine, freeOnExit) -> new TokenAccess(configuration, USER, password));
        }

        @Override
        public String getBanner() {
            return "";
        }

        @Override
        public boolean useSite() {
            return false;
        }
    }
}
