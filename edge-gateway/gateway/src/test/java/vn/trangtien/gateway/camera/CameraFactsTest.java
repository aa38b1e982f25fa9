package vn.trangtien.gateway.camera;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.trangtien.gateway.report.GatewayReporter;
import vn.trangtien.gateway.spool.Outbox;
import vn.trangtien.gateway.spool.Spool;
import vn.trangtien.gateway.spool.SpoolLimits;
import vn.trangtien.gateway.spool.SpoolNumbers;
import vn.trangtien.gateway.view.GatewayStatusReport.CameraState;
import vn.trangtien.wire.GatewayReport;
import vn.trangtien.wire.KuraCodec;

/** Through the reporter, as the cloud gets it. */
class CameraFactsTest {

    @TempDir
    Path directory;

    private final List<CameraState> cameras = new ArrayList<>();

    @Test
    void withoutCamerasNothingIsSaidOfThem() throws Exception {
        GatewayReport report = report();

        assertThat(report.numbers())
                .containsEntry(GatewayReport.VIDEO_CRASHES, 2L)
                .doesNotContainKey(GatewayReport.CAMERAS);
    }

    @Test
    void whyCamerasDoLessIsSaidOnceForEachReasonWithSomeNames() throws Exception {
        cameras.add(new CameraState("well", true, "", "", 1));
        cameras.add(new CameraState("dark", false, "no answer", "không trả lời", 1));
        for (int i = 0; i < 5; i++) {
            cameras.add(new CameraState("cam-" + i, true, "counts by motion", "chỉ đếm chuyển động", 1));
        }

        GatewayReport report = report();

        assertThat(report.numbers())
                .containsEntry(GatewayReport.CAMERAS, 7L)
                .containsEntry(GatewayReport.CAMERAS_ALIVE, 6L)
                .containsEntry(GatewayReport.CAMERAS_LIMITED, 5L);
        assertThat(report.texts())
                .containsEntry(
                        GatewayReport.CAMERA_PROBLEMS,
                        "cam-0, cam-1, cam-2 and 2 more: counts by motion\ndark: no answer")
                .containsEntry(
                        GatewayReport.CAMERA_PROBLEMS_VI,
                        "cam-0, cam-1, cam-2 và 2 camera khác: chỉ đếm chuyển động\ndark: không trả lời");
    }

    @Test
    void twoHundredCamerasWithAReasonEachStayShort() throws Exception {
        for (int i = 0; i < 200; i++) {
            String reason = "detections: asked 5.0/s, gets 0.%03d/s; ".formatted(i) + "x".repeat(1_000);
            cameras.add(new CameraState("c".repeat(60) + i, true, reason, reason, 1));
        }

        String problems = report().texts().get(GatewayReport.CAMERA_PROBLEMS);

        assertThat(problems).hasSizeLessThan(3_000).endsWith("\nand 192 more cameras");
        assertThat(problems.lines()).hasSize(9).first().asString().contains("gets 0.000/s");
    }

    private GatewayReport report() throws Exception {
        try (Spool spool = Spool.open(
                        directory.resolve("spool.db"),
                        new SpoolLimits(1 << 20, Duration.ofDays(1)),
                        false,
                        Clock.systemUTC());
                var reporter = new GatewayReporter(
                        "hue",
                        "gw-1",
                        spool,
                        new Outbox("gw-1", spool, () -> {}),
                        () -> true,
                        List.of(new CameraFacts(() -> cameras, () -> 2)))) {
            reporter.tick();
            long seq = SpoolNumbers.next(spool, 1).get(0);
            return GatewayReport.read(
                            KuraCodec.decode(spool.get(seq).orElseThrow().payload()))
                    .orElseThrow();
        }
    }
}
