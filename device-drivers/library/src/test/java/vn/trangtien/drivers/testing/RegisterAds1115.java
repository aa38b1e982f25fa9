package vn.trangtien.drivers.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import vn.trangtien.drivers.DeviceError;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.port.I2cPort;

/** The two registers of an ADS1115 in single-shot mode, and what may happen to them. */
public final class RegisterAds1115 implements I2cPort {

    private static final int DONE = 1 << 15;
    private static final int NEVER = -1;

    /** Every configuration written. */
    public final List<Integer> writes = new ArrayList<>();

    /** How long a conversion lasts. */
    public Duration conversion = Duration.ofNanos(7_812_500);

    /** Bits of the configuration that the part keeps. */
    public int kept = 0xFFFF;

    /** What every read gives; negative: what the registers say. */
    public int stuckAt = NEVER;

    /** Happens before the next read. */
    public Runnable onNextRead = () -> {};

    public boolean present = true;

    private final ManualClock clock;
    private final int[] inputs = new int[4];
    private final int[] registers = {0, 0x8583};
    private long doneAt;
    private int flippedRead = NEVER;
    private int flippedBit;

    public RegisterAds1115(ManualClock clock) {
        this.clock = clock;
    }

    /** What an input converts to from now on, -32768 to 32767. */
    public RegisterAds1115 input(int number, int code) {
        inputs[number] = code;
        return this;
    }

    public void put(int register, int word) {
        registers[register] = word;
    }

    /** Of the reads that follow this one, counted from 0, will come with one bit changed. */
    public void flip(int read, int bit) {
        flippedRead = read;
        flippedBit = bit;
    }

    @Override
    public void write(byte... data) throws DeviceException {
        acknowledge();
        int word = (data[1] & 0xFF) << 8 | (data[2] & 0xFF);
        writes.add(word);
        registers[data[0]] = word & kept;
        registers[0] = inputs[word >> 12 & 3] & 0xFFFF;
        doneAt = clock.nanoTime() + conversion.toNanos();
    }

    @Override
    public byte[] read(int length) {
        throw new AssertionError("the ADS1115 is read by register");
    }

    @Override
    public byte[] readRegister(int register, int length) throws DeviceException {
        acknowledge();
        Runnable event = onNextRead;
        onNextRead = () -> {};
        event.run();
        int word = registers[register];
        if (register == 1 && clock.nanoTime() < doneAt) {
            word &= ~DONE;
        }
        if (stuckAt != NEVER) {
            word = stuckAt;
        }
        if (flippedRead == 0) {
            word ^= 1 << flippedBit;
        }
        flippedRead--;
        return new byte[] {(byte) (word >> 8), (byte) word};
    }

    private void acknowledge() throws DeviceException {
        if (!present) {
            throw new DeviceException(DeviceError.NOT_PRESENT, "no acknowledge");
        }
    }
}
