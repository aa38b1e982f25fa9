package vn.trangtien.sim.model;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;
import vn.trangtien.sim.bus.Outbox;
import vn.trangtien.sim.bus.SerialTarget;

/**
 * A02YYUW: sends the distance in mm each 100 ms as {@code FF high low sum}. Source: DFRobot SEN0311; for the two last values
 * the manual of the same maker's newer A02 family.
 *
 * <pre>
 * 0      nearer than 30 mm (blind zone)          FFFD   nothing within 4500 mm
 * FFFE   another ultrasonic source disturbs it
 * </pre>
 */
public final class A02yyuwModel implements SerialTarget {

    /** Distances it can tell. */
    static final int BLIND_MM = 30;

    static final int RANGE_MM = 4_500;

    private static final Duration INTERVAL = Duration.ofMillis(100);
    private static final int NO_OBJECT = 0xFFFD;
    private static final int DISTURBED = 0xFFFE;

    private final DoubleSupplier distanceMm;
    private final BooleanSupplier disturbed;
    private final Outbox outbox = new Outbox();
    private long nextFrameAt;

    /** @param disturbed asked for each frame */
    public A02yyuwModel(DoubleSupplier distanceMm, BooleanSupplier disturbed, long now) {
        this.distanceMm = distanceMm;
        this.disturbed = disturbed;
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
        int raw = disturbed.getAsBoolean() ? DISTURBED : distance();
        int high = raw >> 8;
        int low = raw & 0xFF;
        return new byte[] {(byte) 0xFF, (byte) high, (byte) low, (byte) (0xFF + high + low)};
    }

    private int distance() {
        long measured = Math.round(distanceMm.getAsDouble());
        if (measured < BLIND_MM) {
            return 0;
        }
        return measured > RANGE_MM ? NO_OBJECT : (int) measured;
    }
}
