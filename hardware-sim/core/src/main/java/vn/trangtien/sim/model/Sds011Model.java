package vn.trangtien.sim.model;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import vn.trangtien.sim.bus.Outbox;
import vn.trangtien.sim.bus.SerialTarget;

/**
 * SDS011, a laser dust sensor. Source: Nova Fitness, Laser Dust Sensor Control Protocol V1.3.
 *
 * <pre>
 * command AA B4 what d d … d id id sum AB   19 bytes, sum over bytes 2 to 16, id FFFF for any
 * answer  AA C5 what …       id id sum AB   10 bytes; measurement AA C0 PM2.5 PM10 id sum AB, low byte first, in 0.1 µg/m³
 * 02 reporting mode (0 active, 1 query)   04 query   05 new id   06 sleep 0, work 1   07 firmware   08 period 0..30 min
 * </pre>
 *
 * <p>Mode, sleep and period: data 1 is 0 to ask, 1 to set. Active, with period 0: a measurement each second. With a period of n
 * minutes it works 30 s, reports once and rests n·60 − 30 s. Asleep it hears only the command to work. Sleep ends with a loss
 * of supply; mode, period and id stay.
 */
public final class Sds011Model implements SerialTarget {

    /** What the sensor draws in, in µg/m³. */
    public record Dust(double pm25, double pm10) {}

    private static final int COMMAND_LENGTH = 19;
    private static final int HEAD = 0xAA;
    private static final int TAIL = 0xAB;
    private static final int COMMAND = 0xB4;
    private static final int ANSWER = 0xC5;
    private static final int MEASUREMENT = 0xC0;
    private static final int MODE = 2;
    private static final int QUERY = 4;
    private static final int NEW_ID = 5;
    private static final int SLEEP = 6;
    private static final int FIRMWARE = 7;
    private static final int PERIOD = 8;
    private static final int ANY_ID = 0xFFFF;
    private static final int LONGEST_PERIOD = 30;
    private static final int[] FIRMWARE_DATE = {15, 7, 10};
    private static final int HIGHEST = 9_999;

    private static final Duration EACH_SECOND = Duration.ofSeconds(1);
    private static final Duration WORK = Duration.ofSeconds(30);
    private static final Duration ANSWER_TIME = Duration.ofMillis(30);

    private final Supplier<Dust> dust;
    private final Outbox outbox = new Outbox();
    private final Deque<Integer> heard = new ArrayDeque<>();
    private int id = 0xA160;
    private boolean queried;
    private boolean asleep;
    private int periodMinutes;
    private long nextReportAt;
    private long seen;

    /** @param now nanoseconds of the device clock at power-on */
    public Sds011Model(Supplier<Dust> dust, long now) {
        this.dust = dust;
        this.seen = now;
        startWork(now);
    }

    @Override
    public void powerCycle() {
        asleep = false;
        heard.clear();
        startWork(seen);
    }

    @Override
    public int baud() {
        return 9_600;
    }

    @Override
    public void receive(byte[] bytes, long now) {
        seen = now;
        for (byte b : bytes) {
            heard.add(b & 0xFF);
            if (heard.size() == COMMAND_LENGTH) {
                int[] frame = heard.stream().mapToInt(Integer::intValue).toArray();
                if (isCommand(frame)) {
                    heard.clear();
                    obey(frame, now);
                } else {
                    heard.remove();
                }
            }
        }
    }

    @Override
    public List<byte[]> due(long now) {
        seen = now;
        if (reports() && now - nextReportAt >= 0) {
            outbox.put(now, Duration.ZERO, measurement());
            nextReportAt += cycle().toNanos();
            if (now - nextReportAt >= 0) {
                nextReportAt = now + cycle().toNanos();
            }
        }
        return outbox.due(now);
    }

    @Override
    public long nextDueAt() {
        return reports() ? Math.min(nextReportAt, outbox.nextDueAt()) : outbox.nextDueAt();
    }

    private boolean reports() {
        return !asleep && !queried;
    }

    private Duration cycle() {
        return periodMinutes == 0 ? EACH_SECOND : Duration.ofMinutes(periodMinutes);
    }

    private void startWork(long now) {
        nextReportAt = now + (periodMinutes == 0 ? EACH_SECOND : WORK).toNanos();
    }

    private boolean isCommand(int[] frame) {
        int sum = Arrays.stream(frame, 2, COMMAND_LENGTH - 2).sum() & 0xFF;
        int addressed = frame[15] << 8 | frame[16];
        return frame[0] == HEAD
                && frame[1] == COMMAND
                && frame[18] == TAIL
                && frame[17] == sum
                && (addressed == ANY_ID || addressed == id);
    }

    private void obey(int[] frame, long now) {
        int what = frame[2];
        boolean set = frame[3] == 1;
        int value = frame[4];
        if (asleep && !(what == SLEEP && set && value == 1)) {
            return;
        }
        switch (what) {
            case MODE -> {
                if (set) {
                    queried = value == 1;
                    startWork(now);
                }
                answer(now, what, frame[3], queried ? 1 : 0, 0);
            }
            case QUERY -> outbox.put(now, ANSWER_TIME, measurement());
            case NEW_ID -> {
                id = frame[13] << 8 | frame[14];
                answer(now, what, 0, 0, 0);
            }
            case SLEEP -> {
                if (set) {
                    asleep = value == 0;
                    startWork(now);
                }
                answer(now, what, frame[3], asleep ? 0 : 1, 0);
            }
            case FIRMWARE -> answer(now, what, FIRMWARE_DATE[0], FIRMWARE_DATE[1], FIRMWARE_DATE[2]);
            case PERIOD -> {
                if (set && value <= LONGEST_PERIOD) {
                    periodMinutes = value;
                    startWork(now);
                }
                answer(now, what, frame[3], periodMinutes, 0);
            }
            default -> {
                // The sensor ignores what it does not know.
            }
        }
    }

    private void answer(long now, int what, int second, int third, int fourth) {
        outbox.put(now, ANSWER_TIME, frame(ANSWER, what, second, third, fourth));
    }

    private byte[] measurement() {
        Dust air = dust.get();
        int fine = tenths(air.pm25());
        int coarse = tenths(air.pm10());
        return frame(MEASUREMENT, fine & 0xFF, fine >> 8, coarse & 0xFF, coarse >> 8);
    }

    private byte[] frame(int kind, int first, int second, int third, int fourth) {
        int sum = first + second + third + fourth + (id >> 8) + (id & 0xFF);
        int[] octets = {HEAD, kind, first, second, third, fourth, id >> 8, id & 0xFF, sum & 0xFF, TAIL};
        var frame = new byte[octets.length];
        for (int i = 0; i < octets.length; i++) {
            frame[i] = (byte) octets[i];
        }
        return frame;
    }

    private static int tenths(double micrograms) {
        return (int) Math.max(0, Math.min(HIGHEST, Math.round(micrograms * 10)));
    }
}
