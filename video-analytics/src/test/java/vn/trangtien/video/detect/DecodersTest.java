package vn.trangtien.video.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.trangtien.video.detect.decode.GoldenTensors.told;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vn.trangtien.video.detect.centernet.CenterNetDecoder;
import vn.trangtien.video.detect.custom.DetrDecoder;
import vn.trangtien.video.detect.custom.YoloxDecoder;
import vn.trangtien.video.detect.decode.Candidates;
import vn.trangtien.video.detect.decode.Decoder;
import vn.trangtien.video.detect.decode.GoldenTensors;
import vn.trangtien.video.detect.ssd.SsdDecoder;
import vn.trangtien.video.model.InputFormat;
import vn.trangtien.video.model.OutputFormat;

/** Tensors worked out by hand, and what a decoder must make of them. */
class DecodersTest {

    private static final List<String> LABELS = List.of("car", "bus");
    private static final float NAN = Float.NaN;

    /** Logit of 0.9. */
    private static final float NINE_TENTHS = (float) Math.log(9);

    private final Candidates candidates = new Candidates();

    @Test
    void ssdMovesAndStretchesItsAnchors() throws DetectorException {
        float[] anchors = {0.4f, 0.4f, 0.6f, 0.6f, 0, 0, 0.2f, 0.2f};
        Decoder decoder = new SsdDecoder(output(OutputFormat.Kind.SSD, true, true, false), anchors, 2, 0.25);
        var tensors = new GoldenTensors()
                // Down by half of the anchor, right by a whole one, twice as high, as wide; the second one stays.
                .with("b", List.of(1, 2, 1, 4), 5, 10, (float) (5 * Math.log(2)), 0, 0, 0, 0, 0)
                .with("s", List.of(1, 2, 3), 9, NINE_TENTHS, -9, 9, -9, -2);

        decoder.decode(tensors, candidates);

        assertThat(told(candidates, LABELS)).containsExactly("car 90: 60..80, 40..80");
    }

    @Test
    void centerNetReadsPeaksAndDistances() throws DetectorException {
        Decoder decoder =
                new CenterNetDecoder(input(40, 40), output(OutputFormat.Kind.CENTERNET, true, false, false), 2, 0.25);
        float[] scores = new float[2 * 16];
        Arrays.fill(scores, -9);
        scores[5] = NINE_TENTHS;
        scores[6] = 1;
        scores[16 + 15] = 0;
        scores[16 + 14] = 0;
        float[] sides = new float[4 * 16];
        // The peak of the car is in row 1, column 1: at 10, 10 of 40 pixels.
        sides[5] = 4;
        sides[16 + 5] = 8;
        sides[32 + 5] = 12;
        sides[48 + 5] = 6;
        Arrays.fill(sides, 14, 15, 4);
        Arrays.fill(sides, 16 + 14, 16 + 15, 4);
        Arrays.fill(sides, 32 + 14, 32 + 15, 4);
        Arrays.fill(sides, 48 + 14, 48 + 15, 4);

        decoder.decode(
                new GoldenTensors().with("s", List.of(1, 2, 4, 4), scores).with("b", List.of(1, 4, 4, 4), sides),
                candidates);

        assertThat(told(candidates, LABELS)).containsExactly("car 90: 15..55, 5..40", "bus 50: 40..60, 65..85");
    }

    @Test
    void yoloxReadsCellsOfThreeSizes() throws DetectorException {
        Decoder decoder =
                new YoloxDecoder(input(32, 32), output(OutputFormat.Kind.YOLOX, false, false, false), 2, 0.25);
        float[] rows = new float[21 * 7];
        // Second cell of the first row: 8 to 16 pixels from the left.
        put(rows, 1, 0.5f, 0.5f, 0, (float) Math.log(2), 0.8f, 0.1f, 0.9f);
        // The only cell of 32 pixels.
        put(rows, 20, 0.5f, 0.5f, 0, 0, 0.5f, 0.6f, 0.1f);

        decoder.decode(new GoldenTensors().with("b", List.of(1, 21, 7), rows), candidates);

        assertThat(told(candidates, LABELS)).containsExactly("bus 72: 25..50, 0..38", "car 30: 0..100, 0..100");
    }

    @Test
    void yoloxMayBeDecodedAlready() throws DetectorException {
        Decoder decoder =
                new YoloxDecoder(input(100, 100), output(OutputFormat.Kind.YOLOX, false, false, true), 2, 0.25);
        var tensors = new GoldenTensors().with("b", List.of(1, 1, 7), 50, 50, 20, 10, 1, 0.5f, 0.4f);

        decoder.decode(tensors, candidates);

        assertThat(told(candidates, LABELS)).containsExactly("car 50: 40..60, 45..55");
    }

