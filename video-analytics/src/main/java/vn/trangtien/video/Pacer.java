package vn.trangtien.video;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Plays a recording as fast as it was recorded. */
final class Pacer {

    /** After such a pause, for example a suspended computer, the recording goes on from where it is. */
    private static final long GIVE_UP_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final LongSupplier nanoTime;
    private long origin;
    private boolean started;

    Pacer(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Waits until the frame is due; returns at once if it is late. */
    void awaitDue(long presentationMicros) throws InterruptedException {
        long now = nanoTime.getAsLong();
        long wait = origin + presentationMicros * 1000 - now;
        if (!started || -wait > GIVE_UP_NANOS) {
            started = true;
            origin = now - presentationMicros * 1000;
            return;
        }
        if (wait > 0) {
            TimeUnit.NANOSECONDS.sleep(wait);
        }
    }
}
