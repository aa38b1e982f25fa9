package vn.trangtien.video.detect.ssd;

import vn.trangtien.video.detect.DetectorException;
import vn.trangtien.video.detect.decode.Candidates;
import vn.trangtien.video.detect.decode.Decoder;
import vn.trangtien.video.detect.decode.Scores;
import vn.trangtien.video.detect.decode.Shapes;
import vn.trangtien.video.detect.decode.Tensors;
import vn.trangtien.video.model.OutputFormat;

/** Decodes boxes (top, left, height, width for each anchor) and class scores. Each anchor speaks for its best class only. */
public final class SsdDecoder implements Decoder {

    private static final int NUMBERS = 4;
    private static final double CENTRE_SCALE = 10;
    private static final double SIZE_SCALE = 5;

    private final OutputFormat output;
    private final Scores scores;
    private final int labels;
    private final float[] anchors;

    /**
     * @param anchors top, left, bottom, right of each, in shares of the model's picture
     * @param labels number of labels, without background
     * @param least score that counts
     */
    public SsdDecoder(OutputFormat output, float[] anchors, int labels, double least) {
        this.output = output;
        this.anchors = anchors.clone();
        this.labels = labels;
        this.scores = new Scores(output.logits(), least);
    }

    @Override
    public void decode(Tensors tensors, Candidates into) throws DetectorException {
        Shapes.requireDimensions(output.scores(), tensors.shape(output.scores()), 3, "1 x anchors x classes");
        int classes = (int) tensors.shape(output.scores())[2];
        int count = (int) tensors.shape(output.scores())[1];
        Shapes.requireClasses(output.scores(), classes, labels, output.background());
        float[] boxes = tensors.values(output.boxes());
        Shapes.requireSame("the number of anchors in the side file", anchors.length / NUMBERS, count);
        Shapes.requireSame(
                "the size of the model's output '" + output.boxes() + "'", boxes.length, (long) count * NUMBERS);
        float[] values = tensors.values(output.scores());
        int first = output.background() ? 1 : 0;
        for (int anchor = 0; anchor < count; anchor++) {
            int best = -1;
            float bestValue = scores.limit();
            for (int i = anchor * classes + first; i < (anchor + 1) * classes; i++) {
                // Written so that something that is no number is noticed.
                if (!(values[i] < bestValue)) {
                    Scores.requireNumber(values[i]);
                    bestValue = values[i];
                    best = i - anchor * classes - first;
                }
            }
            if (best >= 0) {
                add(into, best, scores.of(bestValue), boxes, anchor * NUMBERS);
            }
        }
    }

    private void add(Candidates into, int label, double score, float[] boxes, int at) throws DetectorException {
        double anchorHeight = anchors[at + 2] - anchors[at];
        double anchorWidth = anchors[at + 3] - anchors[at + 1];
        double y = anchors[at] + anchorHeight / 2 + boxes[at] / CENTRE_SCALE * anchorHeight;
        double x = anchors[at + 1] + anchorWidth / 2 + boxes[at + 1] / CENTRE_SCALE * anchorWidth;
        double height = Math.exp(boxes[at + 2] / SIZE_SCALE) * anchorHeight;
        double width = Math.exp(boxes[at + 3] / SIZE_SCALE) * anchorWidth;
        into.add(label, score, x - width / 2, y - height / 2, x + width / 2, y + height / 2);
    }
}
