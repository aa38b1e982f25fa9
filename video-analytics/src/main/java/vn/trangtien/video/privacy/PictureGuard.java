package vn.trangtien.video.privacy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import vn.trangtien.video.detect.Detection;
import vn.trangtien.video.motion.MotionFrame;
import vn.trangtien.video.picture.Box;
import vn.trangtien.video.picture.ColourImage;
import vn.trangtien.video.picture.Polygon;
import vn.trangtien.video.track.TrackedFrame;
import vn.trangtien.video.track.TrackedObject;

/**
 * The only way by which pictures of a camera leave. It sees every analysed frame, and covers a picture as the camera's policy
 * says before anything encodes it.
 *
 * <p>What is covered does not depend on the detector: everything that moves, moved lately or came to rest is under tiles
 * even if no detector ever answers; what a detector names is covered in addition, with tiles as coarse as a close face or
 * plate needs. When it is not sure what is in a picture, there is no picture.
 *
 * <p>Confined to the thread of its camera.
 */
public final class PictureGuard {

    /** A detection covers the place until the next one is due, with room for a busy machine. */
    private static final long DETECTION_HOLDS_MICROS = 3_000_000;

    private static final long NEVER = Long.MIN_VALUE;

    private record Seen(String label, Box box, long untilMicros) {}

    private final PrivacyPolicy policy;
    private final MaskStencil masks;
    private final PrivacyGrid grid;
    private final List<Seen> named = new ArrayList<>();
    private List<TrackedObject> followed = List.of();
    private long watchedMicros = NEVER;
    private boolean learning = true;

    /**
     * A picture that may leave.
     *
     * @param image changed in place
     * @param use masked or clear
     */
    public record Covered(ColourImage image, ImageUse use) {}

    /**
     * @param masks areas that are black in every picture, clear ones too
     * @param heightOverWidth shape of the picture
     */
    public PictureGuard(PrivacyPolicy policy, List<Polygon> masks, double heightOverWidth) {
        this.policy = policy;
        this.masks = new MaskStencil(masks);
        this.grid = new PrivacyGrid(heightOverWidth);
    }

    /** Must see every analysed frame, so that what has moved stays hidden. */
    public void watch(MotionFrame motion, TrackedFrame tracked, List<Detection> detections) {
        watchedMicros = motion.presentationMicros();
        learning = motion.learning();
        grid.update(motion, tracked);
        named.removeIf(seen -> seen.untilMicros < watchedMicros);
        for (Detection detection : detections) {
            named.add(new Seen(detection.label(), detection.box(), watchedMicros + DETECTION_HOLDS_MICROS));
        }
        followed = tracked.objects();
    }

    /** What may leave at this moment. */
    public ImageUse use(Instant now) {
        return policy.imageAt(now);
    }

    /**
     * Covers a picture.
     *
     * @param pictureMicros time of the picture in the stream; only that of the frame watched last is known well enough
     * @param unfamiliar what does not belong to the place in that frame, moving or not
     * @return empty if nothing may leave, or if it is not certain what must be hidden
     */
    public Optional<Covered> cover(ColourImage image, long pictureMicros, Supplier<List<Box>> unfamiliar, Instant now) {
        ImageUse use = policy.imageAt(now);
        if (use == ImageUse.NONE) {
            return Optional.empty();
        }
        if (use == ImageUse.MASKED) {
            if (learning || pictureMicros != watchedMicros) {
                return Optional.empty();
            }
            // First, so that no tile takes a colour from an area that is not to be seen; the tiles then lie over it.
            masks.burn(image);
            grid.hideNow(unfamiliar.get());
            Mosaic.apply(grid, image);
            for (Seen seen : named) {
                coarsen(image, seen.label, seen.box);
            }
            for (TrackedObject object : followed) {
                coarsen(image, object.label(), object.box());
            }
        }
        masks.burn(image);
        return Optional.of(new Covered(image, use));
    }

    private void coarsen(ColourImage image, String label, Box box) {
        for (Cover cover : Cover.of(label, box, policy.person())) {
            Mosaic.coarsen(image, cover.part(), cover.tilesAcross(), PrivacyGrid.COLUMNS);
        }
    }
}
