package vn.trangtien.video.detect;

import vn.trangtien.video.picture.Box;

/**
 * Something that a detector believes to see.
 *
 * @param label what it is, one of the detector's {@link DetectorFacts#labels}
 * @param score how sure the detector is, 0 to 1; scores of different models cannot be compared
 * @param box where, in shares of the whole picture
 */
public record Detection(String label, double score, Box box) {

    /** @throws IllegalArgumentException if the score is not from 0 to 1 */
    public Detection {
        if (!(score >= 0 && score <= 1)) {
            throw new IllegalArgumentException("score of a detection must be 0 to 1, but was " + score);
        }
    }
}
