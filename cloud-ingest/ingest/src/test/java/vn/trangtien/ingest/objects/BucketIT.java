package vn.trangtien.ingest.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.trangtien.ingest.processing.Processing;
import vn.trangtien.ingest.support.City;
import vn.trangtien.ingest.support.S3Server;
import vn.trangtien.ingest.support.TestGateway;
import vn.trangtien.wire.ClipMessage;
import vn.trangtien.wire.KuraCodec;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.KuraTopic;
import vn.trangtien.wire.Origin;
import vn.trangtien.wire.SnapshotMessage;
import vn.trangtien.wire.SpoolMark;

/** From a gateway's message over MQTT into a bucket, and from there to people. */
class BucketIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Clock CLOCK = Clock.systemUTC();
    private static final Origin REAL = new Origin(false, true);

    @TempDir
    static Path folder;

    private static S3Server server;
    private static City city;

    private final AtomicLong number = new AtomicLong();

    @BeforeAll
    static void start() throws Exception {
        server = new S3Server();
        city = City.started(folder, server.settings(folder));
    }

    @AfterAll
    static void stop() throws Exception {
        city.close();
        server.close();
    }

    @Test
    void picturesAndFilmsComeIntoTheBucketAndARangeOfThemOutOfIt() throws Exception {
        byte[] film = film();
        TestGateway gateway = city.enrol("hue", "bucket-1");
        MqttClient client = gateway.connect();
        send(client, KuraTopic.clip("hue", gateway.id, "cam"), clip(film));
        client.disconnect();
        String name = ObjectName.of(film);
        String key = "objects/" + ObjectName.path(name);

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(server.keys()).contains(key);
            assertThat(waitingFiles()).doesNotContain(name);
        });
        HttpResponse<byte[]> whole = bytes(city.request("/api/objects/" + name));
        HttpResponse<byte[]> part = bytes(city.request("/api/objects/" + name).header("Range", "bytes=400000-400009"));

        assertThat(whole.statusCode()).isEqualTo(200);
        assertThat(whole.headers().firstValue("Content-Type")).contains("video/mp4");
        assertThat(whole.body()).isEqualTo(film);
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.headers().firstValue("Content-Range")).contains("bytes 400000-400009/" + film.length);
        assertThat(part.body()).isEqualTo(java.util.Arrays.copyOfRange(film, 400_000, 400_010));
    }

    @Test
    void aStoreThatIsAwayHoldsUpNoMessageAndLosesNone() throws Exception {
        TestGateway gateway = city.enrol("hue", "bucket-2");
        MqttClient client = gateway.connect();
        send(client, KuraTopic.snapshot("hue", gateway.id, "cam"), picture(1));
        String before = ObjectName.of(jpeg(1));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(server.keys()).contains("objects/" + ObjectName.path(before)));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(waitingFiles()).isEmpty());
        server.wire.cut();
        send(client, KuraTopic.snapshot("hue", gateway.id, "cam"), picture(2));
        client.disconnect();
        String during = ObjectName.of(jpeg(2));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                city.send(city.request("/api/objects/" + during).GET())
                                        .statusCode())
                        .as("it waits in a file")
                        .isEqualTo(200));
        HttpResponse<String> away =
                city.send(city.request("/api/objects/" + before).GET());
        assertThat(away.statusCode()).isEqualTo(503);
        assertThat(away.body()).contains("ảnh không mất").contains("not lost").doesNotContain("Exception");
        assertThat(away.headers().firstValue("Retry-After")).contains("60");
        ObjectMoving moving = city.context().getBean(ObjectMoving.class);
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(moving.trouble())
                    .hasValueSatisfying(why -> assertThat(why.reason())
                            .contains("trangtien.ingest.objects.s3.endpoint")
                            .doesNotContain(S3Server.SECRET));
            assertThat(moving.health().getStatus().getCode()).isEqualTo("WAITING");
        });
        assertThat(city.get("/actuator/health").path("status").asString()).isEqualTo("UP");
        assertThat(gauge("trangtien.ingest.objects.waiting")).isEqualTo(1);

        server.wire.mend();
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(server.keys()).contains("objects/" + ObjectName.path(during));
            assertThat(moving.trouble()).isEmpty();
        });
        assertThat(city.send(city.request("/api/objects/" + before).GET()).statusCode())
                .isEqualTo(200);
        assertThat(gauge("trangtien.ingest.objects.waiting")).isZero();
        await().atMost(PATIENCE).until(() -> city.conservation().inFlight() == 0);
        assertThat(city.conservation().conserved()).isTrue();
    }

    @Test
    void aDiskThatTakesNothingHoldsTheMessageBackAndLosesNone() throws Exception {
        String name = ObjectName.of(jpeg(3));
        Path inTheWay = folder.resolve("data/objects").resolve(name.substring(0, 2));
        Files.writeString(inTheWay, "no folder");
        TestGateway gateway = city.enrol("hue", "bucket-3");
        MqttClient client = gateway.connect();
        send(client, KuraTopic.snapshot("hue", gateway.id, "cam"), picture(3));
        client.disconnect();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                city.context().getBean(Processing.class).trouble())
                        .isPresent());
        assertThat(city.conservation().inFlight()).isEqualTo(1);

        Files.delete(inTheWay);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(server.keys()).contains("objects/" + ObjectName.path(name)));
        await().atMost(PATIENCE).until(() -> city.conservation().inFlight() == 0);
        assertThat(city.conservation().conserved()).isTrue();
        assertThat(city.conservation().rejected()).isZero();
    }

    private static double gauge(String name) {
        return city.context().getBean(MeterRegistry.class).get(name).gauge().value();
    }

    private static List<String> waitingFiles() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("data/objects"))) {
            return new ArrayList<>(files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .toList());
        }
    }

    private static HttpResponse<byte[]> bytes(HttpRequest.Builder request) throws Exception {
        return java.net.http.HttpClient.newHttpClient()
                .send(request.GET().build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private void send(MqttClient client, KuraTopic.Data topic, KuraPayload payload) throws Exception {
        var marked = new SpoolMark("spool-" + topic.client(), number.incrementAndGet()).on(payload);
        assertThat(TestGateway.publish(client, topic.name(), KuraCodec.encode(marked)))
                .isZero();
    }

    private static Instant now() {
        return CLOCK.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static byte[] film() {
        byte[] film = new byte[600_000];
        new Random(3).nextBytes(film);
        System.arraycopy(new byte[] {0, 0, 0, 12, 'f', 't', 'y', 'p', 'i', 's', 'o', 'm'}, 0, film, 0, 12);
        return film;
    }

    private static byte[] jpeg(int which) {
        return new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0, 7, 7, (byte) which};
    }

    private static KuraPayload picture(int which) {
        return new SnapshotMessage("cam", now(), 64, 36, Optional.empty(), Optional.empty(), jpeg(which), REAL)
                .toPayload();
    }

    private static KuraPayload clip(byte[] film) {
        return new ClipMessage("cam", "o-1", now(), Duration.ofSeconds(9), Optional.empty(), film, REAL).toPayload();
    }
}
