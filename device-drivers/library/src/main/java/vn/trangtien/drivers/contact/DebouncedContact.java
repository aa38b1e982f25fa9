package vn.trangtien.drivers.contact;

import java.time.Duration;
import java.util.ArrayDeque;

/**
 * Follows a contact through its bounces. A state counts once it has lasted without a break for its settle time; shorter ones
 * are bounces or sparks of interference.
 *
 * <p>Edges may get lost on the way. Two equal edges in a row, further apart than both settle times, prove that the contact was
 * in the other state in between, so that is counted and reported by {@link #missedEdges}. A lost edge that nothing followed is
 * found by {@link #look}.
 *
 * <p>Needs no timer: whether a state has settled is worked out when somebody asks. Thread-safe: edges come on a thread of the
 * platform.
 */
public final class DebouncedContact {

    private static final long RESTLESS_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long MINUTE_NANOS = Duration.ofMinutes(1).toNanos();
    private static final int MOST_REMEMBERED = 1_000;

    private final long closedSettleNanos;
    private final long openSettleNanos;
    private boolean rawOpen;
    private long rawSince;
    private boolean open;
    private long restlessSince;
    private long openings;
    private long changes;
    private long missedEdges;
    private final ArrayDeque<Long> lastMinute = new ArrayDeque<>();

    /**
     * @param closedSettle how long a closure lasts at least
     * @param openSettle how long the contact is open at least
     * @param open as the line is now
     * @param at now
     */
    public DebouncedContact(Duration closedSettle, Duration openSettle, boolean open, long at) {
        this.closedSettleNanos = closedSettle.toNanos();
        this.openSettleNanos = openSettle.toNanos();
        this.rawOpen = open;
        this.open = open;
        this.rawSince = at;
        this.restlessSince = at;
    }

    /** Takes an edge of the line. */
    public synchronized void edge(boolean nowOpen, long at) {
        settle(at);
        if (nowOpen == rawOpen) {
            if (at - rawSince < Math.max(closedSettleNanos, openSettleNanos)) {
                rawSince = at;
                return;
            }
            missedEdges++;
            become(!nowOpen, at);
        }
        if (at - rawSince >= settleNanos(rawOpen)) {
            restlessSince = at;
        }
        rawOpen = nowOpen;
        rawSince = at;
    }

    /**
     * Compares with the level of the line: a level that no edge led to means that one was lost, nobody knows when.
     *
     * @param at when looking at the line began; an edge of this time or later is newer than the level that was seen
     */
    public synchronized void look(boolean nowOpen, long at) {
        if (nowOpen != rawOpen && at - rawSince > 0) {
            missedEdges++;
            edge(nowOpen, at);
        }
        settle(at);
    }

    /** What has settled so far. */
    public synchronized State state(long at) {
        settle(at);
        boolean settled = at - rawSince >= settleNanos(rawOpen);
        long closedNanos = rawOpen ? 0 : Math.max(0, at - rawSince);
        boolean restless = !settled && at - restlessSince >= RESTLESS_NANOS;
        forget(at);
        return new State(
                open, openings, changes, lastMinute.size(), missedEdges, restless, Duration.ofNanos(closedNanos));
    }

    private void settle(long at) {
        if (rawOpen != open && at - rawSince >= settleNanos(rawOpen)) {
            become(rawOpen, rawSince);
        }
    }

    private void become(boolean nowOpen, long at) {
        if (open == nowOpen) {
            return;
        }
        open = nowOpen;
        changes++;
        forget(at);
        lastMinute.add(at);
        if (nowOpen) {
            openings++;
        }
    }

    private void forget(long at) {
        while (!lastMinute.isEmpty()
                && (at - lastMinute.element() >= MINUTE_NANOS || lastMinute.size() >= MOST_REMEMBERED)) {
            lastMinute.remove();
        }
    }

    private long settleNanos(boolean forOpen) {
        return forOpen ? openSettleNanos : closedSettleNanos;
    }

    /**
     * The contact at a moment.
     *
     * @param open the settled state
     * @param openings times it went from closed to open
     * @param changes times it went either way
     * @param changesOfAMinute times it went either way in the last minute, as far as remembered: up to a thousand
     * @param missedEdges edges that must have been lost
     * @param restless whether it has been chattering for a second or more, so that {@code open} is as old as that
     * @param closedFor how long the line has been closed without a break; zero while it is open
     */
    public record State(
            boolean open,
            long openings,
            long changes,
            int changesOfAMinute,
            long missedEdges,
            boolean restless,
            Duration closedFor) {}
}
