package vn.trangtien.video.detect.installed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.trangtien.video.detect.Detection;
import vn.trangtien.video.detect.Detector;
import vn.trangtien.video.detect.DetectorException;
import vn.trangtien.video.detect.TestPicture;
import vn.trangtien.video.model.TinyModel;
import vn.trangtien.video.picture.Box;

/** Everything around a model, with a model that is small enough to be understood. */
class DetectorsTest {

    private static final Box WHOLE = new Box(0, 0, 1, 1);
    private static final long MOST_GROWTH = 48L << 20;

    @TempDir
    private Path folder;

    private Detectors detectors;

    @BeforeEach
    void install() {
        detectors = new Detectors(TinyModel.install(folder));
    }

    @Test
    void blobAndAutoWithoutAModelCountByMotion() throws DetectorException {
        assertThat(detectors.open("blob")).isEmpty();
        assertThat(detectors.open("auto")).isEmpty();
    }

    @Test
    void aBrightPlaceIsSeenWhereItIs() throws DetectorException {
        TestPicture picture = brightAt(64, 36, 32, 18);

        try (Detector detector = detectors.open("tiny").orElseThrow()) {
            List<Detection> seen = detector.detect(picture, WHOLE);
            List<Detection> seenInHalf = detector.detect(picture, new Box(0.5, 0, 0.5, 1));

            assertThat(seen).hasSize(1);
            assertThat(seen.get(0).label()).isEqualTo("bright");
            assertThat(seen.get(0).score()).isBetween(0.7, 0.74);
            assertThat(seen.get(0).box()).isEqualTo(new Box(0.375, 0.375, 0.25, 0.25));
            assertThat(seenInHalf).hasSize(1);
            assertThat(seenInHalf.get(0).box()).isEqualTo(new Box(0.5, 0.375, 0.0625, 0.25));
            assertThat(detector.facts().id()).isEqualTo("tiny");
            assertThat(detector.facts().version()).hasSize(12);
            assertThat(detector.facts().labels()).containsExactlyInAnyOrder("bright", "dark");
        }
    }

    /** Black, with white from there on to the right and down for so many pixels. */
    private static TestPicture brightAt(int left, int top, int width, int height) {
        var bgr = new byte[128 * 72 * 3];
        for (int y = top; y < top + height; y++) {
            java.util.Arrays.fill(bgr, (y * 128 + left) * 3, (y * 128 + left + width) * 3, (byte) 255);
        }
        return new TestPicture(128, 72, bgr);
    }

    @Test
    void aDamagedModelIsAnErrorAndNothingElse() throws Exception {
        Path file = folder.resolve("tiny/tiny.onnx");
        Files.write(file, new byte[] {1, 2, 3});

        assertThatThrownBy(() -> detectors.open("tiny"))
                .isInstanceOf(DetectorException.class)
                .hasMessageContaining("detector 'tiny'")
                .hasMessageContaining("damaged");
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "labels: [bright, dark] | labels: [bright] | has 2 classes, but its description has 1 labels",
                "width: 16 | width: 32 | input 'picture' has the shape [1, 3, 16, 16], but its description says [1, 3, 16, 32]",
                "width: 16 | layout: nhwc, width: 16 | says [1, 16, 16, 3]",
                "scores: scores | scores: score | has no output 'score', only [boxes, scores]",
                "kind: centernet | kind: detr | must be 1 x queries x classes; correct output.kind",
                "boxes: boxes, scores: scores | boxes: scores, scores: boxes | 4 classes"
            })
    void aDescriptionThatDoesNotFitTheModelIsNoticedWhenItIsOpened(String right, String wrong, String message)
            throws Exception {
        Path yaml = TinyModel.write(folder.resolve("mine"), "mine", false);
        Files.writeString(yaml, Files.readString(yaml).replace(right, wrong));

        assertThatThrownBy(() -> detectors.open(yaml.toString()))
                .isInstanceOf(DetectorException.class)
                .hasMessageContaining(message);
    }

    @Test
    void whatIsNoModelIsAnError() throws Exception {
        Path yaml = TinyModel.write(folder.resolve("mine"), "mine", false);
        byte[] garbage = "no model at all".getBytes();
        Files.write(yaml.resolveSibling("tiny.onnx"), garbage);
        Files.writeString(yaml, TinyModel.yaml("mine", garbage));

        assertThatThrownBy(() -> detectors.open(yaml.toString()))
                .isInstanceOf(DetectorException.class)
                .hasMessageContaining("no ONNX model that can be run");
    }

    @Test
    void aModelThatGivesNoNumbersIsAnError() throws Exception {
        Path yaml = TinyModel.write(folder.resolve("broken"), "broken", true);

        assertThatThrownBy(() -> detectors.open(yaml.toString())).hasMessageContaining("no number");
    }

    @Test
    void unknownNamesSayWhatThereIs() {
        assertThatThrownBy(() -> detectors.open("bikes"))
                .isInstanceOf(DetectorException.class)
                .hasMessageContaining("'bikes' is not installed")
                .hasMessageContaining("[tiny]");
        assertThatThrownBy(() -> detectors.open("/no/such.yaml")).hasMessageContaining("cannot be read");
    }

    @Test
    void aClosedDetectorSaysSoAndItsSisterGoesOn() throws DetectorException {
        Detector one = detectors.open("tiny").orElseThrow();
        try (Detector other = detectors.open("tiny").orElseThrow()) {
            one.close();
            one.close();

            assertThatThrownBy(() -> one.detect(TestPicture.grey(20, 20), WHOLE))
                    .hasMessageContaining("closed");
            assertThat(other.detect(TestPicture.grey(20, 20), WHOLE)).isNotNull();
        }
    }

    @Test
    void nothingPilesUpOverTwoThousandPictures() throws DetectorException {
        TestPicture picture = brightAt(64, 36, 32, 18);
        try (Detector detector = detectors.open("tiny").orElseThrow()) {
            detect(detector, picture, 200);
            long buffers = directBytes();

            // A part of the heap that is touched for the first time counts as well, once. What leaks leaks each time.
            long grown = Long.MAX_VALUE;
            for (int round = 0; round < 5 && grown >= MOST_GROWTH; round++) {
                long memory = residentBytes();
                detect(detector, picture, 2_000);
                grown = Math.min(grown, residentBytes() - memory);
            }

            // A leak of one picture each would be 6 MB; reading the file of the memory takes a few kilobytes itself.
            assertThat(directBytes() - buffers).isLessThan(100_000);
            assertThat(grown).isLessThan(MOST_GROWTH);
        }
    }

    private static void detect(Detector detector, TestPicture picture, int times) throws DetectorException {
        for (int i = 0; i < times; i++) {
            assertThat(detector.detect(picture, WHOLE)).hasSize(1);
        }
    }

    private static long directBytes() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }

    /** Memory of the process without the Java heap, whose size says nothing about leaks. */
    private static long residentBytes() {
        try (var lines = Files.lines(Path.of("/proc/self/status"))) {
            long resident = lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
            return (resident << 10) - Runtime.getRuntime().totalMemory();
        } catch (java.io.IOException e) {
            return 0;
        }
    }
}
