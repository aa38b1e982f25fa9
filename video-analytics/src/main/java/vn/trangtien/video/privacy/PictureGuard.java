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

    /** What a look saw stays covered until the next look has answered, and so much longer: a detector flickers. */
    private static final long FLICKER_MICROS = 3_000_000;
    /** For so long the first answer of a detector is waited for; then tiles alone must do. */
    private static final long LATE_DETECTOR_MICROS = 10_000_000;

    private static final long NEVER = Long.MIN_VALUE;

    private record Seen(Detection what, long untilMicros) {}

    private final PrivacyPolicy policy;
    private final MaskStencil masks;
    private final PrivacyGrid grid;
    private final boolean named;
    private List<Detection> newest = List.of();
    private final List<Seen> older = new ArrayList<>();
    private boolean looked;
    private long beganMicros = NEVER;
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
     * @param named whether a detector names what is seen; then no masked picture leaves before its first answer, because who
     *     stood in the view from the beginning does not move
     */
    public PictureGuard(PrivacyPolicy policy, List<Polygon> masks, double heightOverWidth, boolean named) {
        this.policy = policy;
        this.masks = new MaskStencil(masks);
        this.grid = new PrivacyGrid(heightOverWidth);
        this.named = named;
    }

    /** What a detector saw, in this frame or a moment ago. */
    public void looked(List<Detection> detections, long nowMicros) {
        looked = true;
        newest.forEach(detection -> older.add(new Seen(detection, nowMicros + FLICKER_MICROS)));
        newest = List.copyOf(detections);
    }

    /** Must see every analysed frame, so that what has moved stays hidden. */
    public void watch(MotionFrame motion, TrackedFrame tracked) {
        watchedMicros = motion.presentationMicros();
        if (beganMicros == NEVER) {
            beganMicros = watchedMicros;
        }
        learning = motion.learning();
        grid.update(motion, tracked);
        older.removeIf(seen -> seen.untilMicros < watchedMicros);
        followed = tracked.objects();
    }

    /** What may leave at this moment. */
    public ImageUse use(Instant now) {
        return policy.imageAt(now);
    }

    /** Whether the picture of this time could leave now: if not, nobody needs to fetch it. */
    public boolean isSure(long pictureMicros, Instant now) {
        return switch (policy.imageAt(now)) {
            case NONE -> false;
            case CLEAR -> true;
            case MASKED -> !learning && pictureMicros == watchedMicros && (looked || !named || isDetectorLate());
        };
    }

    private boolean isDetectorLate() {
        return watchedMicros - beganMicros > LATE_DETECTOR_MICROS;
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
        if (!isSure(pictureMicros, now)) {
            return Optional.empty();
        }
        if (use == ImageUse.MASKED) {
            // First, so that no tile takes a colour from an area that is not to be seen; the tiles then lie over it.
            masks.burn(image);
            grid.hideNow(unfamiliar.get());
            Mosaic.apply(grid, image);
            older.forEach(seen -> coarsen(image, seen.what.label(), seen.what.box()));
            newest.forEach(detection -> coarsen(image, detection.label(), detection.box()));
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
