package vn.trangtien.ingest.support;

import io.questdb.Bootstrap;
import io.questdb.ServerMain;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.slf4j.LoggerFactory;

/** PostgreSQL and QuestDB, started once for all tests of a run and stopped with it. */
public final class Backends {

    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static Backends instance;

    private final Deque<AutoCloseable> users = new ArrayDeque<>();

    private final EmbeddedPostgres postgres;
    private final ServerMain questdb;
    private final Path questdbFolder;
    private final int questdbHttp = Ports.free();
    private final int questdbSql = Ports.free();

    private Backends() throws IOException {
        postgres = EmbeddedPostgres.builder().setRegisterShutdownHook(false).start();
        Path root = Files.createTempDirectory("questdb");
        questdbFolder = root;
        Path conf = Files.createDirectories(root.resolve("conf"));
        Files.write(
                conf.resolve("server.conf"),
                List.of(
                        "http.net.bind.to=127.0.0.1:" + questdbHttp,
                        "http.min.enabled=false",
                        "pg.net.bind.to=127.0.0.1:" + questdbSql,
                        "line.tcp.enabled=false",
                        "telemetry.enabled=false",
                        "shared.worker.count=1"));
        Files.write(
                conf.resolve("log.conf"),
                List.of(
                        "writers=file",
                        "w.file.class=io.questdb.log.LogFileWriter",
                        "w.file.location=" + root.resolve("questdb.log"),
                        "w.file.level=ERROR,CRITICAL"));
        questdb = new ServerMain(new Bootstrap("-d", root.toString()));
        questdb.start();
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    public static synchronized Backends get() {
        if (instance == null) {
            try {
                instance = new Backends();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return instance;
    }

    /** Closes this one when the run ends, before the servers that it uses; those who came last go first. */
    public synchronized void closeFirst(AutoCloseable user) {
        users.push(user);
    }

    public int postgresPort() {
        return postgres.getPort();
    }

    public int questdbHttpPort() {
        return questdbHttp;
    }

    public int questdbSqlPort() {
        return questdbSql;
    }

    /** Where QuestDB keeps its tables: a folder for each, and in it one for each part. */
    public Path questdbTables() {
        return questdbFolder.resolve("db");
    }

    /** A new, empty database. */
    public String newDatabase() {
        String name = "ingest" + DATABASES.incrementAndGet();
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return name;
    }

    /** A new database with the ingest's tables. */
    public DataSource newIngestDatabase() {
        DataSource database = postgres.getDatabase("postgres", newDatabase());
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/ingest")
                .defaultSchema("ingest")
                .schemas("ingest")
                .load()
                .migrate();
        return database;
    }

    /** A number from the time-series store. */
    public long points(String sql) {
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:" + questdbSql + "/qdb", "admin", "quest");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getLong(1) : 0;
        } catch (SQLException e) {
            if (String.valueOf(e.getMessage()).contains("does not exist")) {
                return 0;
            }
            throw new IllegalStateException(sql, e);
        }
    }

    private synchronized void close() {
        for (AutoCloseable user : users) {
            try {
                user.close();
            } catch (Exception e) {
                LoggerFactory.getLogger(Backends.class).warn("a user of the servers could not be closed", e);
            }
        }
        questdb.close();
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
