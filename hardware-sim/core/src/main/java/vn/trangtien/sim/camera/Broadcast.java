package vn.trangtien.sim.camera;

import java.util.concurrent.TimeUnit;

/**
 * The film as a live camera shows it: it runs from the moment the camera was switched on, again and again, whether anybody
 * watches or not. Thread-safe.
 */
final class Broadcast {

    private final H264Film film;
    private final double nanosPerFrame;
    private final long startNanos;

    /** @param speed 1 for real time; time stamps of the stream do not change with it */
    Broadcast(H264Film film, double speed, long startNanos) {
        if (!(speed > 0)) {
            throw new IllegalArgumentException("speed of the film must be above 0, but was " + speed);
        }
        this.film = film;
        this.nanosPerFrame = 1e9 / (film.framesPerSecond() * speed);
        this.startNanos = startNanos;
    }

    /** Number of the frame with which a viewer who comes now begins: the next key picture. */
    long nextKeyFrame(long nowNanos) {
        long number = Math.max(0, (long) Math.ceil((nowNanos - startNanos) / nanosPerFrame));
        while (!picture(number).isKey()) {
            number++;
        }
        return number;
    }

    AccessUnit picture(long number) {
        return film.pictures().get((int) (number % film.pictures().size()));
    }

    long timestamp(long number) {
        return Math.round(number * RtpPacketiser.CLOCK_RATE / film.framesPerSecond());
    }

    long nanosUntil(long number, long nowNanos) {
        return startNanos + Math.round(number * nanosPerFrame) - nowNanos;
    }

    /** Whether a viewer is so slow that the frame is no use any more. */
    boolean isStale(long number, long nowNanos) {
        return nanosUntil(number, nowNanos) < -TimeUnit.SECONDS.toNanos(3);
    }
}
