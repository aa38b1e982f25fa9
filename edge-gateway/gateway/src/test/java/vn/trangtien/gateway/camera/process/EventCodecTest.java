package vn.trangtien.gateway.camera.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vn.trangtien.gateway.config.CameraEntry;
import vn.trangtien.video.CameraConfig;
import vn.trangtien.video.CameraCounts;
import vn.trangtien.video.CameraStatus;
import vn.trangtien.video.Clip;
import vn.trangtien.video.LineCount;
import vn.trangtien.video.LineCrossing;
import vn.trangtien.video.LookRate;
import vn.trangtien.video.Measure;
import vn.trangtien.video.ObjectEvent;
import vn.trangtien.video.Snapshot;
import vn.trangtien.video.ViewAlert;
import vn.trangtien.video.event.EventPolicy;
import vn.trangtien.video.gauge.StaffGauge;
import vn.trangtien.video.health.HealthSettings;
import vn.trangtien.video.hint.HintKind;
import vn.trangtien.video.picture.Box;
import vn.trangtien.video.picture.Point;
import vn.trangtien.video.picture.Polygon;
import vn.trangtien.video.privacy.ImageUse;
import vn.trangtien.video.privacy.PersonCover;
import vn.trangtien.video.privacy.PlateUse;
import vn.trangtien.video.privacy.PrivacyPolicy;
import vn.trangtien.video.privacy.Retention;
import vn.trangtien.video.rules.CountingLine;
import vn.trangtien.video.rules.Direction;
import vn.trangtien.video.rules.ParkingSpace;
import vn.trangtien.video.rules.SpeedField;
import vn.trangtien.video.rules.ViewRules;
import vn.trangtien.video.rules.Zone;
import vn.trangtien.video.source.SourceProblem;
import vn.trangtien.video.source.SourceSettings;
import vn.trangtien.video.source.Transport;

class EventCodecTest {

    private static final Instant AT = Instant.parse("2026-11-22T03:00:00.123Z");

    private static final List<VideoEvent> EVENTS = List.of(
            new VideoEvent.Heartbeat(),
            new VideoEvent.Counted(new CameraCounts(
                    "gate",
                    List.of(new LineCount("Cổng", "car", 7, 3)),
                    2,
                    12.5,
                    900,
                    Optional.of(new LookRate(5, 4.5, 2.1)),
                    List.of(new Measure("zone.sân.occupancy", 4, "{count}", 0.9)),
                    AT)),
            new VideoEvent.Crossed(
                    new LineCrossing("id-1", "gate", "Cổng", Direction.BACKWARD, "car", Optional.of("gate-7"), AT)),
            new VideoEvent.Seen(new ObjectEvent(
                    ObjectEvent.Phase.END,
                    "gate-7",
                    "gate",
                    "car",
                    0.5,
                    0.75,
                    new Box(0.1, 0.2, 0.3, 0.4),
                    List.of(),
                    List.of("sân"),
                    true,
                    OptionalDouble.of(31.5),
                    Optional.of(new ObjectEvent.Plate("9f86", Optional.empty(), 0.9)),
                    true,
                    false,
                    AT.minusSeconds(4),
                    AT,
                    "ssd 1f0c")),
            new VideoEvent.Alerted(new ViewAlert(
                    "gate-CROWD-1",
                    "gate",
                    ViewAlert.Kind.CROWD,
                    ViewAlert.State.BEGAN,
                    "sân",
                    Optional.empty(),
                    OptionalDouble.empty(),
                    0.8,
                    "12 persons",
                    "12 người",
                    AT)),
            new VideoEvent.Filmed(new Clip(
                    "gate-7", "gate", Path.of("/tmp/clip.mp4"), AT, Duration.ofSeconds(9), true, Retention.EVENT)),
            new VideoEvent.Stands(new CameraStatus("gate", CameraStatus.State.CONNECTED, null, "yes", "có", AT)),
            new VideoEvent.Stands(new CameraStatus(
                    "gate",
                    CameraStatus.State.DISCONNECTED,
                    SourceProblem.UNREACHABLE,
                    "no signal",
                    "không có tín hiệu",
                    AT)));

    @Test
    void everyEventArrivesAsItWasSent() throws Exception {
        var bytes = new ByteArrayOutputStream();
        for (VideoEvent event : EVENTS) {
            EventCodec.write(bytes, event);
        }
        EventCodec.write(
                bytes,
                new VideoEvent.Pictured(new Snapshot(
                        "gate", new byte[] {1, 2, 3}, 640, 360, AT, Optional.of("gate-7"), true, Retention.EVENT)));
        var in = new ByteArrayInputStream(bytes.toByteArray());

        for (VideoEvent event : EVENTS) {
            assertThat(EventCodec.read(in)).contains(event);
        }
        assertThat(EventCodec.read(in)).get().satisfies(event -> {
            Snapshot snapshot = ((VideoEvent.Pictured) event).snapshot();
            assertThat(snapshot.jpeg()).containsExactly(1, 2, 3);
            assertThat(snapshot.width()).isEqualTo(640);
            assertThat(snapshot.object()).contains("gate-7");
            assertThat(snapshot.takenAt()).isEqualTo(AT);
        });
        assertThat(EventCodec.read(in)).isEmpty();
    }

