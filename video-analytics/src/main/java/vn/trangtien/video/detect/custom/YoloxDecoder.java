package vn.trangtien.video.detect.custom;

import vn.trangtien.video.detect.DetectorException;
import vn.trangtien.video.detect.decode.Candidates;
import vn.trangtien.video.detect.decode.Decoder;
import vn.trangtien.video.detect.decode.Scores;
import vn.trangtien.video.detect.decode.Shapes;
import vn.trangtien.video.detect.decode.Tensors;
import vn.trangtien.video.model.InputFormat;
import vn.trangtien.video.model.OutputFormat;

/**
 * Decodes rows of centre x, centre y, width, height, objectness and one score for each class. The score of a box is objectness
 * times class. Undecoded boxes are relative to cells of 8, 16 and 32 pixels, one row for each cell in this order.
 */
public final class YoloxDecoder implements Decoder {

    private static final int[] STRIDES = {8, 16, 32};
    private static final int BEFORE_CLASSES = 5;
    private static final int OBJECTNESS = 4;

    private final InputFormat input;
    private final OutputFormat output;
    private final Scores scores;
    private final double least;
    private final int labels;

    public YoloxDecoder(InputFormat input, OutputFormat output, int labels, double least) {
        this.input = input;
        this.output = output;
        this.labels = labels;
        this.least = least;
        // Neither factor may be below the least score if their product is not.
        this.scores = new Scores(output.logits(), least);
    }

    @Override
    public void decode(Tensors tensors, Candidates into) throws DetectorException {
        long[] shape = tensors.shape(output.boxes());
        Shapes.requireDimensions(output.boxes(), shape, 3, "1 x boxes x (5 + classes)");
        Shapes.requireClasses(output.boxes(), shape[2] - BEFORE_CLASSES, labels, false);
        float[] rows = tensors.values(output.boxes());
        if (output.decoded()) {
            for (int row = 0; row < shape[1]; row++) {
                add(into, rows, row * (int) shape[2], 0, 0, 0);
            }
            return;
        }
        int row = 0;
        Shapes.requireSame("the number of boxes of the model", shape[1], cells());
        for (int stride : STRIDES) {
            for (int y = 0; y < input.height() / stride; y++) {
                for (int x = 0; x < input.width() / stride; x++) {
                    add(into, rows, row * (int) shape[2], x, y, stride);
                    row++;
                }
            }
        }
    }

    private int cells() {
        int cells = 0;
        for (int stride : STRIDES) {
            cells += (input.width() / stride) * (input.height() / stride);
        }
        return cells;
    }

    private void add(Candidates into, float[] rows, int at, int cellX, int cellY, int stride) throws DetectorException {
        if (rows[at + OBJECTNESS] < scores.limit()) {
            return;
        }
        int best = 0;
        for (int label = 0; label < labels; label++) {
            Scores.requireNumber(rows[at + BEFORE_CLASSES + label]);
            if (rows[at + BEFORE_CLASSES + label] > rows[at + BEFORE_CLASSES + best]) {
                best = label;
            }
        }
        double score = scores.of(rows[at + OBJECTNESS]) * scores.of(rows[at + BEFORE_CLASSES + best]);
        if (score < least) {
            return;
        }
        double x = rows[at];
        double y = rows[at + 1];
        double width = rows[at + 2];
        double height = rows[at + 3];
        if (stride > 0) {
            x = (x + cellX) * stride;
            y = (y + cellY) * stride;
            width = Math.exp(width) * stride;
            height = Math.exp(height) * stride;
        }
        into.add(
                best,
                score,
                (x - width / 2) / input.width(),
                (y - height / 2) / input.height(),
                (x + width / 2) / input.width(),
                (y + height / 2) / input.height());
    }
}
