package vn.trangtien.sim.model;

import java.time.Duration;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.sim.bus.I2cTarget;

/**
 * The I2C conversation of Sensirion's sensors: commands of 16 bits, words with a checksum each, and no acknowledge while the
 * chip is busy or has nothing to say. Source: the interface chapters of the SHT3x-DIS and SCD4x datasheets.
 *
 * <p>The checksum is a CRC-8 with polynomial x^8 + x^5 + x^4 + 1, first value FF, not reflected: BE EF gives 92.
 */
abstract class SensirionChip implements I2cTarget {

    private static final int COMMAND_BYTES = 2;
    private static final int COMMAND_AND_WORD_BYTES = 5;
    private static final int NOT_DRIVEN = 0xFF;

    private final DeviceClock clock;
    private final int[] received = new int[COMMAND_AND_WORD_BYTES];
    private int receivedCount;
    private int[] answer = {};
    private int answerAt;
    private long answerFrom;
    private long busyUntil;

    SensirionChip(DeviceClock clock) {
        this.clock = clock;
        this.busyUntil = clock.nanoTime();
    }

    /** A command without a word has come, or the command of a word that follows; the chip acknowledges it or not. */
    abstract boolean command(int code);

    abstract boolean takesWord(int code);

    /** The word of a command, its checksum being right. */
    abstract void word(int code, int word);

    /** Called before each transaction, so that the chip can do what is due meanwhile. */
    abstract void wake();

    /** A read begins: whether the chip can now say what it was asked. */
    abstract boolean hasAnswer();

    @Override
    public final boolean start(boolean read) {
        wake();
        if (now() - busyUntil < 0) {
            return false;
        }
        if (!read) {
            receivedCount = 0;
            return true;
        }
        return hasAnswer() && answerAt < answer.length && now() - answerFrom >= 0;
    }

    @Override
    public final boolean write(int octet) {
        if (receivedCount == COMMAND_AND_WORD_BYTES) {
            return false;
        }
        received[receivedCount++] = octet;
        int code = received[0] << 8 | received[1];
        if (receivedCount == COMMAND_BYTES) {
            forgetAnswer();
            return command(code);
        }
        if (receivedCount == COMMAND_AND_WORD_BYTES) {
            int word = received[2] << 8 | received[3];
            boolean intact = takesWord(code) && checksum(word) == octet;
            if (intact) {
                word(code, word);
            }
            return intact;
        }
        return true;
    }

    @Override
    public final int read() {
        return answerAt < answer.length ? answer[answerAt++] : NOT_DRIVEN;
    }

    @Override
    public final void stop() {
        if (answerAt > 0) {
            forgetAnswer();
        }
    }

    final long now() {
        return clock.nanoTime();
    }

    /** The chip does not answer for so long. */
    final void busyFor(Duration time) {
        busyUntil = now() + time.toNanos();
    }

    /** What the next read will give, from {@code delay} on. */
    final void answer(Duration delay, int... words) {
        answer = new int[words.length * 3];
        answerAt = 0;
        answerFrom = now() + delay.toNanos();
        for (int i = 0; i < words.length; i++) {
            int word = words[i] & 0xFFFF;
            answer[3 * i] = word >> 8;
            answer[3 * i + 1] = word & 0xFF;
            answer[3 * i + 2] = checksum(word);
        }
    }

    final void forgetAnswer() {
        answer = new int[0];
        answerAt = 0;
    }

    /** The word for a quantity that the chip gives as a fraction of its range, 65535 for all of it. */
    static int fraction(double value, double zero, double span) {
        double share = (value - zero) / span;
        return (int) Math.round(Math.max(0, Math.min(1, share)) * 0xFFFF);
    }

    /** Long division of the word by the polynomial, bit by bit. */
    static int checksum(int word) {
        int remainder = 0xFF;
        for (int bit = 15; bit >= 0; bit--) {
            int out = (remainder >> 7) ^ ((word >> bit) & 1);
            remainder = remainder << 1 & 0xFF;
            if (out == 1) {
                remainder ^= 0b0011_0001;
            }
        }
        return remainder;
    }
}
