package vn.trangtien.video.source;

import java.util.Optional;

/**
 * Memory for the pictures of all cameras of this process together. Without a bound of our own the kernel ends the process, with all
 * cameras in it, for the sake of one whose pictures are too large. Thread-safe.
 *
 * <p>The figures were measured: 48 cameras of 640 x 360 took 7.7 MB each, 8 of 1920 x 1080 20 MB, two of 7680 x 4320 200 MB, Java's
 * part included. A decoder keeps the pictures that later ones refer to, and a detector and the encoder of films hold one each.
 */
public final class CameraMemory {

    /** System property: bytes for all cameras of the process; without it there is no bound. */
    public static final String PROPERTY = "trangtien.video.memory";

    static final CameraMemory OF_THE_PROCESS =
            new CameraMemory(Optional.ofNullable(Long.getLong(PROPERTY)).orElse(Long.MAX_VALUE));

    private static final long APART_FROM_PICTURES = 5_500_000;
    private static final int PICTURES = 6;
    private static final double BYTES_PER_PIXEL = 1.5;

    private final long bytes;
    private long taken;

    CameraMemory(long bytes) {
        this.bytes = bytes;
    }

    /** What a camera with such pictures takes. */
    public static long of(int width, int height) {
        return of(width, height, 0);
    }

    /** @param delayed pictures that the decoder keeps back, to give them in another order */
    static long of(int width, int height, int delayed) {
        return APART_FROM_PICTURES + (long) ((PICTURES + delayed) * BYTES_PER_PIXEL * width * height);
    }

    /** @return false if there is not so much left */
    synchronized boolean take(long wanted) {
        if (wanted > bytes - taken) {
            return false;
        }
        taken += wanted;
        return true;
    }

    synchronized void giveBack(long had) {
        taken -= had;
    }

    synchronized long taken() {
        return taken;
    }
}
