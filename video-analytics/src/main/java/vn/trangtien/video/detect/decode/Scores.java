package vn.trangtien.video.detect.decode;

import vn.trangtien.video.detect.DetectorException;

/**
 * From the numbers of a model to scores. Models give tens of thousands of numbers for each picture, nearly all of them below the
 * threshold, so it is the threshold that is turned into the model's scale, not the numbers into scores.
 */
public final class Scores {

    private final boolean logits;
    private final float limit;

    /**
     * @param logits whether the logistic function is still to be applied
     * @param least score, 0 to 1
     */
    public Scores(boolean logits, double least) {
        this.logits = logits;
        this.limit = (float) (logits ? Math.log(least / (1 - Math.min(least, 1 - 1e-9))) : least);
    }

    /** The threshold in the model's scale: only numbers that are not below it are of interest. */
    public float limit() {
        return limit;
    }

    /**
     * A score from 0 to 1.
     *
     * @throws DetectorException if the model gave no number
     */
    public double of(float value) throws DetectorException {
        requireNumber(value);
        return logits ? 1 / (1 + Math.exp(-value)) : Math.min(1, Math.max(0, value));
    }

    /** @throws DetectorException if the model gave no number */
    public static void requireNumber(float value) throws DetectorException {
        if (Float.isNaN(value)) {
            throw notANumber();
        }
    }

    static DetectorException notANumber() {
        return new DetectorException(
                "the model gave something that is no number; if this repeats, the model or its description is wrong");
    }
}