    @Test
    void ordersCarryTheWholeCamera() throws Exception {
        CameraConfig everything = CameraConfig.of("gate", "rtsp://user:secret@10.0.0.7/main")
                .with(c -> c.source(SourceSettings.of("rtsp://user:secret@10.0.0.7/main")
                                .withSubstream("rtsp://user:secret@10.0.0.7/sub")
                                .withTransport(Transport.UDP))
                        .detector("ssd")
                        .detectFps(7)
                        .masks(List.of(Polygon.of(new Box(0, 0, 0.2, 0.1))))
                        .rules(rules())
                        .privacy(new PrivacyPolicy(
                                ImageUse.CLEAR,
                                PersonCover.WHOLE,
                                PlateUse.HASH,
                                true,
                                Optional.of("điều tra"),
                                Optional.of(AT)))
                        .events(EventPolicy.DEFAULT.withLabels(Set.of("car")))
                        .health(HealthSettings.DEFAULT.withBlack(new HealthSettings.Black(Duration.ofMinutes(2), 25)))
                        .snapshotEvery(Duration.ofSeconds(30)));
        var full = new VideoOrder.Watch(new CameraEntry(everything, Duration.ofSeconds(5)));
        var plain = new VideoOrder.Watch(new CameraEntry(CameraConfig.of("yard", "/film.avi"), Duration.ofSeconds(1)));
        var bytes = new ByteArrayOutputStream();
        OrderCodec.write(bytes, full);
        OrderCodec.write(bytes, plain);
        OrderCodec.write(bytes, new VideoOrder.Forget("gate"));
        var in = new ByteArrayInputStream(bytes.toByteArray());

        assertThat(OrderCodec.read(in)).contains(full);
        assertThat(OrderCodec.read(in)).contains(plain);
        assertThat(OrderCodec.read(in)).contains(new VideoOrder.Forget("gate"));
        assertThat(OrderCodec.read(in)).isEmpty();
    }

    private static ViewRules rules() {
        var square = Polygon.of(new Box(0.1, 0.5, 0.5, 0.4));
        var staff = new StaffGauge(
                "đập Đá",
                new Point(0.9, 0.1),
                new Point(0.9, 0.9),
                List.of(
                        new StaffGauge.Mark(new Point(0.9, 0.1), 3),
                        new StaffGauge.Mark(new Point(0.9, 0.5), 2),
                        new StaffGauge.Mark(new Point(0.9, 0.9), 1)));
        return ViewRules.counting(new CountingLine("Cổng", new Point(0, 0.5), new Point(1, 0.5), Set.of("car")))
                .withZones(List.of(Zone.of("sân", square)
                        .with(new Zone.Crowd(12, Duration.ofSeconds(30)))
                        .with(new Zone.WrongWay(90))
                        .withTwoWheelers()))
                .withSpeed(List.of(new SpeedField("đoạn đo", square.points(), 3.5, 20, OptionalDouble.of(50))))
                .withParking(List.of(new ParkingSpace("A1", square)))
                .withGauges(List.of(staff))
                .withHints(Set.of(HintKind.SMOKE));
    }

    @Test
    void whatALibraryPrintsIsNoEvent() {
        byte[] printed = "[h264 @ 0x55] error while decoding MB 12 3".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> EventCodec.read(new ByteArrayInputStream(printed)))
                .isInstanceOf(Frames.BadFrameException.class)
                .hasMessageContaining("length must be 2 to 2097152");
    }

    /** A dying process may leave anything in the pipe. */
    @Test
    void damagedBytesAreRefusedAndNothingElseHappens() throws Exception {
        var random = new Random(20_261_122);
        var bytes = new ByteArrayOutputStream();
        for (VideoEvent event : EVENTS) {
            EventCodec.write(bytes, event);
        }
        byte[] good = bytes.toByteArray();
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] bad = Arrays.copyOf(good, 1 + random.nextInt(good.length));
            for (int n = random.nextInt(4); n >= 0; n--) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt();
            }
            var in = new ByteArrayInputStream(bad);
            try {
                while (EventCodec.read(in).isPresent()) {
                    // on to the damage
                }
            } catch (IOException e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(15_000);
    }

    @Test
    void passwordsOfAddressesAreNotLogged() {
        assertThat(ErrorLines.withoutPasswords("open rtsp://admin:p4ss@10.0.0.7/sub failed"))
                .isEqualTo("open rtsp://***@10.0.0.7/sub failed");
        assertThat(ErrorLines.withoutPasswords("rtsp://10.0.0.7/sub from a@b"))
                .isEqualTo("rtsp://10.0.0.7/sub from a@b");
    }
}
