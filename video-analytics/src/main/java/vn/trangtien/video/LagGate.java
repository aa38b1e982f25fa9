package vn.trangtien.video;

/**
 * Decides which frames to look at when the computer is slower than the camera: the newest wins.
 *
 * <p>The smallest distance ever seen between presentation time and arrival is "no delay"; a frame that comes later than that
 * by more than {@value #TOLERATED_MICROS} µs has waited in a buffer and is only decoded, because the frames after it need it.
 * The reference drifts by a thousandth, more than any camera's clock is wrong. Even without an end of the delay one frame in
 * {@value #LONGEST_BLINDNESS} is looked at.
 */
public final class LagGate {

    private static final long TOLERATED_MICROS = 400_000;
    private static final int LONGEST_BLINDNESS = 10;
    private static final long DRIFT_DIVISOR = 1_000;

    private long smallestDelay = Long.MAX_VALUE;
    private long previousArrival;
    private int left;

    /** Forgets the reference: a new connection has its own. */
    public void restart() {
        smallestDelay = Long.MAX_VALUE;
        left = 0;
    }

    /**
     * @param presentationMicros time of the frame in the stream
     * @param arrivalMicros when it was decoded, on any steady clock
     */
    public boolean shouldLookAt(long presentationMicros, long arrivalMicros) {
        long delay = arrivalMicros - presentationMicros;
        if (smallestDelay == Long.MAX_VALUE) {
            smallestDelay = delay;
        } else {
            smallestDelay = Math.min(delay, smallestDelay + (arrivalMicros - previousArrival) / DRIFT_DIVISOR);
        }
        previousArrival = arrivalMicros;
        if (delay - smallestDelay <= TOLERATED_MICROS || left >= LONGEST_BLINDNESS - 1) {
            left = 0;
            return true;
        }
        left++;
        return false;
    }
}
