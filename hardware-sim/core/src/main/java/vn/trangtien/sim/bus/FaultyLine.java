package vn.trangtien.sim.bus;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vn.trangtien.sim.fault.Fault;
import vn.trangtien.sim.fault.FaultPlan;

/** A serial device behind a line that may be cut, noisy or slow. */
public final class FaultyLine implements SerialTarget {

    private static final List<Fault> DAMAGES =
            List.of(Fault.CRC_FLIP, Fault.BYTE_DROP, Fault.BYTE_INSERT, Fault.TRUNCATE, Fault.GARBAGE_BEFORE);

    private final SerialTarget device;
    private final FaultPlan.Target faults;
    private final Supplier<SerialTarget> makeTwin;
    private final Outbox outbox = new Outbox();
    private @Nullable SerialTarget twin;

    public FaultyLine(SerialTarget device, FaultPlan.Target faults) {
        this(device, faults, () -> device);
    }

    /** @param makeTwin another device with the same address, for {@link Fault#ADDRESS_CLASH} */
    public FaultyLine(SerialTarget device, FaultPlan.Target faults, Supplier<SerialTarget> makeTwin) {
        this.device = device;
        this.faults = faults;
        this.makeTwin = makeTwin;
    }

    @Override
    public int baud() {
        return device.baud();
    }

    @Override
    public void receive(byte[] sent, long now) {
        if (faults.strikes(Fault.CABLE_CUT)) {
            return;
        }
        restartPerhaps();
        if (faults.strikes(Fault.ECHO)) {
            outbox.put(now, Duration.ZERO, sent);
        }
        byte[] bytes = faults.strikes(Fault.WRONG_BAUD) ? Rate.garbled(sent) : sent;
        device.receive(bytes, now);
        if (faults.strikes(Fault.ADDRESS_CLASH)) {
            SerialTarget other = twin;
            if (other == null) {
                other = makeTwin.get();
                twin = other;
            }
            other.receive(bytes, now);
        }
    }

    @Override
    public List<byte[]> due(long now) {
        for (byte[] frame : collided(device.due(now), now)) {
            if (faults.strikes(Fault.CABLE_CUT) || restartPerhaps()) {
                continue;
            }
            Duration late = faults.strikes(Fault.LATE_REPLY)
                    ? Duration.ofNanos((long) (faults.amount(Fault.LATE_REPLY) * 1e6))
                    : Duration.ZERO;
            outbox.put(now, late, damaged(frame));
        }
        return outbox.due(now);
    }

    @Override
    public long nextDueAt() {
        SerialTarget other = twin;
        long own = other == null ? device.nextDueAt() : Math.min(device.nextDueAt(), other.nextDueAt());
        return Math.min(own, outbox.nextDueAt());
    }

    /** A break of the supply takes what was being sent with it. */
    private boolean restartPerhaps() {
        boolean struck = faults.strikes(Fault.BROWN_OUT);
        if (struck) {
            device.powerCycle();
        }
        return struck;
    }

    /** What is sent at the same moment by two: a low bit of either is low on the wire. */
    private List<byte[]> collided(List<byte[]> frames, long now) {
        SerialTarget other = twin;
        if (other == null) {
            return frames;
        }
        List<byte[]> others = other.due(now);
        var onWire = new ArrayList<byte[]>();
        for (int i = 0; i < Math.max(frames.size(), others.size()); i++) {
            if (i >= others.size()) {
                onWire.add(frames.get(i));
            } else if (i >= frames.size()) {
                onWire.add(others.get(i));
            } else {
                onWire.add(both(frames.get(i), others.get(i)));
            }
        }
        return onWire;
    }

    private static byte[] both(byte[] one, byte[] other) {
        byte[] longer = one.length >= other.length ? one : other;
        byte[] shorter = one.length >= other.length ? other : one;
        byte[] sum = Arrays.copyOf(longer, longer.length);
        for (int i = 0; i < shorter.length; i++) {
            sum[i] &= shorter[i];
        }
        return sum;
    }

    private byte[] damaged(byte[] frame) {
        byte[] sent = frame;
        for (Fault damage : DAMAGES) {
            if (faults.strikes(damage)) {
                sent = Damage.toFrame(sent, damage, faults);
            }
        }
        return faults.strikes(Fault.WRONG_BAUD) ? Rate.garbled(sent) : sent;
    }
}
