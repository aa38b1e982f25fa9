package vn.trangtien.video.detect.installed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.Frame;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.trangtien.video.detect.Detection;
import vn.trangtien.video.detect.Detector;
import vn.trangtien.video.detect.DetectorException;
import vn.trangtien.video.detect.TestPicture;
import vn.trangtien.video.detect.onnx.OnnxModel;
import vn.trangtien.video.detect.onnx.OnnxRun;
import vn.trangtien.video.model.ModelDirectory;
import vn.trangtien.video.model.ModelFiles;
import vn.trangtien.video.model.ModelStore;
import vn.trangtien.video.picture.Box;
import vn.trangtien.video.picture.ColourImage;
import vn.trangtien.video.picture.Picture;
import vn.trangtien.video.source.NativeVideo;

/** The default model itself: what it sees on real pictures, and what we add to its cost. */
class SsdModelTest {

    private static final Logger LOG = LoggerFactory.getLogger(SsdModelTest.class);
    private static final Box WHOLE = new Box(0, 0, 1, 1);

    /** Boxes of another build of the runtime differ by less than this, in shares of the picture. */
    private static final double CLOSE = 0.03;

    private static final double CLOSE_SCORE = 0.1;
    private static final double MOST_OF_BARE = 1.15;
    private static final int RUNS = 30;

    private final ModelStore store = new ModelStore(ModelDirectory.ofUser(), List.of());

    @BeforeEach
    void needTheModel() {
        assumeTrue(store.has("ssd"), "the model is not there: npm or the network was missing when this was built");
    }

    @Test
    @EnabledIfEnvironmentVariable(
            named = "TRANGTIEN_FOOTAGE",
            matches = ".+",
            disabledReason = "set TRANGTIEN_FOOTAGE to the folder with the clips")
    void carsOnAMotorwayAndAPersonInARoomAreWhereTheyWere() throws Exception {
        try (Detector detector = new Detectors(store).open("auto").orElseThrow()) {
            List<Detection> motorway = detector.detect(frame("highway-rear-320x240.avi", 60), WHOLE);
            List<Detection> room = detector.detect(frame("one-by-one-person-detection.mp4", 250), WHOLE);

            assertSees(motorway, "car", 0.68, 0.40, 0.46, 0.25, 0.32);
            assertSees(motorway, "car", 0.65, 0.80, 0.87, 0.34, 0.42);
            assertSees(motorway, "car", 0.59, 0.47, 0.52, 0.15, 0.21);
            assertSees(motorway, "car", 0.48, 0.50, 0.66, 0.66, 0.87);
            assertSees(motorway, "car", 0.46, 0.11, 0.27, 0.24, 0.41);
            assertThat(motorway).filteredOn(seen -> seen.score() > 0.45).hasSizeBetween(4, 6);
            assertSees(room, "person", 0.61, 0.50, 0.72, 0.02, 0.89);
            assertThat(room).filteredOn(seen -> seen.score() > 0.45).hasSize(1);
        }
    }

    private static void assertSees(
            List<Detection> detections,
            String label,
            double score,
            double left,
            double right,
            double top,
            double bottom) {
        assertThat(detections).anySatisfy(seen -> {
            assertThat(seen.label()).isEqualTo(label);
            assertThat(seen.score()).isBetween(score - CLOSE_SCORE, score + CLOSE_SCORE);
            assertThat(seen.box().left()).isBetween(left - CLOSE, left + CLOSE);
            assertThat(seen.box().right()).isBetween(right - CLOSE, right + CLOSE);
            assertThat(seen.box().top()).isBetween(top - CLOSE, top + CLOSE);
            assertThat(seen.box().bottom()).isBetween(bottom - CLOSE, bottom + CLOSE);
        });
    }

    private static TestPicture frame(String clip, int number) throws Exception {
        NativeVideo.load();
        try (var grabber = new FFmpegFrameGrabber(
                Path.of(System.getenv("TRANGTIEN_FOOTAGE"), clip).toString())) {
            grabber.setPixelFormat(avutil.AV_PIX_FMT_BGR24);
            grabber.start();
            Frame frame = grabber.grabImage();
            for (int i = 0; i < number; i++) {
                frame = grabber.grabImage();
            }
            var bgr = new byte[frame.imageWidth * frame.imageHeight * 3];
            ByteBuffer pixels = (ByteBuffer) frame.image[0];
            for (int y = 0; y < frame.imageHeight; y++) {
                pixels.get(y * frame.imageStride, bgr, y * frame.imageWidth * 3, frame.imageWidth * 3);
            }
            return new TestPicture(frame.imageWidth, frame.imageHeight, bgr);
        }
    }

    @Test
    void aDetectorCostsLittleMoreThanItsModelWhichItShares() throws Exception {
        ModelFiles files = store.open("ssd");
        // Scaling belongs to the source and is left out.
        var picture = new ScaledBefore(
                new ColourImage(300, 300, TestPicture.grey(300, 300).bgr()));
        try (Detector detector = new Detectors(store).open("ssd").orElseThrow();
                OnnxModel model = OnnxModel.open(files.description().sha256(), SsdModelTest::notShared);
                OnnxRun run = OnnxRun.of(model, new long[] {1, 3, 300, 300}, List.of("boxes", "scores"))) {
            double best = Double.MAX_VALUE;
            for (int pass = 0; pass < 4 && best > MOST_OF_BARE; pass++) {
                best = Math.min(best, ratio(run, detector, picture));
            }

            assertThat(best).isLessThan(MOST_OF_BARE);
        }
    }

    /** A picture that has the size of the model already. */
    private record ScaledBefore(ColourImage image) implements Picture {

        @Override
        public int width() {
            return image.width();
        }

        @Override
        public int height() {
            return image.height();
        }

        @Override
        public long presentationMicros() {
            return 0;
        }

        @Override
        public ColourImage part(Box part, int width, int height) {
            return image;
        }

        @Override
        public void close() {}
    }

    private static byte[] notShared() throws DetectorException {
        throw new DetectorException("the model of the detector is not shared");
    }

    private static double ratio(OnnxRun run, Detector detector, Picture picture) throws DetectorException {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        var bare = new double[RUNS];
        var whole = new double[RUNS];
        for (int i = 0; i < RUNS; i++) {
            long start = threads.getCurrentThreadCpuTime();
            run.run();
            long middle = threads.getCurrentThreadCpuTime();
            detector.detect(picture, WHOLE);
            bare[i] = (middle - start) / 1e6;
            whole[i] = (threads.getCurrentThreadCpuTime() - middle) / 1e6;
        }
        Arrays.sort(bare);
        Arrays.sort(whole);
        LOG.info(String.format(
                Locale.ROOT,
                "ssd: bare run %.1f ms CPU, detector %.1f ms, ratio %.3f",
                bare[RUNS / 2],
                whole[RUNS / 2],
                whole[RUNS / 2] / bare[RUNS / 2]));
        return whole[RUNS / 2] / bare[RUNS / 2];
    }
}
