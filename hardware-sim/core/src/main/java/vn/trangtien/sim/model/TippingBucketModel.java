package vn.trangtien.sim.model;

import java.time.Duration;
import java.util.function.DoubleSupplier;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.sim.bus.PinLines;
import vn.trangtien.sim.fault.Fault;
import vn.trangtien.sim.fault.FaultPlan;

/**
 * The reed contact of a rain gauge: closed for 60 ms at each tip, bouncing three times for 0.3 ms at both ends. A bucket that
 * is stuck or cut off loses the rain of that time.
 */
public final class TippingBucketModel {

    static final int BOUNCES = 3;

    private static final Duration BOUNCE = Duration.ofNanos(300_000);
    private static final Duration CLOSED = Duration.ofMillis(60);
    private static final Duration OPEN = Duration.ofMillis(80);

    private final PinLines pins;
    private final int line;
    private final double mmPerTip;
    private final DoubleSupplier rainMm;
    private final DeviceClock clock;
    private final FaultPlan.Target faults;
    private long tips;

    /** @param rainMm all rain since the start, never falling */
    public TippingBucketModel(
            PinLines pins,
            int line,
            double mmPerTip,
            DoubleSupplier rainMm,
            DeviceClock clock,
            FaultPlan.Target faults) {
        this.pins = pins;
        this.line = line;
        this.mmPerTip = mmPerTip;
        this.rainMm = rainMm;
        this.clock = clock;
        this.faults = faults;
        this.tips = tipsSoFar();
    }

    /** Makes the tips that the rain has caused since the last call; takes 140 ms of the device clock for each. */
    public void follow() throws InterruptedException {
        long due = tipsSoFar();
        if (faults.has(Fault.SILENT) || faults.has(Fault.STUCK_VALUE)) {
            tips = due;
            return;
        }
        while (tips < due) {
            tips++;
            tip();
        }
    }

    /** One tip, whatever the rain. */
    public void tip() throws InterruptedException {
        bounceTo(false);
        clock.sleep(CLOSED);
        bounceTo(true);
        clock.sleep(OPEN);
    }

    private void bounceTo(boolean high) throws InterruptedException {
        for (int i = 0; i < BOUNCES; i++) {
            pins.set(line, high);
            clock.sleep(BOUNCE);
            pins.set(line, !high);
            clock.sleep(BOUNCE);
        }
        pins.set(line, high);
    }

    private long tipsSoFar() {
        return (long) Math.floor(rainMm.getAsDouble() / mmPerTip);
    }
}
