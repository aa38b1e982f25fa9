package vn.trangtien.video.motion;

import java.util.ArrayList;
import java.util.List;
import vn.trangtien.video.picture.Box;
import vn.trangtien.video.picture.LumaFrame;
import vn.trangtien.video.picture.Polygon;
import vn.trangtien.video.picture.Stage;

/**
 * Compares each frame with two backgrounds that are running averages of the frames before it.
 *
 * <ul>
 *   <li>The <em>near</em> background knows what stands here now: a thing that stops is part of it after about
 *       {@value #ABSORB_SECONDS} s and is no motion any more.
 *   <li>The <em>far</em> background knows what the place looks like without it, for minutes. When the thing leaves, the
 *       ground behind it is recognised at once and is no motion either. Only what both do not know moves.
 *   <li>A change of exposure moves both with it (see {@link ExposureGain}).
 *   <li>If more than {@value #WHOLE_PICTURE_SHARE} of the picture still differs, the camera was moved or the light switched:
 *       the backgrounds are learned anew and nothing is reported meanwhile.
 * </ul>
 *
 * Confined to one thread. Works on presentation time, so the frame rate does not change what is found.
 */
public final class MotionDetector implements Stage<LumaFrame, MotionFrame> {

    private static final double LEARN_SECONDS = 3;
    private static final double ABSORB_SECONDS = 10;
    private static final double FAR_LEARN_SECONDS = 20;
    private static final double FAR_ABSORB_SECONDS = 600;
    private static final double WHOLE_PICTURE_SHARE = 0.6;
    private static final long LEARNING_MICROS = 600_000;
    private static final int FEWEST_FRAMES = 4;

    /** Weights are 15-bit fractions: the largest that keep difference times weight within an int. */
    private static final int SHIFT = 15;

    private final MotionSettings settings;
    private final ExposureGain exposure = new ExposureGain();
    private final BlobFinder blobs = new BlobFinder();

    private int width;
    private int height;
    private int[] near = new int[0];
    private int[] far = new int[0];
    private BitMask mask = new BitMask(1, 1);
    private BitMask strange = new BitMask(1, 1);
    private BitMask watched = new BitMask(1, 1);
    private long learningSince;
    private long previousMicros;
    private int framesLearned;

    public MotionDetector(MotionSettings settings) {
        this.settings = settings;
    }

    @Override
    public MotionFrame process(LumaFrame frame) {
        if (frame.width() != width || frame.height() != height) {
            resize(frame);
            return learnAnew(frame, 0);
        }
        double seconds = Math.max(0, frame.presentationMicros() - previousMicros) / 1e6;
        previousMicros = frame.presentationMicros();
        framesLearned++;
        boolean learning =
                framesLearned < FEWEST_FRAMES || frame.presentationMicros() - learningSince < LEARNING_MICROS;
        int gain = exposure.estimate(frame.pixels(), near, width, height);
        if (learning) {
            int mean = (1 << SHIFT) / (framesLearned + 1);
            compare(frame.pixels(), gain, new Weights(mean, mean, mean, mean));
        } else {
            compare(frame.pixels(), gain, Weights.after(seconds));
        }
        mask.keepOnly(watched);
        double share = mask.count() / (double) (width * height);
        if (share > WHOLE_PICTURE_SHARE && !learning) {
            return learnAnew(frame, share);
        }
        if (learning) {
            return new MotionFrame(List.of(), List.of(), share, true, frame.presentationMicros());
        }
        return regions(share, frame.presentationMicros());
    }

    /**
     * What the far background does not know in the last frame, whether it moves or has come to rest: for hiding it, not for
     * counting. To be asked at most once for each frame.
     */
    public List<Box> unfamiliar() {
        strange.removeSparks();
        strange.dilate();
        return blobs.find(strange, 1, 0).stream().map(BlobFinder.Blob::box).toList();
    }

