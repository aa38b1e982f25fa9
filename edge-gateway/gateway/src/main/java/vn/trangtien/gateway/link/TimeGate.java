package vn.trangtien.gateway.link;

import java.time.Duration;

/** Holds the first connection back until the clock is right, for a wrong clock finds every certificate invalid. */
@FunctionalInterface
public interface TimeGate {

    /** The clock is right, or nobody can tell. */
    TimeGate OPEN = longest -> true;

    /**
     * Waits until the clock is synchronised.
     *
     * @return false if it still was not after the longest wait
     */
    boolean await(Duration longest) throws InterruptedException;
}
