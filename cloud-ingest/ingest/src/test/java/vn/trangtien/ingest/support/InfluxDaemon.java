package vn.trangtien.ingest.support;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;

/** A real InfluxDB 1.x server of one's own, as a process; where none is installed, the test is skipped and says so. */
public final class InfluxDaemon implements AutoCloseable {

    private static final Path PROGRAM = Path.of("/usr/bin/influxd");

    private final Path folder;
    private final int port = Ports.free();
    private Process process;

    private InfluxDaemon(Path folder) {
        this.folder = folder;
    }

    public static InfluxDaemon start(Path folder) throws IOException {
        Assumptions.assumeTrue(Files.isExecutable(PROGRAM), "no InfluxDB server here: apt-get install influxdb");
        InfluxDaemon daemon = new InfluxDaemon(folder);
        Files.write(
                folder.resolve("influxdb.conf"),
                List.of(
                        "reporting-disabled = true",
                        "bind-address = \"127.0.0.1:" + Ports.free() + "\"",
                        "[meta]",
                        "  dir = \"" + folder.resolve("meta") + "\"",
                        "[data]",
                        "  dir = \"" + folder.resolve("data") + "\"",
                        "  wal-dir = \"" + folder.resolve("wal") + "\"",
                        "  query-log-enabled = false",
                        "[http]",
                        "  bind-address = \"127.0.0.1:" + daemon.port + "\"",
                        "  log-enabled = false",
                        "[monitor]",
                        "  store-enabled = false",
                        "[continuous_queries]",
                        "  enabled = false"));
        daemon.start();
        return daemon;
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Starts it, also again on what it has stored. */
    public void start() throws IOException {
        process = new ProcessBuilder(
                        PROGRAM.toString(),
                        "-config",
                        folder.resolve("influxdb.conf").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("influxd.log").toFile())
                .start();
        HttpClient http = HttpClient.newHttpClient();
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptions()
                .until(() -> http.send(
                                        HttpRequest.newBuilder(URI.create(url() + "/ping"))
                                                .build(),
                                        HttpResponse.BodyHandlers.discarding())
                                .statusCode()
                        == 204);
    }

    /** Keeps its connections and answers nothing. A signal is only sent; each thread of the server runs on until it meets it. */
    public void freeze() throws IOException, InterruptedException {
        signal("STOP");
        Awaitility.await().pollInterval(Duration.ofMillis(5)).until(this::standsStill);
    }

    private boolean standsStill() throws IOException {
        try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(process.pid()), "task"))) {
            return threads.allMatch(InfluxDaemon::stopped);
        }
    }

    private static boolean stopped(Path thread) {
        try {
            String stat = Files.readString(thread.resolve("stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) == 'T';
        } catch (IOException ended) {
            return true;
        }
    }

    public void thaw() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        int code = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
        if (code != 0) {
            throw new IOException("kill -" + name + " ended with " + code);
        }
    }

    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
