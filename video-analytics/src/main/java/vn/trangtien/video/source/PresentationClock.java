package vn.trangtien.video.source;

/**
 * Turns the time stamps of a stream into a presentation time that starts where it is told to and always grows.
 *
 * <p>Cameras restart their clock, repeat stamps or leave them out. A step back, no stamp, or a leap of more than
 * {@value #LONGEST_GAP_MICROS} µs is taken as one frame later.
 */
final class PresentationClock {

    static final long UNKNOWN = Long.MIN_VALUE;
    static final long LONGEST_GAP_MICROS = 10_000_000;

    private final long frameMicros;
    private long offset;
    private long last;

    /**
     * @param firstMicros presentation time of the first frame
     * @param frameMicros distance of two frames when the stream does not say
     */
    PresentationClock(long firstMicros, long frameMicros) {
        this.frameMicros = frameMicros;
        this.last = firstMicros - frameMicros;
        this.offset = UNKNOWN;
    }

    /** @param stamp microseconds as the stream has it, or {@link #UNKNOWN} */
    long next(long stamp) {
        if (stamp == UNKNOWN) {
            last += frameMicros;
            return last;
        }
        if (offset == UNKNOWN || stamp + offset <= last || stamp + offset > last + LONGEST_GAP_MICROS) {
            offset = last + frameMicros - stamp;
        }
        last = stamp + offset;
        return last;
    }

    /** Where a packet that is not decoded yet will be, as far as is known. */
    long estimate(long stamp) {
        if (stamp == UNKNOWN) {
            return last + frameMicros;
        }
        if (offset == UNKNOWN) {
            offset = last + frameMicros - stamp;
        }
        return stamp + offset;
    }

    long last() {
        return last;
    }
}
