package vn.trangtien.box.bench.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.trangtien.box.home.Port;
import vn.trangtien.sim.fleet.account.ProofNumber;
import vn.trangtien.sim.fleet.load.GatewayName;

/**
 * Mosquitto, mosquitto_sub and kcat into Kafka, kcat, awk and curl into InfluxDB 1.x: what one would put together from a Linux
 * distribution. Kafka is the embedded one in a process of its own. Not thread-safe.
 */
final class ReferenceServers implements Queryable.Series, AutoCloseable {

    private static final List<String> TOOLS =
            List.of("mosquitto", "mosquitto_sub", "kcat", "influxd", "awk", "split", "curl");
    private static final List<Path> FOLDERS =
            List.of(Path.of("/usr/bin"), Path.of("/usr/sbin"), Path.of("/usr/local/bin"));
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String DATABASE = "reference";
    private static final String TOPIC = "reference";
    private static final int PARTITIONS = 3;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path folder;
    private final List<Process> processes = new ArrayList<>();
    private final StandProcess kafka;
    private final int mqttPort;
    private final int influxPort;
    /** The pipe out of Kafka, from its beginning to its end; empty until it was started. */
    private List<Process> out = List.of();

    /** The programs that are needed and not installed. */
    static List<String> missing() {
        return TOOLS.stream().filter(tool -> path(tool).isEmpty()).toList();
    }

    private static Optional<Path> path(String tool) {
        return FOLDERS.stream()
                .map(each -> each.resolve(tool))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Starts all of it and returns when it takes messages.
     *
     * @param batch lines that are written to the store at once
     */
    static ReferenceServers start(Path folder, int batch) throws IOException, InterruptedException {
        var servers = new ReferenceServers(folder);
        try {
            servers.begin(batch);
            return servers;
        } catch (IOException | InterruptedException e) {
            servers.close();
            throw e;
        }
    }

    private ReferenceServers(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.mqttPort = freePort();
        this.influxPort = freePort();
        this.kafka = StandProcess.kafka(folder, List.of());
    }

    private void begin(int batch) throws IOException, InterruptedException {
        Path broker = folder.resolve("mosquitto.conf");
        Files.writeString(broker, """
                listener %d 127.0.0.1
                allow_anonymous true
                persistence false
                max_queued_messages 0
                max_inflight_messages 1000
                log_type error
                """.formatted(mqttPort));
        processes.add(tool("mosquitto", "-c", broker.toString()).start());
        Path store = folder.resolve("influxdb.conf");
        Files.writeString(store, """
                reporting-disabled = true
                bind-address = "127.0.0.1:%d"
                [meta]
                  dir = "%s"
                [data]
                  dir = "%s"
                  wal-dir = "%s"
                  query-log-enabled = false
                [http]
                  bind-address = "127.0.0.1:%d"
                  log-enabled = false
                [logging]
                  level = "error"
                """.formatted(
                        freePort(), folder.resolve("meta"), folder.resolve("data"), folder.resolve("wal"), influxPort));
        processes.add(tool("influxd", "run", "-config", store.toString()).start());
        await(mqttPort);
        await(influxPort);
        await(kafka.port(Port.KAFKA));
        ask("CREATE DATABASE " + DATABASE);
        String bootstrap = "127.0.0.1:" + kafka.port(Port.KAFKA);
        makeTopic(bootstrap);
        String write = "curl -s -o /dev/null --data-binary @- 'http://127.0.0.1:%d/write?db=%s'"
                .formatted(influxPort, DATABASE);
        List<Process> in = ProcessBuilder.startPipeline(List.of(
                tool(
                        "mosquitto_sub",
                        "-p",
                        Integer.toString(mqttPort),
                        "-q",
                        "1",
                        "-i",
                        "reference",
                        "-c",
                        "-t",
                        "hue/#",
                        "-F",
                        "%t %p"),
                tool("kcat", "-P", "-b", bootstrap, "-t", TOPIC, "-X", "acks=all")));
        processes.addAll(in);
        out = ProcessBuilder.startPipeline(List.of(
                tool("kcat", "-C", "-q", "-u", "-b", bootstrap, "-t", TOPIC, "-o", "beginning"),
                tool("awk", "-f", script().toString()),
                tool("split", "-l", Integer.toString(batch), "--filter=" + write)));
        processes.addAll(out);
    }

    /** kcat gives up on a topic that is not there yet. */
    private static void makeTopic(String bootstrap) throws IOException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, PARTITIONS, (short) 1)))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new IOException("Kafka makes no topic: " + e.getMessage(), e);
        }
    }

    private Path script() throws IOException {
        try (InputStream script = ReferenceServers.class.getResourceAsStream("reference.awk")) {
            if (script == null) {
                throw new IOException("not on the class path: reference.awk");
            }
            Path file = folder.resolve("reference.awk");
            Files.write(file, script.readAllBytes());
            return file;
        }
    }

    private ProcessBuilder tool(String name, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(path(name)
                .orElseThrow(() -> new IOException(name + " is not installed"))
                .toString());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(
                        folder.resolve(name + ".log").toFile()));
    }

    /** Of the broker, without TLS. */
    int mqttPort() {
        return mqttPort;
    }

    /** Processor time of all programs and of Kafka. */
    long cpuNanos() {
        return ProcessTimes.nanos(kafka.pid())
                + processes.stream()
                        .mapToLong(one -> ProcessTimes.nanosWithChildren(one.toHandle()))
                        .sum();
    }

    @Override
    public double greatest(GatewayName gateway, Instant from, Instant to) throws IOException, InterruptedException {
        return number(ask("SELECT max(%s) FROM observation WHERE gateway='%s' AND time >= '%s' AND time < '%s'"
                .formatted(ProofNumber.CHANNEL, gateway.client(), from, to)));
    }

    /** Messages in the store. */
    long stored() throws IOException, InterruptedException {
        return (long) number(ask("SELECT count(%s) FROM observation".formatted(ProofNumber.CHANNEL)));
    }

    /** Nothing more will come: what waits for a full batch is written. */
    void finish() throws InterruptedException {
        out.get(0).destroy();
        out.get(out.size() - 1).waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private static double number(JsonNode answer) {
        return answer.path("results")
                .path(0)
                .path("series")
                .path(0)
                .path("values")
                .path(0)
                .path(1)
                .asDouble(0);
    }

    private JsonNode ask(String question) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/query?db=%s&q=%s"
                                .formatted(influxPort, DATABASE, URLEncoder.encode(question, StandardCharsets.UTF_8))))
                        .POST(BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("InfluxDB answered with status %d: %s".formatted(answer.statusCode(), answer.body()));
        }
        return JsonMapper.shared().readTree(answer.body());
    }

    private static void await(int port) throws IOException, InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try (var probe = new Socket()) {
                probe.connect(new InetSocketAddress("127.0.0.1", port), 500);
                return;
            } catch (IOException notYet) {
                if (System.nanoTime() > until) {
                    throw new IOException("nothing listens on port %d within %s".formatted(port, PATIENCE), notYet);
                }
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        for (Process one : processes) {
            one.destroy();
        }
        for (Process one : processes) {
            if (!one.waitFor(10, TimeUnit.SECONDS)) {
                one.destroyForcibly();
            }
        }
        kafka.close();
    }
}
