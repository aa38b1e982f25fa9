package vn.trangtien.sim.bus;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Frames waiting for their time. */
public final class Outbox {

    /** Never compared by its bytes. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Waiting(long at, long order, byte[] frame) {}

    private final PriorityQueue<Waiting> frames =
            new PriorityQueue<>(Comparator.comparingLong(Waiting::at).thenComparingLong(Waiting::order));
    private long order;

    public void put(long now, Duration delay, byte[] frame) {
        frames.add(new Waiting(now + delay.toNanos(), order++, frame));
    }

    public List<byte[]> due(long now) {
        var due = new ArrayList<byte[]>();
        Waiting first = frames.peek();
        while (first != null && first.at() <= now) {
            due.add(first.frame());
            frames.remove();
            first = frames.peek();
        }
        return due;
    }

    public long nextDueAt() {
        Waiting first = frames.peek();
        return first == null ? Long.MAX_VALUE : first.at();
    }
}
