package vn.trangtien.city;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.ApplicationContext;
import vn.trangtien.city.alarm.AlarmSeam;
import vn.trangtien.city.ingest.CameraRecords;
import vn.trangtien.city.live.LiveSeam;
import vn.trangtien.events.CameraAlert;
import vn.trangtien.events.ChannelRef;
import vn.trangtien.events.ObjectSeen;
import vn.trangtien.events.Observation;

/** What a camera over a street says: objects that pass, counts, measures, alerts; and a configuration to draw into. */
public final class PlayedStreet {

    private static final int LIFE_SECONDS = 12;

    private final PlayedIngest ingest;
    private final PlayedCameras cameras;
    private final AlarmSeam alarms;
    private final LiveSeam live;
    private final String gateway;
    private final String camera;

    public PlayedStreet(ApplicationContext context, String gateway, String camera) {
        this.ingest = context.getBean(PlayedIngest.class);
        this.cameras = context.getBean(PlayedCameras.class);
        this.alarms = context.getBean(AlarmSeam.class);
        this.live = context.getBean(LiveSeam.class);
        this.gateway = gateway;
        this.camera = camera;
    }

    /** What there was before anybody looked. */
    public void past(Instant start) {
        ingest.picture("hue", gateway, camera, PlayedIngest.street(640, 360, 1), start);
        cameras.desire("hue", gateway, """
                gateway:
                  id: %s
                cameras:
                  - id: %s
                    source: rtsp://admin:b1-mat@10.0.0.7/main # không ai được thấy
                    lines:
                      - {name: làn ra, from: [0.05, 0.62], to: [0.95, 0.62], labels: []}
                    zones:
                      - name: lòng đường
                        points: [[0.33, 0.3], [0.66, 0.3], [0.92, 0.95], [0.08, 0.95]]
                        labels: [car, motorcycle]
                        stopped: {after: 60s}
                    masks:
                      - [[0, 0], [0.2, 0], [0.2, 0.16], [0, 0.16]]
                    every: 10s
                """.formatted(gateway, camera));
        for (int i = 1; i <= 60; i++) {
            ObjectSeen seen =
                    seen("old-" + i, i, "END", 1, start.minusSeconds(70L * i), start.minusSeconds(70L * i - 12));
            String picture = ingest.object(PlayedIngest.street(320, 180, i));
            cameras.tell(seen, new CameraRecords.Media(picture, "OBJECT", seen.at(), 320, 180, 9_000));
            if (i == 1) {
                String clear = ingest.object(PlayedIngest.street(320, 180, 1_000));
                cameras.tell(seen, new CameraRecords.Media(clear, "CLEAR", seen.at(), 320, 180, 9_000));
                String film = ingest.object(film("film.mp4"));
                cameras.tell(seen, new CameraRecords.Media(film, "CLIP", seen.at(), 0, 0, 7));
            }
            if (i == 3) {
                String film = ingest.object(film("film-h265.mp4"));
                cameras.tell(seen, new CameraRecords.Media(film, "CLIP", seen.at(), 0, 0, 7));
            }
            if (i == 2) {
                String broken = ingest.object("no film".getBytes(StandardCharsets.UTF_8));
                cameras.tell(seen, new CameraRecords.Media(broken, "CLIP", seen.at(), 0, 0, 7));
            }
        }
        alert(
                "a-1",
                "STOPPED_VEHICLE",
                "lòng đường",
                "Ô tô đứng yên 75 giây",
                "a car has been standing for 75 s",
                start);
        alert("a-2", "SMOKE_HINT", "SMOKE_HINT", "có vùng xám lan dần", "a grey area grows", start);
        for (int minute = 300; minute >= 0; minute -= 10) {
            values(300 - minute, start.minusSeconds(60L * minute)).forEach(ingest::tell);
        }
    }

    /** Three seconds of what the simulated camera's gateway sent: H.264, no sound; and one second of H.265. */
    private static byte[] film(String name) {
        try (InputStream film = PlayedStreet.class.getResourceAsStream("/city/" + name)) {
            return java.util.Objects.requireNonNull(film).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One second. */
    public void step(int second, Instant now) {
        var seen = new ArrayList<ObjectSeen>();
        for (int born = second; born > second - LIFE_SECONDS - 1 && born > 0; born--) {
            if (born % 3 == 0) {
                int age = second - born;
                String phase = age == 0 ? "NEW" : age == LIFE_SECONDS ? "END" : "UPDATE";
                seen.add(seen("now-" + born, born / 3, phase, (double) age / LIFE_SECONDS, now.minusSeconds(age), now));
            }
        }
        seen.forEach(cameras::tell);
        live.objects(seen);
        List<Observation> values = values(300 + second, now);
        values.forEach(ingest::tell);
        live.observations(values);
    }

    private ObjectSeen seen(String id, int number, String phase, double way, Instant startedAt, Instant at) {
        String label =
                List.of("motorcycle", "car", "motorcycle", "bus", "person").get(number % 5);
        double size = 0.05 + 0.16 * way;
        double left = (number % 2 == 0 ? 0.44 - 0.28 * way : 0.53 + 0.2 * way);
        return new ObjectSeen(
                "hue",
                gateway,
                camera,
                camera + "-" + id,
                phase,
                label,
                0.6 + 0.3 * way,
                0.6 + 0.3 * way,
                new ObjectSeen.Area(left, 0.26 + 0.5 * way, size, size * 1.2),
                List.of("lòng đường"),
                List.of("lòng đường"),
                false,
                number % 4 == 0 ? 31.5 : null,
                number % 7 == 1 ? "9f86d081884c7d65" : null,
                id.startsWith("old"),
                number < 4 && id.startsWith("old"),
                "ssd 1f0c9a31b2d4",
                startedAt,
                at,
                true);
    }

    private List<Observation> values(int count, Instant at) {
        return List.of(
                value("line.làn ra.motorcycle.forward", 2 * count, "{count}", "GOOD", at),
                value("line.làn ra.motorcycle.backward", count, "{count}", "GOOD", at),
                value("line.làn ra.car.forward", count / 2, "{count}", "GOOD", at),
                value("zone.lòng đường.occupancy", 3 + count % 4, "{count}", "GOOD", at),
                value("zone.lòng đường.dwell", 11.4, "s", "GOOD", at),
                value("zone.lòng đường.two-wheelers.estimate", 14 + count % 5, "{count}", "UNCERTAIN", at),
                value("line.làn ra.forward-per-minute", 7 + count % 3, "{count}/min", "GOOD", at),
                value("fps", 12.5, "Hz", "GOOD", at),
                value("parking.A1.taken", count % 2, "{count}", "GOOD", at),
                value("gauge.cột thủy chí.level", 1.42, "m", "UNCERTAIN", at));
    }

    private Observation value(String channel, double value, String unit, String quality, Instant at) {
        return new Observation(new ChannelRef("hue", gateway, camera, channel), value, unit, quality, at, at, true);
    }

    private void alert(String id, String kind, String rule, String vietnamese, String english, Instant at) {
        var alert = new CameraAlert(
                "hue", gateway, camera, id, kind, "BEGAN", rule, null, 75.0, 0.7, english, vietnamese, at, true);
        cameras.tell(alert);
        alarms.cameraAlerts(List.of(alert));
    }
}
