package vn.trangtien.box.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * PostgreSQL from unpacked binaries, with one database named {@value #DATABASE}.
 *
 * <p>The binaries' wrapper is meant for tests: it turns {@code fsync} off and lets anybody in. Both are set right here: commits
 * are on the disk before they return, and only the random password opens the loopback port; there is no other way in, not even
 * a socket file.
 */
public final class EmbeddedDatabase implements AutoCloseable {

    public static final String DATABASE = "trangtien";
    public static final String USER = "postgres";

    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final String UNFINISHED = ".initialising";

    private final EmbeddedPostgres server;
    private final Path cluster;
    private final int port;
    private final String password;

    private EmbeddedDatabase(EmbeddedPostgres server, Path cluster, int port, String password) {
        this.server = server;
        this.cluster = cluster;
        this.port = port;
        this.password = password;
    }

    /**
     * Starts the server, making the cluster first if there is none.
     *
     * @param folder holds the cluster and the unpacked binaries
     * @param password of the only account; must be the one of the first start
     */
    public static EmbeddedDatabase start(Path folder, int port, String password) throws IOException, SQLException {
        Path cluster = folder.resolve("cluster");
        Path unfinished = folder.resolve(UNFINISHED);
        OrphanPostmaster.stop(cluster);
        if (Files.exists(unfinished)) {
            // The very first start was killed before the cluster was ever usable, so nothing can be in it.
            deleteTree(cluster);
        }
        boolean first = Files.notExists(cluster.resolve("postgresql.conf"));
        Path passwordFile = folder.resolve(".password");
        if (first) {
            Files.createDirectories(folder);
            Files.writeString(unfinished, "");
            Files.writeString(passwordFile, password);
        }
        try {
            var database = new EmbeddedDatabase(
                    launch(folder, cluster, port, password, passwordFile), cluster, port, password);
            database.createIfAbsent();
            return database;
        } finally {
            Files.deleteIfExists(passwordFile);
            if (first && Files.exists(cluster.resolve("postmaster.pid"))) {
                Files.deleteIfExists(unfinished);
            }
        }
    }

    private static EmbeddedPostgres launch(Path folder, Path cluster, int port, String password, Path passwordFile)
            throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(cluster)
                .setCleanDataDirectory(false)
                .setOverrideWorkingDirectory(folder.resolve("binaries").toFile())
                .setRegisterShutdownHook(false)
                .setPort(port)
                .setPGStartupWait(START_LIMIT)
                .setConnectConfig("password", password)
                // These reach initdb as options, after the wrapper's own "-A trust", and so win.
                .setLocaleConfig("auth", "scram-sha-256")
                .setLocaleConfig("pwfile", passwordFile.toString())
                .setLocaleConfig("locale", "C")
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_connections", "80")
                .setServerConfig("shared_buffers", "48MB")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("timezone", "UTC")
                .setServerConfig("log_timezone", "UTC")
                .start();
    }

    private void createIfAbsent() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url("postgres"), USER, password);
                Statement statement = connection.createStatement()) {
            try (ResultSet found =
                    statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + DATABASE + "'")) {
                if (found.next()) {
                    return;
                }
            }
            statement.execute("CREATE DATABASE " + DATABASE);
        }
    }

    private static void deleteTree(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            List<Path> deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.delete(path);
            }
        }
    }

    /** JDBC address of the city's database, without the password. */
    public String jdbcUrl() {
        return jdbcUrl(port);
    }

    /** The same for a server that another process runs. */
    public static String jdbcUrl(int port) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + DATABASE;
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    public String password() {
        return password;
    }

    /** Folder of the server's data; its {@code postmaster.pid} names the server's process. */
    public Path cluster() {
        return cluster;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
