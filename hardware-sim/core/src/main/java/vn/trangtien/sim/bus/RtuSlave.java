package vn.trangtien.sim.bus;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vn.trangtien.sim.fault.Fault;
import vn.trangtien.sim.fault.FaultPlan;

/** A unit on a Modbus RTU line. Answers functions 3 and 4, refuses the rest, ignores what is not for it or is damaged. */
public final class RtuSlave implements SerialTarget {

    private static final Set<Integer> FUNCTIONS_WITHOUT_DATA = Set.of(7, 11, 12, 17);
    private static final int READ_HOLDING = 3;
    private static final int READ_INPUT = 4;
    private static final int ILLEGAL_FUNCTION = 1;
    private static final int ILLEGAL_ADDRESS = 2;
    private static final Duration ANSWER_TIME = Duration.ofMillis(15);

    private final int unit;
    private final int baud;
    private final RegisterBank registers;
    private final FaultPlan.Target faults;
    private final Outbox outbox = new Outbox();
    private byte[] pending = new byte[0];

    public RtuSlave(int unit, int baud, RegisterBank registers, FaultPlan.Target faults) {
        this.unit = unit;
        this.baud = baud;
        this.registers = registers;
        this.faults = faults;
    }

    @Override
    public int baud() {
        return baud;
    }

    @Override
    public void receive(byte[] bytes, long now) {
        byte[] all = Arrays.copyOf(pending, pending.length + bytes.length);
        System.arraycopy(bytes, 0, all, pending.length, bytes.length);
        int at = 0;
        while (all.length - at >= 2) {
            int length = requestLength(all[at + 1] & 0xFF);
            if (all.length - at < length) {
                break;
            }
            byte[] frame = Arrays.copyOfRange(all, at, at + length);
            if (checksum(frame, length - 2) != word(frame, length - 1, length - 2)) {
                at++;
                continue;
            }
            if ((frame[0] & 0xFF) == unit) {
                outbox.put(now, ANSWER_TIME, answer(frame));
            }
            at += length;
        }
        pending = Arrays.copyOfRange(all, at, all.length);
    }

    @Override
    public List<byte[]> due(long now) {
        return outbox.due(now);
    }

    @Override
    public long nextDueAt() {
        return outbox.nextDueAt();
    }

    private static int requestLength(int function) {
        return FUNCTIONS_WITHOUT_DATA.contains(function) ? 4 : 8;
    }

    private byte[] answer(byte[] request) {
        int function = request[1] & 0xFF;
        int sender = faults.strikes(Fault.FOREIGN_UNIT) ? unit + 1 : unit;
        if (function != READ_HOLDING && function != READ_INPUT) {
            return refusal(sender, function, ILLEGAL_FUNCTION);
        }
        Optional<int[]> values = registers.read(function, word(request, 2, 3), word(request, 4, 5));
        return values.map(known -> reply(sender, function, known))
                .orElseGet(() -> refusal(sender, function, ILLEGAL_ADDRESS));
    }

    private static byte[] reply(int sender, int function, int[] values) {
        var frame = new ByteArrayOutputStream();
        frame.write(sender);
        frame.write(function);
        frame.write(2 * values.length);
        for (int value : values) {
            frame.write(value >> 8);
            frame.write(value);
        }
        return signed(frame);
    }

    private static byte[] refusal(int sender, int function, int code) {
        var frame = new ByteArrayOutputStream();
        frame.write(sender);
        frame.write(function | 0x80);
        frame.write(code);
        return signed(frame);
    }

    private static byte[] signed(ByteArrayOutputStream frame) {
        int checksum = checksum(frame.toByteArray(), frame.size());
        frame.write(checksum);
        frame.write(checksum >> 8);
        return frame.toByteArray();
    }

    private static int word(byte[] bytes, int high, int low) {
        return ((bytes[high] & 0xFF) << 8) | (bytes[low] & 0xFF);
    }

    /** CRC-16 of Modbus, a bit at a time over the reflected polynomial x^16 + x^15 + x^2 + 1. */
    public static int checksum(byte[] bytes, int length) {
        int remainder = 0xFFFF;
        for (int i = 0; i < length * 8; i++) {
            int bit = bytes[i / 8] >> i % 8 & 1;
            boolean carry = (remainder & 1) != bit;
            remainder >>= 1;
            if (carry) {
                remainder ^= 0b1010_0000_0000_0001;
            }
        }
        return remainder;
    }
}