    @Test
    void detrReadsCentresAndSizesOrCorners() throws DetectorException {
        var tensors = new GoldenTensors()
                .with("b", List.of(1, 1, 4), 0.5f, 0.5f, 0.6f, 0.8f)
                .with("s", List.of(1, 1, 2), -9, NINE_TENTHS);

        new DetrDecoder(output(OutputFormat.Kind.DETR, true, false, false), 2, 0.25).decode(tensors, candidates);
        assertThat(told(candidates, LABELS)).containsExactly("bus 90: 20..80, 10..90");

        candidates.clear();
        var corners = new OutputFormat(OutputFormat.Kind.DETR, "b", "s", true, false, false, true, Optional.empty());
        new DetrDecoder(corners, 2, 0.25).decode(tensors, candidates);
        assertThat(told(candidates, LABELS)).containsExactly("bus 90: 50..60, 50..80");
    }

    @Test
    void anotherNumberOfLabelsIsNoticedByEveryDecoder() {
        var three = new GoldenTensors().with("b", List.of(1, 1, 4), 0, 0, 0, 0).with("s", List.of(1, 1, 3), 0, 0, 0);
        assertWrong(
                new SsdDecoder(output(OutputFormat.Kind.SSD, true, false, false), new float[4], 2, 0.25),
                three,
                "3 classes, but its description has 2 labels");
        assertWrong(new DetrDecoder(output(OutputFormat.Kind.DETR, true, false, false), 2, 0.25), three, "3 classes");
        var maps =
                new GoldenTensors().with("s", List.of(1, 3, 1, 1), 0, 0, 0).with("b", List.of(1, 4, 1, 1), 0, 0, 0, 0);
        assertWrong(
                new CenterNetDecoder(input(32, 32), output(OutputFormat.Kind.CENTERNET, true, false, false), 2, 0.25),
                maps,
                "3 classes");
        var rows = new GoldenTensors().with("b", List.of(1, 1, 8), new float[8]);
        assertWrong(
                new YoloxDecoder(input(32, 32), output(OutputFormat.Kind.YOLOX, false, false, true), 2, 0.25),
                rows,
                "3 classes");
    }

    @Test
    void anotherShapeIsNoticed() {
        Decoder ssd = new SsdDecoder(output(OutputFormat.Kind.SSD, true, false, false), new float[8], 2, 0.25);
        var flat = new GoldenTensors().with("b", List.of(1, 4), 0, 0, 0, 0).with("s", List.of(1, 2), 0, 0);
        var tooFew = new GoldenTensors().with("b", List.of(1, 1, 4), 0, 0, 0, 0).with("s", List.of(1, 1, 2), 0, 0);
        assertWrong(ssd, flat, "1 x anchors x classes");
        assertWrong(ssd, tooFew, "number of anchors in the side file is 2, but must be 1");
        Decoder yolox = new YoloxDecoder(input(32, 32), output(OutputFormat.Kind.YOLOX, false, false, false), 2, 0.25);
        assertWrong(yolox, new GoldenTensors().with("b", List.of(1, 2, 7), new float[14]), "number of boxes");
    }

    @Test
    void whatIsNoNumberIsNoticed() {
        var scores = new GoldenTensors().with("b", List.of(1, 1, 4), 0, 0, 0, 0).with("s", List.of(1, 1, 2), 0, NAN);
        var boxes =
                new GoldenTensors().with("b", List.of(1, 1, 4), NAN, 0, 0, 0).with("s", List.of(1, 1, 2), 9, 0);
        Decoder ssd =
                new SsdDecoder(output(OutputFormat.Kind.SSD, true, false, false), new float[] {0, 0, 1, 1}, 2, 0.25);
        Decoder detr = new DetrDecoder(output(OutputFormat.Kind.DETR, true, false, false), 2, 0.25);
        for (Decoder decoder : List.of(ssd, detr)) {
            assertWrong(decoder, scores, "no number");
            assertWrong(decoder, boxes, "no number");
        }
        Decoder yolox = new YoloxDecoder(input(32, 32), output(OutputFormat.Kind.YOLOX, false, false, true), 2, 0.25);
        assertWrong(yolox, new GoldenTensors().with("b", List.of(1, 1, 7), 0, 0, 1, 1, NAN, 1, 1), "no number");
        assertWrong(yolox, new GoldenTensors().with("b", List.of(1, 1, 7), 0, 0, 1, 1, 1, NAN, 1), "no number");
    }

    private void assertWrong(Decoder decoder, GoldenTensors tensors, String message) {
        assertThatThrownBy(() -> decoder.decode(tensors, candidates))
                .isInstanceOf(DetectorException.class)
                .hasMessageContaining(message);
    }

    private static void put(float[] rows, int row, float... numbers) {
        System.arraycopy(numbers, 0, rows, row * numbers.length, numbers.length);
    }

    private static OutputFormat output(OutputFormat.Kind kind, boolean logits, boolean background, boolean decoded) {
        return new OutputFormat(
                kind,
                "b",
                kind == OutputFormat.Kind.YOLOX ? "b" : "s",
                logits,
                background,
                decoded,
                false,
                Optional.empty());
    }

    private static InputFormat input(int width, int height) {
        return new InputFormat(
                width,
                height,
                InputFormat.Layout.NCHW,
                InputFormat.Colours.RGB,
                1,
                List.of(0.0, 0.0, 0.0),
                List.of(1.0, 1.0, 1.0),
                InputFormat.Fit.STRETCH,
                0);
    }
}
