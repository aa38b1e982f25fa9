package vn.trangtien.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.trangtien.drivers.catalog.DriverCatalog;
import vn.trangtien.video.health.HealthSettings;
import vn.trangtien.video.hint.HintKind;
import vn.trangtien.video.picture.Box;
import vn.trangtien.video.picture.Polygon;
import vn.trangtien.video.privacy.ImageUse;
import vn.trangtien.video.privacy.PlateUse;
import vn.trangtien.video.privacy.PrivacyPolicy;
import vn.trangtien.video.rules.CountingLine;
import vn.trangtien.video.rules.Zone;
import vn.trangtien.video.source.Transport;

/** What a technician writes about a camera, and what is said of mistakes. */
class CameraSectionsTest {

    private static final String HEAD = """
            gateway:
              id: gw-1
              site: { name: "Ngã sáu", lat: 16.46, lon: 107.59 }
            cameras:
              - id: cam-1
                source: rtsp://10.0.0.7/main
            """;

    @Test
    void aBareCameraCountsAcrossTheMiddleAndShowsNobody() throws Exception {
        CameraEntry camera = read("");

        assertThat(camera.view().rules().lines()).containsExactly(CountingLine.ACROSS_THE_MIDDLE);
        assertThat(camera.view().privacy()).isEqualTo(PrivacyPolicy.MASKED);
        assertThat(camera.view().detector()).isEqualTo("auto");
        assertThat(camera.view().health()).isEqualTo(HealthSettings.DEFAULT);
        assertThat(camera.view().source().transport()).isEqualTo(Transport.TCP);
        assertThat(camera.every()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void everythingThatCanBeAskedOfAViewIsRead() throws Exception {
        CameraEntry camera = read("""
                substream: rtsp://10.0.0.7/sub
                transport: udp
                timeout: 3s
                detector: ssd
                detectFps: 8
                masks: [ [[0, 0], [0.2, 0], [0.2, 0.1], [0, 0.1]] ]
                lines: [ { name: "cầu", from: [0, 0.5], to: [1, 0.5], labels: [car, bus] } ]
                zones:
                  - name: "sân"
                    points: [[0.1, 0.5], [0.6, 0.5], [0.6, 0.9], [0.1, 0.9]]
                    labels: [person]
                    inertia: 5
                    crowd: { count: 12, for: 30s }
                    loiter: { after: 5m }
                    stopped: { after: 60s }
                    abandoned: { after: 2m }
                    queue: { above: 4, for: 1m }
                    wrongWay: { heading: 90 }
                    twoWheelers: true
                speed:
                  - { name: "đoạn đo", points: [[0.1, 0.5], [0.6, 0.5], [0.6, 0.9], [0.1, 0.9]], metres: [3.5, 20], limit: 50 }
                parking: [ { name: A1, points: [[0.1, 0.1], [0.2, 0.1], [0.2, 0.2]] } ]
                gauges:
                  - name: "đập Đá"
                    from: [0.9, 0.1]
                    to: [0.9, 0.9]
                    marks: [ { at: [0.9, 0.1], metres: 3 }, { at: [0.9, 0.5], metres: 2 }, { at: [0.9, 0.9], metres: 1 } ]
                hints: [smoke]
                privacy: { image: masked, person: whole, plates: clear, clips: true, purpose: "tìm xe mất cắp", expires: 2026-12-31 }
                events: { labels: [car], believeAt: 0.6, updateEvery: 2s, pictures: false }
                health:
                  every: 500ms
                  recoveredAfter: 2s
                  frozen: { after: 20s, apart: 8s, difference: 0.2, share: 0.9 }
                  black: { level: 30 }
                  covered: { after: 5s, lost: 0.7 }
                  defocused: { after: 1m, sharpness: 0.5 }
                  moved: { likeness: 0.3, acceptedAfter: 2h }
                """);

        var view = camera.view();
        assertThat(view.source().analysed().text()).isEqualTo("rtsp://10.0.0.7/sub");
        assertThat(view.source().transport()).isEqualTo(Transport.UDP);
        assertThat(view.detectFps()).isEqualTo(8);
        assertThat(view.masks()).containsExactly(Polygon.of(new Box(0, 0, 0.2, 0.1)));
        assertThat(view.rules().lines())
                .singleElement()
                .satisfies(line -> assertThat(line.labels()).containsExactlyInAnyOrder("car", "bus"));
        assertThat(view.rules().zones()).singleElement().satisfies(zone -> {
            assertThat(zone.crowd()).contains(new Zone.Crowd(12, Duration.ofSeconds(30)));
            assertThat(zone.queue()).contains(new Zone.Queue(4, Duration.ofMinutes(1)));
            assertThat(zone.wrongWay()).contains(new Zone.WrongWay(90));
            assertThat(zone.loiter()).contains(new Zone.Loiter(Duration.ofMinutes(5)));
            assertThat(zone.twoWheelers()).isTrue();
        });
        assertThat(view.rules().speed()).singleElement().satisfies(field -> {
            assertThat(field.lengthMetres()).isEqualTo(20);
            assertThat(field.limitKmh()).isEqualTo(OptionalDouble.of(50));
        });
        assertThat(view.rules().parking()).hasSize(1);
        assertThat(view.rules().gauges())
                .singleElement()
                .satisfies(gauge -> assertThat(gauge.marks()).hasSize(3));
        assertThat(view.rules().hints()).isEqualTo(Set.of(HintKind.SMOKE));
        assertThat(view.privacy().plates()).isEqualTo(PlateUse.CLEAR);
        assertThat(view.privacy().platesAt(Instant.parse("2026-12-31T16:59:59Z")))
                .as("the last day counts in Vietnam")
                .isEqualTo(PlateUse.CLEAR);
        assertThat(view.privacy().platesAt(Instant.parse("2026-12-31T17:00:00Z")))
                .isEqualTo(PlateUse.HASH);
        assertThat(view.privacy().imageAt(Instant.EPOCH)).isEqualTo(ImageUse.MASKED);
        assertThat(view.events().pictures()).isFalse();
        assertThat(view.health())
                .isEqualTo(new HealthSettings(
                        Duration.ofMillis(500),
                        Duration.ofSeconds(2),
                        new HealthSettings.Frozen(Duration.ofSeconds(20), Duration.ofSeconds(8), 0.2, 0.9),
                        new HealthSettings.Black(Duration.ofSeconds(10), 30),
                        new HealthSettings.Covered(Duration.ofSeconds(5), 0.7),
                        new HealthSettings.Defocused(Duration.ofMinutes(1), 0.5),
                        new HealthSettings.Moved(Duration.ofSeconds(30), 0.3, Duration.ofHours(2))));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "detectFps: 90                                         | cameras[0].detectFps | 0.1 to 30",
                "transport: tpc                                        | cameras[0].transport | did you mean 'tcp'",
                "masks: [[0, 0], [1, 1]]                               | cameras[0].masks     | list of areas",
                "masks: [[[0, 0], [1, 1]]]                             | cameras[0]           | points of an area must be 3",
                "lines: [{ name: a, from: [0, 0.5] }]                  | cameras[0].lines[0].to | is missing",
                "lines: [{ name: a, from: [0, 5], to: [1, 0] }]        | cameras[0].lines[0]  | shares of the picture",
                "zones: [{ name: a }]                                  | cameras[0].zones[0].points | is missing",
                "zones: [{ name: a, points: [[0,0],[1,1],[1,0],[0,1]] }] | cameras[0].zones[0] | cross",
                "parking: [{ name: a, points: [[0,0],[1,0],[1,1]], limt: 3 }] | cameras[0].parking[0].limt | not a key",
                "speed: [{ name: a, points: [[0,0],[1,0],[1,1],[0,1]] }] | cameras[0].speed[0].metres | is missing",
                "gauges: [{ name: a, from: [0,0], to: [0,1], marks: [] }] | cameras[0].gauges[0] | at least 3",
                "hints: [smok]                                         | cameras[0].hints     | smoke and fire",
                "privacy: { image: clear }                             | cameras[0].privacy   | needs privacy.purpose",
                "privacy: { image: clear, purpose: x, expires: soon }  | cameras[0].privacy.expires | 2026-12-31",
                "events: { updateEvery: 1ms }                          | cameras[0].events.updateEvery | 1s to 3600s",
                "health: { frozen: { after: 2h } }                     | cameras[0].health.frozen.after | 1s to 3600s",
                "health: { frozen: { after: 10s, apart: 8s } }         | cameras[0].health.frozen | at most half of health.frozen.after",
                "health: { frozen: { share: 96 } }                     | cameras[0].health.frozen.share | 0.5 to 1.0",
                "health: { every: 8s }                                 | cameras[0].health    | at most half of health.frozen.apart",
                "health: { black: { level: 200 } }                     | cameras[0].health.black.level | 1 to 128",
                "health: { covered: { lost: 0.1 } }                    | cameras[0].health.covered.lost | 0.3 to 1.0",
                "health: { defocused: { sharpnes: 0.5 } }              | cameras[0].health.defocused.sharpnes | did you mean 'sharpness'",
                "health: { moved: { likeness: 2 } }                    | cameras[0].health.moved.likeness | 0.05 to 0.8",
                "health: { moved: { acceptedAfter: 1s } }              | cameras[0].health.moved.acceptedAfter | 10s to 30d",
                "health: { froze: { after: 10s } }                     | cameras[0].health.froze | did you mean 'frozen'",
                "line: { name: a, from: [0, 0], to: [1, 1] }           | cameras[0].line      | did you mean 'lines'",
            })
    void aMistakeIsNamedWithItsPlaceAndTheRule(String yaml, String key, String rule) {
        InvalidConfigException refused =
                catchThrowableOfType(InvalidConfigException.class, () -> read(yaml.strip() + "\n"));

        assertThat(refused).as(yaml).isNotNull();
        assertThat(refused.problems()).as(yaml).anySatisfy(problem -> {
            assertThat(problem.key()).isEqualTo(key.strip());
            assertThat(problem.line()).isGreaterThanOrEqualTo(5);
            assertThat(problem.rule()).contains(rule.strip());
        });
    }

    private static CameraEntry read(String more) throws InvalidConfigException {
        List<CameraEntry> cameras = new ConfigReader(DriverCatalog.installed())
                .read("gateway.yaml", HEAD + more.indent(4))
                .cameras();
        assertThat(cameras).hasSize(1);
        return cameras.get(0);
    }
}
