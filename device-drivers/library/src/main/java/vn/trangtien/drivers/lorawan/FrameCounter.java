package vn.trangtien.drivers.lorawan;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Optional;

/**
 * Tells new uplinks from copies and counts those that never came. Not thread-safe.
 *
 * <p>A device adds one to its frame counter with each uplink. It is 32 bits wide; some devices and network servers pass on only
 * the lower 16. After a join it begins again at 0 (LoRaWAN 1.0.4, 4.3.1.5), and so it does on each restart of a device that was
 * activated by personalisation and forgets.
 *
 * <p>Rules: a jump forward of at most {@value #FARTHEST} is a gap (a network server refuses more, MAX_FCNT_GAP of LoRaWAN 1.0);
 * a step from within {@value #NEAR} of 2^16 or 2^32 past it is the roll-over; every other step back is a restart and no gap. What
 * was lost between a restart and the first uplink heard after it is not known and not counted. A restart that happens to look
 * like a roll-over adds at most {@value #NEAR} − 1 wrongly counted.
 */
final class FrameCounter {

    static final int FARTHEST = 16_384;
    static final int NEAR = 256;

    /** Copies of a frame without a common id come within this: retransmissions, and reconnecting brokers. */
    static final Duration WINDOW = Duration.ofMinutes(10);

    private static final int REMEMBERED = 256;
    private static final long SIXTEEN_BITS = 1L << 16;
    private static final long THIRTY_TWO_BITS = 1L << 32;
    private static final long NOTHING_YET = -1;

    private final LinkedHashSet<Named> names = new LinkedHashSet<>();
    private final LinkedHashMap<Frame, Long> frames = new LinkedHashMap<>();
    private long last = NOTHING_YET;
    private long uplinks;
    private long duplicates;
    private long gaps;

    private record Named(String id, long counter) {}

    private record Frame(long counter, int port, ByteBuffer payload) {}

    /**
     * Counts an uplink.
     *
     * @param id what all its copies share, if the network server tells
     * @param at nanoseconds of the device clock on arrival
     * @return whether it is new
     */
    boolean isNew(Optional<String> id, long counter, int port, ByteBuffer payload, long at) {
        boolean known = id.isPresent() && !remember(new Named(id.get(), counter));
        if (!remember(new Frame(counter, port, payload), at) || known) {
            duplicates++;
            return false;
        }
        uplinks++;
        gaps += lostBefore(counter);
        last = counter;
        return true;
    }

    /** The device has a new session: its counter begins again, and an equal frame is no copy of an old one. */
    void joined() {
        last = NOTHING_YET;
        frames.clear();
    }

    long uplinks() {
        return uplinks;
    }

    long duplicates() {
        return duplicates;
    }

    /** Frames that never came. */
    long gaps() {
        return gaps;
    }

    private long lostBefore(long counter) {
        if (last == NOTHING_YET) {
            return 0;
        }
        if (counter > last) {
            long step = counter - last;
            return step <= FARTHEST ? step - 1 : 0;
        }
        for (long width : new long[] {SIXTEEN_BITS, THIRTY_TWO_BITS}) {
            long step = counter + width - last;
            if (last < width && step <= NEAR) {
                return step - 1;
            }
        }
        return 0;
    }

    private boolean remember(Named name) {
        boolean fresh = names.add(name);
        if (names.size() > REMEMBERED) {
            names.remove(names.iterator().next());
        }
        return fresh;
    }

    private boolean remember(Frame frame, long at) {
        frames.values().removeIf(since -> at - since > WINDOW.toNanos());
        boolean fresh = frames.putIfAbsent(frame, at) == null;
        if (frames.size() > REMEMBERED) {
            frames.remove(frames.keySet().iterator().next());
        }
        return fresh;
    }
}
