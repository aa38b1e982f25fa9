package vn.trangtien.video.plate;

import java.util.List;
import vn.trangtien.video.picture.Box;

/**
 * A plate as it was read in one picture.
 *
 * @param number what was read, as the grammar understands it
 * @param certainties one for each letter and digit of the number in its order, above 0 and at most 1
 * @param characterPixels how high the smaller line is, pixels of the source
 * @param sharpness of the plate in the picture, 0 flat to about 1 crisp
 * @param place of the plate, in shares of the picture
 */
public record PlateReading(
        PlateNumber number, List<Double> certainties, double characterPixels, double sharpness, Box place) {

    public PlateReading {
        certainties = List.copyOf(certainties);
        if (certainties.size() != Characters.of(number.text()).length()) {
            throw new IllegalArgumentException("a reading needs one certainty for each of %d characters, but has %d"
                    .formatted(Characters.of(number.text()).length(), certainties.size()));
        }
    }

    /** How sure the reading is as a whole, 0 to 1: the geometric mean of its characters. */
    public double confidence() {
        return Characters.geometricMean(certainties);
    }

    /** Without the number. */
    @Override
    public String toString() {
        return "PlateReading[%s, confidence=%.2f, %.0f px]".formatted(number.kind(), confidence(), characterPixels);
    }
}
