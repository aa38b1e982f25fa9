package vn.trangtien.sim.bus;

import java.util.Arrays;
import java.util.List;
import vn.trangtien.sim.fault.Fault;
import vn.trangtien.sim.fault.FaultPlan;

/** What noise and loose contacts do to bytes; where exactly is drawn from the device's own seeded row. */
final class Damage {

    /** The faults that change bytes, in the order in which they act. */
    static final List<Fault> OF_BYTES = List.of(Fault.CRC_FLIP, Fault.BYTE_DROP, Fault.BYTE_INSERT, Fault.TRUNCATE);

    private Damage() {}

    /** A frame of free length, as serial lines carry it. */
    static byte[] toFrame(byte[] frame, Fault fault, FaultPlan.Target faults) {
        if (frame.length == 0) {
            return frame;
        }
        return switch (fault) {
            case CRC_FLIP -> flipped(frame, faults);
            case BYTE_DROP -> dropped(frame, faults);
            case BYTE_INSERT -> inserted(frame, faults);
            case TRUNCATE -> Arrays.copyOf(frame, frame.length - Math.max(1, frame.length / 3));
            case GARBAGE_BEFORE -> afterGarbage(frame, (int) faults.amount(fault), faults);
            default -> throw new IllegalArgumentException("%s does not damage bytes".formatted(fault.code()));
        };
    }

    /** Bytes that a master clocks in: as many as before, and the line floats high where nothing drives it. */
    static byte[] toRead(byte[] read, Fault fault, FaultPlan.Target faults) {
        byte[] damaged = toFrame(read, fault, faults);
        byte[] clocked = Arrays.copyOf(damaged, read.length);
        if (damaged.length < read.length) {
            Arrays.fill(clocked, damaged.length, clocked.length, (byte) 0xFF);
        }
        return clocked;
    }

    private static byte[] flipped(byte[] frame, FaultPlan.Target faults) {
        byte[] sent = frame.clone();
        int bit = faults.chance("flipped bit", 8 * sent.length);
        sent[bit / 8] ^= (byte) (1 << bit % 8);
        return sent;
    }

    private static byte[] dropped(byte[] frame, FaultPlan.Target faults) {
        int at = faults.chance("dropped byte", frame.length);
        var sent = new byte[frame.length - 1];
        System.arraycopy(frame, 0, sent, 0, at);
        System.arraycopy(frame, at + 1, sent, at, sent.length - at);
        return sent;
    }

    private static byte[] inserted(byte[] frame, FaultPlan.Target faults) {
        int at = faults.chance("inserted place", frame.length + 1);
        var sent = new byte[frame.length + 1];
        System.arraycopy(frame, 0, sent, 0, at);
        sent[at] = (byte) faults.chance("inserted byte", 256);
        System.arraycopy(frame, at, sent, at + 1, frame.length - at);
        return sent;
    }

    private static byte[] afterGarbage(byte[] frame, int count, FaultPlan.Target faults) {
        var sent = new byte[count + frame.length];
        for (int i = 0; i < count; i++) {
            sent[i] = (byte) faults.chance("garbage", 256);
        }
        System.arraycopy(frame, 0, sent, count, frame.length);
        return sent;
    }
}
