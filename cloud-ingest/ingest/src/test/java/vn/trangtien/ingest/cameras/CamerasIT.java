package vn.trangtien.ingest.cameras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import vn.trangtien.events.CameraAlert;
import vn.trangtien.events.CityTopics;
import vn.trangtien.events.EventJson;
import vn.trangtien.events.ObjectSeen;
import vn.trangtien.ingest.support.City;
import vn.trangtien.ingest.support.TestGateway;
import vn.trangtien.ingest.support.Topic;
import vn.trangtien.platform.audit.AuditLog;
import vn.trangtien.platform.identity.OnBehalf;
import vn.trangtien.wire.CameraAlertMessage;
import vn.trangtien.wire.CameraObjectMessage;
import vn.trangtien.wire.ClipMessage;
import vn.trangtien.wire.KuraCodec;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.KuraTopic;
import vn.trangtien.wire.Origin;
import vn.trangtien.wire.SnapshotMessage;
import vn.trangtien.wire.SpoolMark;

/** From a gateway's messages to what operators can ask for. */
class CamerasIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Clock CLOCK = Clock.systemUTC();
    private static final Origin REAL = new Origin(false, true);
    private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0, 9, 9, 1};
    private static final byte[] CLEAR = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0, 9, 9, 2};
    private static final byte[] MP4 = {0, 0, 0, 12, 'f', 't', 'y', 'p', 'i', 's', 'o', 'm'};

    @TempDir
    static Path folder;

    private static City city;

    private final AtomicLong number = new AtomicLong();

    @BeforeAll
    static void start() throws Exception {
        city = City.started(folder, Map.of());
    }

    @AfterAll
    static void stop() throws Exception {
        city.close();
    }

    @Test
    void theLifeOfAnObjectIsOneRowWithItsPicturesAndItsFilm() throws Exception {
        TestGateway gateway = city.enrol("hue", "cameras-1");
        Instant start = now();
        MqttClient client = gateway.connect();
        send(client, KuraTopic.object("hue", gateway.id, "cam"), object("o-1", CameraObjectMessage.Phase.NEW, start));
        send(client, KuraTopic.snapshot("hue", gateway.id, "cam"), picture(JPEG, Optional.empty(), start));
        send(client, KuraTopic.clip("hue", gateway.id, "cam"), film(start));
        send(
                client,
                KuraTopic.object("hue", gateway.id, "cam"),
                object("o-1", CameraObjectMessage.Phase.END, start.plusSeconds(9)));
        send(
                client,
                KuraTopic.object("hue", gateway.id, "cam"),
                object("o-1", CameraObjectMessage.Phase.UPDATE, start.plusSeconds(5)));
        client.disconnect();

        String path = "/api/camera-objects/hue/" + gateway.id + "/o-1";
        await().atMost(PATIENCE).untilAsserted(() -> {
            JsonNode object = city.get(path);
            assertThat(object.path("seen").path("phase").asString()).isEqualTo("END");
            assertThat(object.path("media")
                            .valueStream()
                            .map(each -> each.path("kind").asString()))
                    .containsExactlyInAnyOrder("OBJECT", "CLIP");
        });
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Topic.read(city, CityTopics.OBJECT_SEEN).stream()
                                .filter(record -> record.key().equals("hue/" + gateway.id + "/cam"))
                                .map(record -> EventJson.read(record.value(), ObjectSeen.class)
                                        .orElseThrow()
                                        .phase()))
                        .containsExactly("NEW", "END", "UPDATE"));
        assertThat(city.get(path).path("seen").path("phase").asString())
                .as("a late word does not bring it back to life")
                .isEqualTo("END");
        JsonNode film = city.get(path)
                .path("media")
                .valueStream()
                .filter(each -> each.path("kind").asString().equals("CLIP"))
                .findFirst()
                .orElseThrow();
        HttpResponse<String> answer = city.send(
                city.request("/api/objects/" + film.path("object").asString()).GET());
        assertThat(answer.headers().firstValue("Content-Type")).contains("video/mp4");
    }

    @Test
    void objectsAreFoundByCameraLabelZoneAndPlate() throws Exception {
        TestGateway gateway = city.enrol("hue", "cameras-2");
        MqttClient client = gateway.connect();
        send(client, KuraTopic.object("hue", gateway.id, "cam"), object("o-2", CameraObjectMessage.Phase.NEW, now()));
        client.disconnect();
        String camera = "/api/camera-objects?camera=hue/" + gateway.id + "/cam";

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(city.get(camera)).hasSize(1));
        assertThat(city.get(camera + "&label=car&zone=lane&plate=9f86")).hasSize(1);
        assertThat(city.get(camera + "&label=person")).isEmpty();
        assertThat(city.get(camera + "&zone=other")).isEmpty();
        assertThat(city.get(camera + "&plate=00")).isEmpty();
        assertThat(city.get(camera).toString()).doesNotContain("182.83");
        assertThat(city.send(city.request("/api/camera-objects?limit=0").GET()).statusCode())
                .isEqualTo(422);
        assertThat(city.send(city.request("/api/camera-objects/hue/x/never").GET())
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void pagesMissAndRepeatNothingWhenObjectsBeginAtOnce() throws Exception {
        TestGateway gateway = city.enrol("hue", "cameras-5");
        MqttClient client = gateway.connect();
        Instant start = now();
        for (int i = 1; i <= 5; i++) {
            send(
                    client,
                    KuraTopic.object("hue", gateway.id, "cam"),
                    object("p-" + i, CameraObjectMessage.Phase.NEW, start));
        }
        client.disconnect();
        String camera = "/api/camera-objects?camera=hue/" + gateway.id + "/cam";
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(city.get(camera)).hasSize(5));

        var seen = new ArrayList<String>();
        String page = "&limit=2";
        for (int i = 0; i < 3; i++) {
            for (JsonNode each : city.get(camera + page)) {
                seen.add(each.path("id").asString());
            }
            page = "&limit=2&before=%s&after=hue/%s/%s".formatted(start, gateway.id, seen.get(seen.size() - 1));
        }

        assertThat(seen).containsExactly("p-1", "p-2", "p-3", "p-4", "p-5");
        assertThat(city.send(city.request("/api/camera-objects?after=hue/x/y").GET())
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void anAlertHasABeginningAndAnEnd() throws Exception {
        TestGateway gateway = city.enrol("hue", "cameras-3");
        Instant start = now();
        KuraTopic.Data topic = KuraTopic.alert("hue", gateway.id, "cam");
        MqttClient client = gateway.connect();
        send(client, topic, alert(CameraAlertMessage.State.BEGAN, start));
        String open = "/api/camera-alerts?open=true&camera=hue/" + gateway.id + "/cam";
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(city.get(open)).hasSize(1));

        send(client, topic, alert(CameraAlertMessage.State.ENDED, start.plusSeconds(60)));
        client.disconnect();

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(city.get(open)).isEmpty());
        JsonNode ended =
                city.get("/api/camera-alerts?camera=hue/" + gateway.id + "/cam").get(0);
        assertThat(ended.path("began").asString()).isEqualTo(start.toString());
        assertThat(ended.path("ended").asString())
                .isEqualTo(start.plusSeconds(60).toString());
        assertThat(ended.path("reasonVietnamese").asString()).isEqualTo("Đông người");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Topic.read(city, CityTopics.CAMERA_ALERT).stream()
                                .filter(record -> record.key().equals("hue/" + gateway.id + "/cam"))
                                .map(record -> EventJson.read(record.value(), CameraAlert.class)
                                        .orElseThrow()
                                        .state()))
                        .containsExactly("BEGAN", "ENDED"));
    }

    @Test
    void everyLookAtAClearPictureIsWrittenDown() throws Exception {
        TestGateway gateway = city.enrol("hue", "cameras-4");
        MqttClient client = gateway.connect();
        Instant at = now();
        send(client, KuraTopic.object("hue", gateway.id, "cam"), object("o-1", CameraObjectMessage.Phase.NEW, at));
        send(client, KuraTopic.snapshot("hue", gateway.id, "cam"), picture(CLEAR, Optional.of("điều tra tai nạn"), at));
        client.disconnect();
        String path = "/api/camera-objects/hue/" + gateway.id + "/o-1";
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(city.get(path).path("media")).hasSize(1));
        JsonNode media = city.get(path).path("media").get(0);
        assertThat(media.path("kind").asString()).isEqualTo("CLEAR");
        String name = media.path("object").asString();

        HttpResponse<String> answer = city.send(city.request("/api/objects/" + name)
                .header(OnBehalf.HEADER, "truc-ban")
                .GET());
        HttpResponse<String> forged = city.send(HttpRequest.newBuilder(
                        city.request("/api/objects/" + name).build().uri())
                .header(OnBehalf.HEADER, "truc-ban")
                .GET());

        assertThat(forged.statusCode()).as("without the token of a service").isIn(302, 401, 403);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(city.context().getBean(AuditLog.class).history("object:" + name))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.action()).isEqualTo("picture.clear.seen");
                    assertThat(entry.actor()).isEqualTo("truc-ban");
                    assertThat(entry.detail()).contains("điều tra tai nạn");
                });
    }

    private static Instant now() {
        return CLOCK.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private void send(MqttClient client, KuraTopic.Data topic, KuraPayload payload) throws Exception {
        var marked = new SpoolMark("spool-" + topic.client(), number.incrementAndGet()).on(payload);
        assertThat(TestGateway.publish(client, topic.name(), KuraCodec.encode(marked)))
                .isZero();
    }

    private static KuraPayload object(String id, CameraObjectMessage.Phase phase, Instant at) {
        return new CameraObjectMessage(
                        "cam",
                        id,
                        phase,
                        "car",
                        0.7,
                        0.8,
                        new CameraObjectMessage.Box(0.1, 0.2, 0.3, 0.4),
                        List.of(),
                        List.of("lane"),
                        false,
                        OptionalDouble.empty(),
                        Optional.of(new CameraObjectMessage.Plate("9f86", Optional.of("75A-182.83"), 0.9)),
                        true,
                        false,
                        "ssd 1f0c",
                        at,
                        at,
                        REAL)
                .toPayload();
    }

    private static KuraPayload picture(byte[] jpeg, Optional<String> clearFor, Instant at) {
        return new SnapshotMessage("cam", at, 64, 36, Optional.of("o-1"), clearFor, jpeg, REAL).toPayload();
    }

    private static KuraPayload film(Instant at) {
        return new ClipMessage("cam", "o-1", at, Duration.ofSeconds(9), Optional.empty(), MP4, REAL).toPayload();
    }

    private static KuraPayload alert(CameraAlertMessage.State state, Instant at) {
        return new CameraAlertMessage(
                        "cam",
                        "a-1",
                        "CROWD",
                        state,
                        "square",
                        Optional.empty(),
                        OptionalDouble.of(31),
                        0.8,
                        "A crowd",
                        "Đông người",
                        at,
                        REAL)
                .toPayload();
    }
}
