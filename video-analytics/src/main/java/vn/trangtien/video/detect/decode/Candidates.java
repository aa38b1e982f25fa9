package vn.trangtien.video.detect.decode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import vn.trangtien.video.detect.Detection;
import vn.trangtien.video.detect.DetectorException;

/**
 * What a model may have seen in one picture. Kept from picture to picture, so that nothing is allocated for the many that are
 * thrown away. For one thread.
 */
public final class Candidates {

    /** Beyond this many in one picture the weakest are noise, and comparing each with each would cost time. */
    private static final int MOST = 400;

    /** Boxes of different labels that share this much are one thing that the model cannot name, for example a pick-up. */
    private static final double SAME_THING = 0.85;

    private static final int NUMBERS = 4;

    private float[] boxes = new float[NUMBERS * 64];
    private double[] scores = new double[64];
    private int[] labels = new int[64];
    private int count;

    /** Forgets the last picture. */
    public void clear() {
        count = 0;
    }

    public int count() {
        return count;
    }

    /**
     * Adds one; corners are shares of the model's picture and may lie outside of it.
     *
     * @param label class number, without background
     * @throws DetectorException if a corner is no number
     */
    public void add(int label, double score, double left, double top, double right, double bottom)
            throws DetectorException {
        if (!Double.isFinite(left + top + right + bottom)) {
            throw Scores.notANumber();
        }
        if (count == labels.length) {
            boxes = Arrays.copyOf(boxes, boxes.length * 2);
            scores = Arrays.copyOf(scores, scores.length * 2);
            labels = Arrays.copyOf(labels, labels.length * 2);
        }
        boxes[count * NUMBERS] = (float) left;
        boxes[count * NUMBERS + 1] = (float) top;
        boxes[count * NUMBERS + 2] = (float) right;
        boxes[count * NUMBERS + 3] = (float) bottom;
        scores[count] = score;
        labels[count] = label;
        count++;
    }

    /**
     * Joins overlapping ones of the same label, the best first.
     *
     * @param overlap shared area over joint area above which two are one thing
     * @param largest share of the model's picture above which a box is a ghost
     * @param names labels by class number; candidates without a name are left out
     */
    public List<Detection> joined(double overlap, double largest, List<String> names, Placement placement) {
        int[] order = byScore();
        int[] kept = new int[order.length];
        int keptCount = 0;
        List<Detection> detections = new ArrayList<>();
        for (int candidate : order) {
            if (area(candidate) <= 0 || area(candidate) > largest) {
                continue;
            }
            if (names.get(labels[candidate]).isEmpty() || isKnown(candidate, kept, keptCount, overlap)) {
                continue;
            }
            kept[keptCount] = candidate;
            keptCount++;
            placement
                    .inPicture(edge(candidate, 0), edge(candidate, 1), edge(candidate, 2), edge(candidate, 3))
                    .map(box -> new Detection(names.get(labels[candidate]), scores[candidate], box))
                    .ifPresent(detections::add);
        }
        return detections;
    }

    private int[] byScore() {
        Integer[] order = new Integer[count];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Double.compare(scores[b], scores[a]));
        return Arrays.stream(order).limit(MOST).mapToInt(Integer::intValue).toArray();
    }

    private boolean isKnown(int candidate, int[] kept, int keptCount, double overlap) {
        for (int i = 0; i < keptCount; i++) {
            double limit = labels[kept[i]] == labels[candidate] ? overlap : Math.max(overlap, SAME_THING);
            if (overlap(kept[i], candidate) > limit) {
                return true;
            }
        }
        return false;
    }

    private double overlap(int a, int b) {
        double across = Math.min(edge(a, 2), edge(b, 2)) - Math.max(edge(a, 0), edge(b, 0));
        double down = Math.min(edge(a, 3), edge(b, 3)) - Math.max(edge(a, 1), edge(b, 1));
        if (across <= 0 || down <= 0) {
            return 0;
        }
        return across * down / (area(a) + area(b) - across * down);
    }

    private double area(int candidate) {
        double width = (double) edge(candidate, 2) - edge(candidate, 0);
        double height = (double) edge(candidate, 3) - edge(candidate, 1);
        return width <= 0 || height <= 0 ? 0 : width * height;
    }

    private float edge(int candidate, int number) {
        return boxes[candidate * NUMBERS + number];
    }
}
