package vn.trangtien.drivers.testing;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import vn.trangtien.drivers.port.GpioIn;

/** An input line in virtual time, whose level a test sets. */
public final class ManualLine implements GpioIn {

    private final ManualClock clock;
    private boolean high;
    private @Nullable EdgeListener listener;
    private @Nullable Runnable afterLook;

    public ManualLine(ManualClock clock, boolean high) {
        this.clock = clock;
        this.high = high;
    }

    /** Takes a level and keeps it for a while. */
    public void level(boolean nowHigh, Duration lasting) {
        high = nowHigh;
        if (listener != null) {
            listener.edge(nowHigh, clock.nanoTime());
        }
        clock.sleep(lasting);
    }

    public void level(boolean nowHigh, long millis) {
        level(nowHigh, Duration.ofMillis(millis));
    }

    /** Takes a level of which the platform loses the edge, and keeps it for a while. */
    public void levelUnheard(boolean nowHigh, long millis) {
        high = nowHigh;
        clock.sleep(Duration.ofMillis(millis));
    }

    /** Changes to and fro every 300 µs and ends at the level that it began with. */
    public void bounce(int times) {
        for (int i = 0; i < 2 * times; i++) {
            level(!high, Duration.ofNanos(300_000));
        }
    }

    /** Happens once, after the next look at the level and before who looked can use it. */
    public void afterNextLook(Runnable what) {
        afterLook = what;
    }

    public boolean isHeard() {
        return listener != null;
    }

    @Override
    public boolean isHigh() {
        boolean seen = high;
        Runnable next = afterLook;
        afterLook = null;
        if (next != null) {
            next.run();
        }
        return seen;
    }

    @Override
    public Subscription onEdge(EdgeListener added) {
        listener = added;
        return () -> listener = null;
    }
}
