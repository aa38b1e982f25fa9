package vn.trangtien.ingest.decoding;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import vn.trangtien.events.ChannelRef;

/**
 * Gives samples of one channel and one millisecond within a message different ordinals, the same ones in every repetition. Not
 * thread-safe.
 *
 * <p>Samples count in steps that share no factor with their number, from where the message begins. The step is near the golden
 * section, which keeps neighbours far apart: messages whose numbers follow each other do not meet, up to twenty samples of one
 * channel and millisecond in each of twenty messages. Messages without numbers begin anywhere, so that two of them, of the same
 * channel and millisecond, meet with a chance of one in a thousand.
 */
final class Ordinals {

    /** As many as there are microseconds in a millisecond, for that is where the stores keep them. */
    static final int COUNT = 1000;

    private static final int STEP = 617;

    private record Moment(ChannelRef channel, long millis) {}

    private final int first;
    private final Map<Moment, Integer> taken = new HashMap<>();
    private int collisions;

    /** @param first of the message, 0 to 999 */
    Ordinals(int first) {
        this.first = first;
    }

    int next(ChannelRef channel, Instant at) {
        int before = taken.merge(new Moment(channel, at.toEpochMilli()), 1, Integer::sum) - 1;
        if (before >= COUNT) {
            collisions++;
        }
        return (int) ((first + (long) before * STEP) % COUNT);
    }

    /** Samples for which there was no ordinal left; each replaces another one. */
    int collisions() {
        return collisions;
    }
}