    private void resize(LumaFrame frame) {
        width = frame.width();
        height = frame.height();
        near = new int[width * height];
        far = new int[width * height];
        mask = new BitMask(width, height);
        strange = new BitMask(width, height);
        watched = new BitMask(width, height);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                if (!isIgnored((x + 0.5) / width, (y + 0.5) / height)) {
                    watched.set(x, y);
                }
            }
        }
    }

    private boolean isIgnored(double x, double y) {
        for (Box box : settings.ignored()) {
            if (x >= box.left() && x < box.right() && y >= box.top() && y < box.bottom()) {
                return true;
            }
        }
        for (Polygon area : settings.masks()) {
            if (area.contains(x, y)) {
                return true;
            }
        }
        return false;
    }

    private MotionFrame learnAnew(LumaFrame frame, double share) {
        byte[] pixels = frame.pixels();
        for (int i = 0; i < near.length; i++) {
            near[i] = (pixels[i] & 0xFF) << 8;
            far[i] = near[i];
        }
        framesLearned = 0;
        learningSince = frame.presentationMicros();
        previousMicros = frame.presentationMicros();
        return new MotionFrame(List.of(), List.of(), share, true, frame.presentationMicros());
    }

    /** Shares of a difference that the backgrounds learn, from pixels that look familiar and from those that do not. */
    private record Weights(int near, int nearMoving, int far, int farMoving) {

        static Weights after(double seconds) {
            return new Weights(
                    weight(seconds, LEARN_SECONDS),
                    weight(seconds, ABSORB_SECONDS),
                    weight(seconds, FAR_LEARN_SECONDS),
                    weight(seconds, FAR_ABSORB_SECONDS));
        }

        private static int weight(double seconds, double timeConstant) {
            return (int) Math.round((1 - Math.exp(-seconds / timeConstant)) * (1 << SHIFT));
        }
    }

    /** The only loop over all pixels: marks what differs and moves the backgrounds towards what is seen. */
    private void compare(byte[] pixels, int gain, Weights weights) {
        // A changed exposure is never an exact factor, so the further it is from 1 the more difference is forgiven.
        int limit = (settings.threshold() + Math.abs(gain - ExposureGain.ONE) / 8) << 8;
        int at = 0;
        for (int y = 0; y < height; y++) {
            for (int word = 0; word < mask.wordsPerRow(); word++) {
                int end = Math.min(width - (word << 6), 64);
                long movingBits = 0;
                long strangeBits = 0;
                for (int bit = 0; bit < end; bit++, at++) {
                    int seen = (pixels[at] & 0xFF) << 8;
                    int nearby = Math.min((near[at] * gain) >> 8, 255 << 8);
                    int distant = Math.min((far[at] * gain) >> 8, 255 << 8);
                    int nearDifference = seen - nearby;
                    int farDifference = seen - distant;
                    // 1 beyond the limit, 0 within, without a branch that noise would make unpredictable
                    int unfamiliar = (limit - Math.abs(farDifference)) >>> 31;
                    int moving = unfamiliar & ((limit - Math.abs(nearDifference)) >>> 31);
                    int nearWeight = weights.near + (weights.nearMoving - weights.near) * moving;
                    int farWeight = weights.far + (weights.farMoving - weights.far) * unfamiliar;
                    near[at] = nearby + ((nearDifference * nearWeight) >> SHIFT);
                    far[at] = distant + ((farDifference * farWeight) >> SHIFT);
                    movingBits |= (long) moving << bit;
                    strangeBits |= (long) unfamiliar << bit;
                }
                mask.setWord(y, word, movingBits);
                strange.setWord(y, word, strangeBits);
            }
        }
    }

    private MotionFrame regions(double share, long micros) {
        mask.removeSparks();
        for (int i = 0; i < settings.joinPixels(); i++) {
            mask.dilate();
        }
        int minimum = (int) Math.ceil(settings.minimumBlobShare() * width * height);
        var large = new ArrayList<Box>();
        var small = new ArrayList<Box>();
        for (BlobFinder.Blob blob : blobs.find(mask, 1, settings.joinPixels())) {
            (blob.pixels() >= minimum ? large : small).add(blob.box());
        }
        return new MotionFrame(Fragments.join(large), small, share, false, micros);
    }
}
