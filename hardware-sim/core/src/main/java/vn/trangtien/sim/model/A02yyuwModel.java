package vn.trangtien.sim.model;

import java.time.Duration;
import java.util.List;
import java.util.function.DoubleSupplier;
import vn.trangtien.sim.bus.Outbox;
import vn.trangtien.sim.bus.SerialTarget;

/** A02YYUW: sends the distance in mm each 100 ms; 0 in its blind zone, FFFD beyond its range. */
public final class A02yyuwModel implements SerialTarget {

    private static final Duration INTERVAL = Duration.ofMillis(100);
    private static final int BLIND_MM = 30;
    private static final int RANGE_MM = 4_500;
    private static final int NO_OBJECT = 0xFFFD;

    private final DoubleSupplier distanceMm;
    private final Outbox outbox = new Outbox();
    private long nextFrameAt;

    public A02yyuwModel(DoubleSupplier distanceMm, long now) {
        this.distanceMm = distanceMm;
        this.nextFrameAt = now + INTERVAL.toNanos();
    }

    @Override
    public int baud() {
        return 9_600;
    }

    @Override
    public void receive(byte[] bytes, long now) {
        // Its receive line only chooses how fast it answers; the bytes mean nothing.
    }

    @Override
    public List<byte[]> due(long now) {
        if (now - nextFrameAt >= 0) {
            outbox.put(now, Duration.ZERO, frame());
            nextFrameAt = now + INTERVAL.toNanos();
        }
        return outbox.due(now);
    }

    @Override
    public long nextDueAt() {
        return nextFrameAt;
    }

    private byte[] frame() {
        long measured = Math.round(distanceMm.getAsDouble());
        int raw;
        if (measured < BLIND_MM) {
            raw = 0;
        } else {
            raw = measured > RANGE_MM ? NO_OBJECT : (int) measured;
        }
        int high = raw >> 8;
        int low = raw & 0xFF;
        return new byte[] {(byte) 0xFF, (byte) high, (byte) low, (byte) (0xFF + high + low)};
    }
}
