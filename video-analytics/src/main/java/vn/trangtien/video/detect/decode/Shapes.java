package vn.trangtien.video.detect.decode;

import java.util.Arrays;
import vn.trangtien.video.detect.DetectorException;

/** Compares what a model gives with what its description says. */
public final class Shapes {

    private Shapes() {}

    /** @throws DetectorException if the number of classes is not that of the labels */
    public static void requireClasses(String output, long classes, int labels, boolean background)
            throws DetectorException {
        int expected = labels + (background ? 1 : 0);
        if (classes != expected) {
            throw new DetectorException(
                    "the model's output '%s' has %d classes, but its description has %d labels%s; correct labels or output.background"
                            .formatted(output, classes, labels, background ? " and a background" : ""));
        }
    }

    /** @throws DetectorException if the output has another number of dimensions or another batch than 1 */
    public static void requireDimensions(String output, long[] shape, int dimensions, String meaning)
            throws DetectorException {
        if (shape.length != dimensions || shape[0] != 1) {
            throw new DetectorException("the model's output '%s' has the shape %s, but must be %s; correct output.kind"
                    .formatted(output, Arrays.toString(shape), meaning));
        }
    }

    /** @throws DetectorException if the sizes differ */
    public static void requireSame(String what, long actual, long expected) throws DetectorException {
        if (actual != expected) {
            throw new DetectorException("%s is %d, but must be %d; the files of the model do not belong together"
                    .formatted(what, actual, expected));
        }
    }
}
