package vn.trangtien.sim.bus;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import vn.trangtien.sim.fault.Fault;
import vn.trangtien.sim.fault.FaultPlan;

/** A serial device behind a line that may be cut, noisy or slow. */
public final class FaultyLine implements SerialTarget {

    /** Longer than a gateway's time-out of half a second, shorter than its patience. */
    public static final Duration LATENESS = Duration.ofMillis(700);

    private static final byte[] NOISE = {0x00, (byte) 0xFF, 0x12};

    private final SerialTarget device;
    private final FaultPlan.Target faults;
    private final Outbox outbox = new Outbox();

    public FaultyLine(SerialTarget device, FaultPlan.Target faults) {
        this.device = device;
        this.faults = faults;
    }

    @Override
    public int baud() {
        return device.baud();
    }

    @Override
    public void receive(byte[] bytes, long now) {
        if (faults.has(Fault.SILENT)) {
            return;
        }
        if (faults.has(Fault.ECHO)) {
            outbox.put(now, Duration.ZERO, bytes);
        }
        device.receive(bytes, now);
    }

    @Override
    public List<byte[]> due(long now) {
        for (byte[] frame : device.due(now)) {
            if (!faults.has(Fault.SILENT)) {
                outbox.put(now, faults.has(Fault.LATE_REPLY) ? LATENESS : Duration.ZERO, damaged(frame));
            }
        }
        return outbox.due(now);
    }

    @Override
    public long nextDueAt() {
        return Math.min(device.nextDueAt(), outbox.nextDueAt());
    }

    private byte[] damaged(byte[] frame) {
        byte[] sent = frame.clone();
        if (faults.has(Fault.CRC_FLIP)) {
            sent[sent.length - 1] ^= 1;
        }
        if (faults.has(Fault.TRUNCATE)) {
            sent = Arrays.copyOf(sent, sent.length - Math.max(1, sent.length / 3));
        }
        if (faults.has(Fault.NOISE_BEFORE)) {
            byte[] noisy = Arrays.copyOf(NOISE, NOISE.length + sent.length);
            System.arraycopy(sent, 0, noisy, NOISE.length, sent.length);
            sent = noisy;
        }
        return sent;
    }
}
