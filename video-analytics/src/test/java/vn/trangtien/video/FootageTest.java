package vn.trangtien.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.trangtien.video.picture.LumaFrame;
import vn.trangtien.video.picture.Point;
import vn.trangtien.video.rules.CountingLine;
import vn.trangtien.video.rules.Crossing;
import vn.trangtien.video.rules.Direction;
import vn.trangtien.video.source.FfmpegFrameSource;
import vn.trangtien.video.source.FrameSource;
import vn.trangtien.video.source.VideoSourceException;

/** Real clips with counts made by hand: how well and at which cost. The clips are not part of the repository. */
@EnabledIfEnvironmentVariable(
        named = "TRANGTIEN_FOOTAGE",
        matches = ".+",
        disabledReason = "set TRANGTIEN_FOOTAGE to the folder with the clips")
class FootageTest {

    private static final Logger LOG = LoggerFactory.getLogger(FootageTest.class);
    private static final int MEASURED_PASSES = 3;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    private record Count(int forward, int backward, int frames) {}

    @Test
    void motorwayFromBehindHas23() throws VideoSourceException {
        Count count = count("highway-rear-320x240.avi", line(120 / 320.0, 150 / 240.0, 1, 150 / 240.0));

        assertThat(count.backward()).isBetween(21, 25);
        assertThat(count.forward()).isLessThanOrEqualTo(1);
        assertThat(count.frames()).isEqualTo(748);
    }

    @Test
    void sixPersonsGoToTheRightOneByOne() throws VideoSourceException {
        Count count = count("one-by-one-person-detection.mp4", line(640 / 768.0, 0, 640 / 768.0, 1));

        assertThat(count.backward()).isEqualTo(6);
        assertThat(count.forward()).isZero();
    }

    @Test
    void fourCarsUnderACameraWithNervousExposure() throws VideoSourceException {
        Count count = count("car-detection.mp4", line(0, 0.5, 1, 0.5));

        assertThat(count.forward()).isEqualTo(2);
        assertThat(count.backward()).isEqualTo(2);
    }

    @Test
    void analysisCostsLittleMoreThanDecoding() throws VideoSourceException {
        CameraConfig config = camera("one-by-one-person-detection.mp4", line(640 / 768.0, 0, 640 / 768.0, 1));
        double decoding = Double.MAX_VALUE;
        double all = Double.MAX_VALUE;
        for (int pass = 0; pass < MEASURED_PASSES; pass++) {
            decoding = Math.min(decoding, millisPerFrame(config, false));
            all = Math.min(all, millisPerFrame(config, true));
        }
        LOG.info(String.format(
                Locale.ROOT,
                "768x432 H.264: decoding %.2f ms CPU per frame, with analysis %.2f, ratio %.2f",
                decoding,
                all,
                all / decoding));

        assertThat(all / decoding).isLessThan(2.6);
    }

    private Count count(String clip, CountingLine line) throws VideoSourceException {
        CameraConfig config = camera(clip, line);
        var analysis = new FrameAnalysis(config, false);
        int forward = 0;
        int backward = 0;
        int frames = 0;
        try (FfmpegFrameSource source = FfmpegFrameSource.open(config.source(), 0)) {
            while (source.advance()) {
                frames++;
                for (Crossing crossing : analysed(analysis, source).rules().crossings()) {
                    if (crossing.direction() == Direction.FORWARD) {
                        forward++;
                    } else {
                        backward++;
                    }
                }
            }
        }
        LOG.info("{}: {} forward, {} backward in {} frames", clip, forward, backward, frames);
        return new Count(forward, backward, frames);
    }

    private double millisPerFrame(CameraConfig config, boolean analyse) throws VideoSourceException {
        var analysis = new FrameAnalysis(config, false);
        int frames = 0;
        try (FfmpegFrameSource source = FfmpegFrameSource.open(config.source(), 0)) {
            long before = threads.getCurrentThreadCpuTime();
            while (source.advance()) {
                frames++;
                if (analyse) {
                    analysed(analysis, source);
                }
            }
            return (threads.getCurrentThreadCpuTime() - before) / 1e6 / frames;
        }
    }

    private static FrameAnalysis.Result analysed(FrameAnalysis analysis, FrameSource source) {
        LumaFrame luma = source.luma();
        return analysis.follow(luma, analysis.sense(luma), List.of());
    }

    private static CameraConfig camera(String clip, CountingLine line) {
        return CameraConfig.of(
                        "clip",
                        Path.of(System.getenv("TRANGTIEN_FOOTAGE"), clip).toString())
                .withLine(line);
    }

    private static CountingLine line(double startX, double startY, double endX, double endY) {
        return new CountingLine("hand count", new Point(startX, startY), new Point(endX, endY));
    }
}
