package vn.trangtien.video.detect.custom;

import vn.trangtien.video.detect.DetectorException;
import vn.trangtien.video.detect.decode.Candidates;
import vn.trangtien.video.detect.decode.Decoder;
import vn.trangtien.video.detect.decode.Scores;
import vn.trangtien.video.detect.decode.Shapes;
import vn.trangtien.video.detect.decode.Tensors;
import vn.trangtien.video.model.OutputFormat;

/** Decodes queries: boxes in shares of the model's picture, and a score for each class. */
public final class DetrDecoder implements Decoder {

    private static final int NUMBERS = 4;

    private final OutputFormat output;
    private final Scores scores;
    private final int labels;

    public DetrDecoder(OutputFormat output, int labels, double least) {
        this.output = output;
        this.labels = labels;
        this.scores = new Scores(output.logits(), least);
    }

    @Override
    public void decode(Tensors tensors, Candidates into) throws DetectorException {
        long[] shape = tensors.shape(output.scores());
        Shapes.requireDimensions(output.scores(), shape, 3, "1 x queries x classes");
        int queries = (int) shape[1];
        int classes = (int) shape[2];
        Shapes.requireClasses(output.scores(), classes, labels, output.background());
        float[] boxes = tensors.values(output.boxes());
        Shapes.requireSame(
                "the size of the model's output '" + output.boxes() + "'", boxes.length, (long) queries * NUMBERS);
        float[] values = tensors.values(output.scores());
        int first = output.background() ? 1 : 0;
        for (int query = 0; query < queries; query++) {
            for (int label = 0; label < labels; label++) {
                float value = values[query * classes + first + label];
                if (!(value < scores.limit())) {
                    add(into, label, scores.of(value), boxes, query * NUMBERS);
                }
            }
        }
    }

    private void add(Candidates into, int label, double score, float[] boxes, int at) throws DetectorException {
        if (output.corners()) {
            into.add(label, score, boxes[at], boxes[at + 1], boxes[at + 2], boxes[at + 3]);
            return;
        }
        double halfWidth = boxes[at + 2] / 2.0;
        double halfHeight = boxes[at + 3] / 2.0;
        into.add(
                label,
                score,
                boxes[at] - halfWidth,
                boxes[at + 1] - halfHeight,
                boxes[at] + halfWidth,
                boxes[at + 1] + halfHeight);
    }
}
