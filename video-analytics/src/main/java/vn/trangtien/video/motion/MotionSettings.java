package vn.trangtien.video.motion;

import java.util.List;
import vn.trangtien.video.picture.Box;
import vn.trangtien.video.picture.Polygon;

/**
 * How sensitive the motion gate is.
 *
 * @param threshold grey levels (1..254) by which a pixel must differ from the background
 * @param minimumBlobShare smallest region that counts as an object, as a share of the picture, above 0 and below 1
 * @param joinPixels gap in pixels of the analysed picture (0..8) over which neighbouring regions become one
 * @param ignored parts of the picture that never move for us: burnt-in clocks, flags, trees
 * @param masks areas in which nothing is seen at all
 */
public record MotionSettings(
        int threshold, double minimumBlobShare, int joinPixels, List<Box> ignored, List<Polygon> masks) {

    /** What worked on streets, pavements and a car park without tuning. */
    public static final MotionSettings DEFAULT = new MotionSettings(18, 0.0012, 2, List.of(), List.of());

    public MotionSettings {
        if (threshold < 1 || threshold > 254) {
            throw new IllegalArgumentException("motion threshold must be 1 to 254 grey levels, but was " + threshold);
        }
        if (!(minimumBlobShare > 0 && minimumBlobShare < 1)) {
            throw new IllegalArgumentException(
                    "smallest blob must be a share of the picture above 0 and below 1, but was " + minimumBlobShare);
        }
        if (joinPixels < 0 || joinPixels > 8) {
            throw new IllegalArgumentException("gap to join must be 0 to 8 pixels, but was " + joinPixels);
        }
        ignored = List.copyOf(ignored);
        masks = List.copyOf(masks);
    }
}
