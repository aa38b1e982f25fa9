package vn.trangtien.gateway.pipeline;

import java.time.Duration;

/**
 * How long something has held without a gap. Only time in which values came counts, so that neither a gap nor a clock that runs
 * backwards stands for evidence. Not thread-safe.
 */
public final class Hold {

    private final long longestGap;
    private boolean holding;
    private long since;
    private long last;

    /** @param longestGap between two values; after a longer one the count begins anew */
    public Hold(Duration longestGap) {
        this.longestGap = longestGap.toNanos();
    }

    /**
     * What a value shows.
     *
     * @param holds whether it is so now
     * @param at nanoseconds of the device clock
     * @return whether it has been so for at least {@code atLeast}
     */
    public boolean lasts(boolean holds, long at, Duration atLeast) {
        if (!holds) {
            holding = false;
            return false;
        }
        long gap = at - last;
        if (!holding || gap < 0 || gap > longestGap) {
            holding = true;
            since = at;
        }
        last = at;
        return at - since >= atLeast.toNanos();
    }

    /** Begins anew. */
    public void reset() {
        holding = false;
    }

    /** Since when it holds by the values seen, for people; meaningless unless {@link #isHolding}. */
    public long since() {
        return since;
    }

    public boolean isHolding() {
        return holding;
    }
}
