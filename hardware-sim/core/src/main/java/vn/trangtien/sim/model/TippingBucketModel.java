package vn.trangtien.sim.model;

import java.time.Duration;
import java.util.List;
import java.util.function.DoubleSupplier;
import vn.trangtien.sim.bus.Edge;
import vn.trangtien.sim.bus.EdgeSource;
import vn.trangtien.sim.fault.Fault;
import vn.trangtien.sim.fault.FaultPlan;

/**
 * The reed contact of a rain gauge: closed for 60 ms at each tip, then open for at least 80 ms, bouncing at both ends. A stuck
 * bucket loses the rain of that time; rain that comes faster than it can tip waits in the funnel, up to 200 tips.
 */
public final class TippingBucketModel implements EdgeSource {

    static final Duration LOOK = Duration.ofMillis(250);

    private static final long CLOSED_NANOS = Duration.ofMillis(60).toNanos();
    private static final long CYCLE_NANOS = Duration.ofMillis(140).toNanos();
    private static final int FUNNEL_TIPS = 200;

    private final double mmPerTip;
    private final DoubleSupplier rainMm;
    private final boolean restsHigh;
    private final FaultPlan.Target faults;
    private final Contact contact;
    private double seenMm;
    private double waterMm;
    private boolean stuck;
    private long nextLookAt;
    private long freeAt;

    /**
     * @param rainMm all rain since the start
     * @param restsHigh level while the contact is open: high with a pull-up
     */
    public TippingBucketModel(
            double mmPerTip, DoubleSupplier rainMm, boolean restsHigh, long now, FaultPlan.Target faults) {
        if (!(mmPerTip > 0)) {
            throw new IllegalArgumentException("mmPerTip must be more than 0, but was " + mmPerTip);
        }
        this.mmPerTip = mmPerTip;
        this.rainMm = rainMm;
        this.restsHigh = restsHigh;
        this.faults = faults;
        this.contact = new Contact(restsHigh);
        this.seenMm = rainMm.getAsDouble();
        this.nextLookAt = now + LOOK.toNanos();
        this.freeAt = now;
    }

    @Override
    public boolean high() {
        return contact.high();
    }

    @Override
    public List<Edge> due(long now) {
        if (now - nextLookAt >= 0) {
            nextLookAt = now + LOOK.toNanos();
            look(now);
        }
        return contact.due(now);
    }

    @Override
    public long nextDueAt() {
        return contact.next(nextLookAt);
    }

    private void look(long now) {
        double rain = rainMm.getAsDouble();
        double fallen = Math.max(0, rain - seenMm);
        seenMm = rain;
        boolean wasStuck = stuck;
        stuck = faults.has(Fault.STUCK_VALUE);
        if (stuck || wasStuck) {
            return;
        }
        // Summing up many small differences must not lose a tip to rounding.
        waterMm = Math.min(waterMm + fallen, FUNNEL_TIPS * mmPerTip);
        long nextLook = now + LOOK.toNanos();
        freeAt = Math.max(freeAt, now);
        while (waterMm >= mmPerTip - 1e-9 && freeAt - nextLook < 0) {
            waterMm -= mmPerTip;
            contact.move(!restsHigh, freeAt);
            contact.move(restsHigh, freeAt + CLOSED_NANOS);
            freeAt += CYCLE_NANOS;
        }
    }
}
