package vn.trangtien.video.detect.centernet;

import vn.trangtien.video.detect.DetectorException;
import vn.trangtien.video.detect.decode.Candidates;
import vn.trangtien.video.detect.decode.Decoder;
import vn.trangtien.video.detect.decode.Scores;
import vn.trangtien.video.detect.decode.Shapes;
import vn.trangtien.video.detect.decode.Tensors;
import vn.trangtien.video.model.InputFormat;
import vn.trangtien.video.model.OutputFormat;

/** Finds peaks in the score maps (classes x rows x columns) and reads left, top, right and bottom distances in pixels there. */
public final class CenterNetDecoder implements Decoder {

    private static final int SIDES = 4;

    private final InputFormat input;
    private final OutputFormat output;
    private final Scores scores;
    private final int labels;

    public CenterNetDecoder(InputFormat input, OutputFormat output, int labels, double least) {
        this.input = input;
        this.output = output;
        this.labels = labels;
        this.scores = new Scores(output.logits(), least);
    }

    @Override
    public void decode(Tensors tensors, Candidates into) throws DetectorException {
        long[] shape = tensors.shape(output.scores());
        Shapes.requireDimensions(output.scores(), shape, 4, "1 x classes x rows x columns");
        Shapes.requireClasses(output.scores(), shape[1], labels, false);
        int rows = (int) shape[2];
        int columns = (int) shape[3];
        int plane = rows * columns;
        float[] sides = tensors.values(output.boxes());
        Shapes.requireSame(
                "the size of the model's output '" + output.boxes() + "'", sides.length, (long) plane * SIDES);
        float[] values = tensors.values(output.scores());
        float limit = scores.limit();
        for (int i = 0; i < values.length; i++) {
            // Written so that something that is no number is noticed.
            if (!(values[i] < limit)) {
                int cell = i % plane;
                int label = i / plane;
                double score = scores.of(values[i]);
                if (isPeak(values, label * plane, cell / columns, cell % columns, rows, columns)) {
                    add(into, label, score, sides, cell, columns, rows);
                }
            }
        }
    }

    /** Of equal neighbours the one that comes first is the peak. */
    private static boolean isPeak(float[] values, int from, int row, int column, int rows, int columns) {
        float value = values[from + row * columns + column];
        for (int y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y++) {
            for (int x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x++) {
                float other = values[from + y * columns + x];
                boolean before = y < row || y == row && x < column;
                if (other > value || before && other == value) {
                    return false;
                }
            }
        }
        return true;
    }

    private void add(Candidates into, int label, double score, float[] sides, int cell, int columns, int rows)
            throws DetectorException {
        int plane = rows * columns;
        double x = (double) (cell % columns) / columns;
        double y = (double) (cell / columns) / rows;
        into.add(
                label,
                score,
                x - (double) sides[cell] / input.width(),
                y - (double) sides[plane + cell] / input.height(),
                x + (double) sides[2 * plane + cell] / input.width(),
                y + (double) sides[3 * plane + cell] / input.height());
    }
}
