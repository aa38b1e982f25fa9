package vn.trangtien.sim.model;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import vn.trangtien.sim.bus.Outbox;
import vn.trangtien.sim.bus.SerialTarget;

/**
 * PMS5003: sends a frame each 0.8 s in active mode (its state at power-on), answers requests in passive mode, sleeps and
 * wakes. Source: Plantower manual v2.5.
 */
public final class Pms5003Model implements SerialTarget {

    /** What the sensor draws in, in µg/m³. */
    public record Dust(double pm1, double pm25, double pm10) {}

    private static final Duration ACTIVE_INTERVAL = Duration.ofMillis(800);
    private static final Duration ANSWER_TIME = Duration.ofMillis(40);
    private static final int COMMAND_LENGTH = 7;
    private static final int MODE = 0xE1;
    private static final int READ = 0xE2;
    private static final int SLEEP = 0xE4;
    private static final int VERSION = 0x97;

    private final Supplier<Dust> dust;
    private final Outbox outbox = new Outbox();
    private final int[] command = new int[COMMAND_LENGTH];
    private int commandFilled;
    private boolean active = true;
    private boolean asleep;
    private long nextFrameAt;
    private long seen;

    /** @param now nanoseconds of the device clock at power-on */
    public Pms5003Model(Supplier<Dust> dust, long now) {
        this.dust = dust;
        this.seen = now;
        this.nextFrameAt = now + ACTIVE_INTERVAL.toNanos();
    }

    @Override
    public void powerCycle() {
        active = true;
        asleep = false;
        commandFilled = 0;
        nextFrameAt = seen + ACTIVE_INTERVAL.toNanos();
    }

    @Override
    public int baud() {
        return 9_600;
    }

    @Override
    public void receive(byte[] bytes, long now) {
        seen = now;
        for (byte b : bytes) {
            command[commandFilled++] = b & 0xFF;
            if (command[0] != 0x42 || (commandFilled > 1 && command[1] != 0x4D)) {
                commandFilled = 0;
            } else if (commandFilled == COMMAND_LENGTH) {
                commandFilled = 0;
                int sum = command[0] + command[1] + command[2] + command[3] + command[4];
                if (sum == (command[5] << 8 | command[6])) {
                    obey(command[2], command[4], now);
                }
            }
        }
    }

    @Override
    public List<byte[]> due(long now) {
        seen = now;
        if (active && !asleep && now - nextFrameAt >= 0) {
            outbox.put(now, Duration.ZERO, frame());
            nextFrameAt = now + ACTIVE_INTERVAL.toNanos();
        }
        return outbox.due(now);
    }

    @Override
    public long nextDueAt() {
        return active && !asleep ? Math.min(nextFrameAt, outbox.nextDueAt()) : outbox.nextDueAt();
    }

    private void obey(int code, int data, long now) {
        switch (code) {
            case MODE -> {
                active = data == 1;
                nextFrameAt = now + ACTIVE_INTERVAL.toNanos();
                outbox.put(now, ANSWER_TIME, answer(code, data));
            }
            case SLEEP -> {
                asleep = data == 0;
                nextFrameAt = now + ACTIVE_INTERVAL.toNanos();
                if (asleep) {
                    outbox.put(now, ANSWER_TIME, answer(code, data));
                }
            }
            case READ -> {
                if (!active && !asleep) {
                    outbox.put(now, ANSWER_TIME, frame());
                }
            }
            default -> {
                // The sensor ignores what it does not know.
            }
        }
    }

    private byte[] frame() {
        Dust now = dust.get();
        var words = new int[] {
            // The factory calibration reads lower than the atmospheric one in thick dust only; here they are the same.
            round(now.pm1()),
            round(now.pm25()),
            round(now.pm10()),
            round(now.pm1()),
            round(now.pm25()),
            round(now.pm10()),
            // Counts per 0.1 litre fall steeply with size; their ratios are those of a capture in street air.
            round(now.pm25() * 165),
            round(now.pm25() * 46),
            round(now.pm25() * 7.5),
            round(now.pm10() * 0.9),
            round(now.pm10() * 0.35),
            round(now.pm10() * 0.12),
            VERSION << 8
        };
        var frame = new byte[32];
        frame[0] = 0x42;
        frame[1] = 0x4D;
        frame[3] = 28;
        for (int i = 0; i < words.length; i++) {
            frame[4 + 2 * i] = (byte) (words[i] >> 8);
            frame[5 + 2 * i] = (byte) words[i];
        }
        return summed(frame);
    }

    private static byte[] answer(int code, int data) {
        return summed(new byte[] {0x42, 0x4D, 0, 4, (byte) code, (byte) data, 0, 0});
    }

    private static byte[] summed(byte[] frame) {
        int sum = 0;
        for (int i = 0; i < frame.length - 2; i++) {
            sum += frame[i] & 0xFF;
        }
        frame[frame.length - 2] = (byte) (sum >> 8);
        frame[frame.length - 1] = (byte) sum;
        return frame;
    }

    private static int round(double value) {
        return (int) Math.max(0, Math.min(0xFFFF, Math.round(value)));
    }
}
