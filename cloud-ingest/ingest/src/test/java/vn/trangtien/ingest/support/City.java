package vn.trangtien.ingest.support;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.trangtien.ingest.CloudIngest;

/** The ingest with real neighbours: its own Kafka and database, shared PostgreSQL and QuestDB servers, over cuttable wires. */
public final class City implements AutoCloseable {

    private static final String TOKEN = "a-service-token-for-the-tests-only";

    public final TestKafka kafka;
    public final Wire databaseWire;
    public final Wire pointsWire;
    public final int mqttPort = Ports.free();
    public final Wire mqttWire = new Wire(mqttPort);
    public final int httpPort = Ports.free();
    public final int doorPort = Ports.free();

    private final Path folder;
    private final String database;
    private final Map<String, String> more;
    private final HttpClient http = HttpClient.newHttpClient();
    private ConfigurableApplicationContext context;

    static {
        // Paho's receiver thread may die of a null pointer when its connection is cut; that is not what the tests are
        // about.
        Awaitility.doNotCatchUncaughtExceptionsByDefault();
    }

    private City(Path folder, Map<String, String> more) throws Exception {
        this.folder = folder;
        this.more = more;
        Backends backends = Backends.get();
        this.kafka = new TestKafka(folder.resolve("kafka")).start();
        this.database = backends.newDatabase();
        this.databaseWire = new Wire(backends.postgresPort());
        this.pointsWire = new Wire(backends.questdbHttpPort());
    }

    /** Neighbours only; {@link #start} starts the ingest. */
    public static City around(Path folder, Map<String, String> more) throws Exception {
        return new City(folder, more);
    }

    public static City started(Path folder, Map<String, String> more) throws Exception {
        City city = around(folder, more);
        try {
            return city.start();
        } catch (RuntimeException notStarted) {
            // A Kafka that is left behind ends the whole process when its folder goes.
            city.close();
            throw notStarted;
        }
    }

    public City start() {
        SpringApplication application = CloudIngest.application();
        application.setRegisterShutdownHook(false);
        context = application.run(arguments().toArray(String[]::new));
        return this;
    }

    public void stop() {
        if (context != null) {
            context.close();
            context = null;
        }
    }

    public ConfigurableApplicationContext context() {
        return context;
    }

    /** As a program's arguments, also for another process. */
    public List<String> arguments() {
        return arguments(Map.of());
    }

    /** The arguments of another instance at work beside the first, with its own ports and files. */
    public List<String> argumentsBeside(Path itsFolder) {
        return arguments(Map.of(
                "server.port", Integer.toString(Ports.free()),
                "trangtien.ingest.enrolment.door.port", Integer.toString(Ports.free()),
                "trangtien.ingest.mqtt.port", Integer.toString(Ports.free()),
                "trangtien.ingest.data-dir", itsFolder.toString()));
    }

    private List<String> arguments(Map<String, String> different) {
        var settings = new LinkedHashMap<String, String>();
        settings.put("server.port", Integer.toString(httpPort));
        settings.put("spring.datasource.url", "jdbc:postgresql://127.0.0.1:" + databaseWire.port() + "/" + database);
        settings.put("spring.datasource.username", "postgres");
        settings.put("spring.datasource.password", "postgres");
        settings.put("spring.datasource.hikari.connection-timeout", "3000");
        settings.put("spring.kafka.bootstrap-servers", kafka.bootstrapServers());
        settings.put("trangtien.service-token", TOKEN);
        settings.put("trangtien.ingest.enrolment.door.port", Integer.toString(doorPort));
        settings.put("trangtien.ingest.enrolment.ca.passphrase", "a-passphrase-for-the-tests-only");
        settings.put("trangtien.ingest.data-dir", folder.resolve("data").toString());
        settings.put("trangtien.ingest.mqtt.port", Integer.toString(mqttPort));
        settings.put("trangtien.ingest.influx.url", "http://127.0.0.1:" + pointsWire.port());
        settings.put(
                "trangtien.ingest.questdb.url",
                "jdbc:postgresql://127.0.0.1:" + Backends.get().questdbSqlPort() + "/qdb");
        settings.put("trangtien.ingest.questdb.username", "admin");
        settings.put("trangtien.ingest.questdb.password", "quest");
        settings.put("springdoc.api-docs.enabled", "false");
        settings.put("springdoc.use-fqn", "true");
        settings.putAll(more);
        settings.putAll(different);
        var arguments = new ArrayList<String>();
        settings.forEach((name, value) -> arguments.add("--" + name + "=" + value));
        return arguments;
    }

    public JsonNode get(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(request(path).GET());
        if (answer.statusCode() != 200) {
            throw new AssertionError(path + ": " + answer.statusCode() + " " + answer.body());
        }
        return JsonMapper.shared().readTree(answer.body());
    }

    public HttpResponse<String> post(String path, Object body) throws IOException, InterruptedException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body))));
    }

    /** The certificate of the city's authority, as a technician would have it from a label. */
    public X509Certificate authority() throws Exception {
        return TestGateway.certificate(Files.readString(folder.resolve("data/ca/ca.crt")));
    }

    /** A request without any credential. */
    public HttpRequest.Builder anonymous(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + httpPort + path))
                .timeout(Duration.ofSeconds(60));
    }

    public HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    public HttpRequest.Builder request(String path) {
        return anonymous(path).header("Authorization", "Bearer " + TOKEN);
    }

    /** Registers and enrols a gateway, as a technician and the gateway would. */
    public TestGateway enrol(String account, String gateway) throws Exception {
        HttpResponse<String> created = post(
                "/api/gateways",
                Map.of(
                        "account",
                        account,
                        "gateway",
                        gateway,
                        "name",
                        "Cổng " + gateway,
                        "kind",
                        "edge",
                        "lat",
                        16.4,
                        "lon",
                        107.5));
        if (created.statusCode() != 201) {
            throw new IOException(created.statusCode() + " " + created.body());
        }
        String code = JsonMapper.shared().readTree(created.body()).path("code").asString();
        return TestGateway.enrol(this, account, gateway, code);
    }

    public Conserved conservation() throws IOException, InterruptedException {
        return Conserved.of(get("/api/conservation"));
    }

    /** The account of messages, as the endpoint gives it. */
    public record Conserved(
            long received,
            long stored,
            long duplicate,
            long rejected,
            long inFlight,
            long gaps,
            long evicted,
            boolean conserved,
            long waitingInBroker) {

        static Conserved of(JsonNode json) {
            long rejected = 0;
            for (JsonNode count : json.path("rejected")) {
                rejected += count.asLong();
            }
            return new Conserved(
                    json.path("received").asLong(),
                    json.path("stored").asLong(),
                    json.path("duplicate").asLong(),
                    rejected,
                    json.path("inFlight").asLong(),
                    json.path("gaps").asLong(),
                    json.path("evicted").asLong(),
                    json.path("conserved").asBoolean(),
                    json.path("waitingInBroker").asLong());
        }
    }

    @Override
    public void close() throws Exception {
        stop();
        databaseWire.close();
        pointsWire.close();
        mqttWire.close();
        kafka.close();
    }
}
