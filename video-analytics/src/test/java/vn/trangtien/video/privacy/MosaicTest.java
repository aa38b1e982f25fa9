package vn.trangtien.video.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import vn.trangtien.video.motion.MotionFrame;
import vn.trangtien.video.picture.Box;
import vn.trangtien.video.picture.ColourImage;
import vn.trangtien.video.track.TrackedFrame;
import vn.trangtien.video.track.TrackedObject;

class MosaicTest {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 360;
    private static final Box PERSON = new Box(0.4, 0.3, 0.1, 0.4);
    private static final long SECOND = 1_000_000;

    private final PrivacyGrid grid = new PrivacyGrid(HEIGHT / (double) WIDTH);
    private final ColourImage image = noise();
    private final byte[] original = image.bgr().clone();

    @Test
    void nothingMovesNothingIsHidden() {
        update(0, List.of(), List.of(), List.of());
        Mosaic.apply(grid, image);

        assertThat(image.bgr()).isEqualTo(original);
    }

    @Test
    void noPixelOfAMovingPersonIsLeft() {
        update(0, List.of(PERSON), List.of(), List.of());
        Mosaic.apply(grid, image);

        assertThat(pixelsLeft(PERSON)).isZero();
        assertThat(tile(0.42, 0.5)).as("one colour per tile").hasSize(1);
    }

    @Test
    void whatIsFarFromThePersonStaysAsItWas() {
        update(0, List.of(PERSON), List.of(), List.of());
        Mosaic.apply(grid, image);

        Box elsewhere = new Box(0.7, 0.1, 0.25, 0.8);
        assertThat(pixelsLeft(elsewhere)).isCloseTo((long) (WIDTH * HEIGHT * elsewhere.area()), within(2_000L));
    }

    @Test
    void specksAndTrackedObjectsAreHiddenToo() {
        Box hand = new Box(0.1, 0.1, 0.02, 0.02);
        Box hidden = new Box(0.8, 0.8, 0.1, 0.1);
        grid.update(
                new MotionFrame(List.of(), List.of(hand), 0, false, 0),
                new TrackedFrame(List.of(new TrackedObject(1, hidden, 0, 0, true)), List.of(), 0));
        Mosaic.apply(grid, image);

        assertThat(pixelsLeft(hand)).isZero();
        assertThat(pixelsLeft(hidden)).isZero();
    }

    @Test
    void staysHiddenForAMomentAfterTheMotion() {
        update(0, List.of(PERSON), List.of(), List.of());
        update(SECOND / 2, List.of(), List.of(), List.of());
        assertThat(isHidden()).isTrue();

        update(4 * SECOND, List.of(), List.of(), List.of());
        assertThat(isHidden()).isFalse();
    }

    @Test
    void whoComesToRestStaysHiddenForMinutesWhoLeavesDoesNot() {
        var resting = new TrackedObject(1, PERSON, 0.001, 0.001, true);
        var leaving = new TrackedObject(2, new Box(0.9, 0.3, 0.1, 0.4), 0.4, 0, true);
        update(0, List.of(), List.of(), List.of(resting, leaving));
        update(300 * SECOND, List.of(), List.of(), List.of());
        Mosaic.apply(grid, image);

        assertThat(pixelsLeft(PERSON)).isZero();
        assertThat(pixelsLeft(leaving.box())).isPositive();
    }

    @Test
    void theJpegShowsTheMaskedPictureAndNothingElse() throws IOException {
        update(0, List.of(new Box(0, 0, 1, 1)), List.of(), List.of());
        Mosaic.apply(grid, image);

        try (var encoder = new JpegEncoder()) {
            var decoded = ImageIO.read(new ByteArrayInputStream(encoder.encode(image)));
            assertThat(decoded.getWidth()).isEqualTo(WIDTH);
            assertThat(decoded.getHeight()).isEqualTo(HEIGHT);
            int blue = image.bgr()[(100 * WIDTH + 100) * 3] & 0xFF;
            assertThat(decoded.getRGB(100, 100) & 0xFF).isCloseTo(blue, within(12));
        }
    }

    private void update(long micros, List<Box> blobs, List<TrackedObject> objects, List<TrackedObject> ended) {
        grid.update(new MotionFrame(blobs, List.of(), 0, false, micros), new TrackedFrame(objects, ended, micros));
    }

    private boolean isHidden() {
        return grid.isHidden(18, 11);
    }

    private static ColourImage noise() {
        var bgr = new byte[WIDTH * HEIGHT * 3];
        new Random(11).nextBytes(bgr);
        return new ColourImage(WIDTH, HEIGHT, bgr);
    }

    /** Pixels of the box that still have the colour of the original. */
    private long pixelsLeft(Box box) {
        long left = 0;
        for (int y = (int) Math.ceil(box.top() * HEIGHT); y < Math.min(HEIGHT, (int) (box.bottom() * HEIGHT)); y++) {
            for (int x = (int) Math.ceil(box.left() * WIDTH); x < Math.min(WIDTH, (int) (box.right() * WIDTH)); x++) {
                int at = (y * WIDTH + x) * 3;
                left += Arrays.equals(image.bgr(), at, at + 3, original, at, at + 3) ? 1 : 0;
            }
        }
        return left;
    }

    private Set<Integer> tile(double x, double y) {
        var colours = new TreeSet<Integer>();
        int left = (int) (x * PrivacyGrid.COLUMNS) * WIDTH / PrivacyGrid.COLUMNS;
        int top = (int) (y * grid.rows()) * HEIGHT / grid.rows();
        for (int dy = 0; dy < 10; dy++) {
            for (int dx = 0; dx < 10; dx++) {
                int at = ((top + dy) * WIDTH + left + dx) * 3;
                colours.add((image.bgr()[at] & 0xFF) << 8 | image.bgr()[at + 1] & 0xFF);
            }
        }
        return colours;
    }
}
