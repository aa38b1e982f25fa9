package vn.trangtien.video.privacy;

import java.util.Arrays;
import java.util.List;
import vn.trangtien.video.motion.MotionFrame;
import vn.trangtien.video.picture.Box;
import vn.trangtien.video.track.TrackedFrame;
import vn.trangtien.video.track.TrackedObject;

/**
 * Which tiles of the picture are hidden, and how long yet. One tile is one cell of a grid of {@value #COLUMNS} columns: a
 * face is rarely larger than a few tiles, a number plate hardly one.
 *
 * <p>Confined to the thread of its camera.
 */
public final class PrivacyGrid {

    static final int COLUMNS = 40;

    /** Detection flickers; what moved a moment ago is still there. */
    private static final long AFTER_MOTION_MICROS = 700_000;
    /** A person who stands still becomes background after half a minute, but stays a person. */
    private static final long AFTER_REST_MICROS = 600_000_000;
    /** Slower than this share of its own size per second, an object that is lost did not leave but stopped. */
    private static final double REST_SIZES_PER_SECOND = 0.25;

    private static final double MARGIN = 0.15;

    private final int rows;
    private final long[] hiddenUntil;
    private long now;

    /** @param heightOverWidth shape of the picture, so that tiles are square */
    public PrivacyGrid(double heightOverWidth) {
        if (!(heightOverWidth > 0) || heightOverWidth > 20) {
            throw new IllegalArgumentException(
                    "height over width must be above 0 and at most 20, but was " + heightOverWidth);
        }
        this.rows = Math.max(1, (int) Math.round(COLUMNS * heightOverWidth));
        this.hiddenUntil = new long[COLUMNS * rows];
        Arrays.fill(hiddenUntil, Long.MIN_VALUE);
    }

    /** Takes note of what moves in this frame and of what came to rest. */
    public void update(MotionFrame motion, TrackedFrame tracked) {
        now = motion.presentationMicros();
        motion.blobs().forEach(box -> hide(box, AFTER_MOTION_MICROS));
        motion.specks().forEach(box -> hide(box, AFTER_MOTION_MICROS));
        tracked.objects().forEach(object -> hide(object.box(), AFTER_MOTION_MICROS));
        for (TrackedObject object : tracked.ended()) {
            hide(object.box(), isAtRest(object) ? AFTER_REST_MICROS : AFTER_MOTION_MICROS);
        }
    }

    /** Hides regions of the last frame for a moment more. */
    public void hideNow(List<Box> boxes) {
        boxes.forEach(box -> hide(box, AFTER_MOTION_MICROS));
    }

    private static boolean isAtRest(TrackedObject object) {
        Box box = object.box();
        return Math.hypot(object.velocityX() / box.width(), object.velocityY() / box.height()) < REST_SIZES_PER_SECOND;
    }

    private void hide(Box box, long micros) {
        Box wide = box.grownBy(MARGIN);
        int left = Math.max(0, (int) Math.floor(wide.left() * COLUMNS));
        int right = Math.min(COLUMNS - 1, (int) Math.floor(wide.right() * COLUMNS));
        int top = Math.max(0, (int) Math.floor(wide.top() * rows));
        int bottom = Math.min(rows - 1, (int) Math.floor(wide.bottom() * rows));
        for (int row = top; row <= bottom; row++) {
            for (int column = left; column <= right; column++) {
                int cell = row * COLUMNS + column;
                hiddenUntil[cell] = Math.max(hiddenUntil[cell], now + micros);
            }
        }
    }

    int rows() {
        return rows;
    }

    boolean isHidden(int column, int row) {
        return hiddenUntil[row * COLUMNS + column] >= now;
    }
}
