package vn.trangtien.sim.camera.film;

import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The film as a live camera shows it: it runs from the moment the camera was switched on, again and again, whether anybody
 * watches or not. Pictures are numbered through all rounds. Immutable.
 */
public final class Broadcast {

    private static final double NANOS_PER_TICK = 1e9 / Film.CLOCK_RATE;

    private final Film film;
    private final double speed;
    private final long startNanos;

    /**
     * @param speed 1 for real time; time stamps of the stream do not change with it
     * @param startNanos when the camera was switched on, as {@link System#nanoTime} counts
     */
    public Broadcast(Film film, double speed, long startNanos) {
        if (!(speed > 0)) {
            throw new IllegalArgumentException("speed of the film must be above 0, but was " + speed);
        }
        this.film = film;
        this.speed = speed;
        this.startNanos = startNanos;
    }

    public Film film() {
        return film;
    }

    /** Number of the picture with which a viewer who comes now begins: the next key picture. */
    public long nextKeyFrame(long nowNanos) {
        List<AccessUnit> pictures = film.pictures();
        double ticks = Math.max(0, ticksAt(nowNanos));
        long round = (long) Math.floor(ticks / film.length());
        long number = round * pictures.size();
        while (!picture(number).isKey() || sentAt(number) < ticks) {
            number++;
        }
        return number;
    }

    public AccessUnit picture(long number) {
        return film.pictures().get((int) (number % film.pictures().size()));
    }

    /** When the picture is to be shown, 90 kHz ticks since the camera was switched on. */
    public long timestamp(long number) {
        return number / film.pictures().size() * film.length() + picture(number).shownAt();
    }

    /** Ticks that have passed on the stream's clock since the camera was switched on. */
    public double ticksAt(long nowNanos) {
        return (nowNanos - startNanos) / NANOS_PER_TICK * speed;
    }

    public long nanosUntil(long number, long nowNanos) {
        return startNanos + Math.round(sentAt(number) * NANOS_PER_TICK / speed) - nowNanos;
    }

    /** Whether a viewer is so slow that the picture is no use any more. */
    public boolean isStale(long number, long nowNanos) {
        return nanosUntil(number, nowNanos) < -TimeUnit.SECONDS.toNanos(3);
    }

    private long sentAt(long number) {
        return number / film.pictures().size() * film.length() + picture(number).sentAt();
    }
}
