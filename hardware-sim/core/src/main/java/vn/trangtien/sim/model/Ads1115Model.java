package vn.trangtien.sim.model;

import java.time.Duration;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.DoubleSupplier;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.sim.bus.I2cTarget;
import vn.trangtien.sim.fault.Fault;
import vn.trangtien.sim.fault.FaultPlan;

/**
 * ADS1115, a converter of 16 bits with four inputs. Source: Texas Instruments SBAS444, chapters 9.5 and 9.6.
 *
 * <pre>
 * pointer 0 conversion, 1 configuration (8583 after power-on), 2 low threshold (8000), 3 high threshold (7FFF)
 * OS[15]  write 1: start one conversion; read 0: a conversion is running
 * MUX[14:12]  0..3 differences AIN0-1 AIN0-3 AIN1-3 AIN2-3, 4..7 AIN0..AIN3 against ground
 * PGA[11:9]   ±6.144 4.096 2.048 1.024 0.512 0.256 0.256 0.256 V     MODE[8] 1: one conversion, then power-down
 * DR[7:5]     8 16 32 64 128 250 475 860 conversions a second, ±10 %
 * </pre>
 *
 * <p>This one runs 8 % slow, as the datasheet allows, and needs 25 µs to wake up. Until a conversion is done the old result
 * stays. A voltage beyond the range gives 7FFF or 8000; inputs cannot go beyond the supply by more than 0.3 V.
 */
public final class Ads1115Model implements I2cTarget {

    static final int INPUTS = 4;

    private static final int CONVERSION = 0;
    private static final int CONFIGURATION = 1;
    private static final int LOW_THRESHOLD = 2;
    private static final int HIGH_THRESHOLD = 3;

    private static final int START = 1 << 15;
    private static final int ONE_SHOT = 1 << 8;
    private static final double[] FULL_SCALE = {6.144, 4.096, 2.048, 1.024, 0.512, 0.256, 0.256, 0.256};
    private static final int[] PER_SECOND = {8, 16, 32, 64, 128, 250, 475, 860};
    private static final int[][] DIFFERENCES = {{0, 1}, {0, 3}, {1, 3}, {2, 3}};
    private static final double SLOWNESS = 1.08;
    private static final Duration WAKE_UP = Duration.ofNanos(25_000);
    private static final double SUPPLY_VOLTS = 3.3;
    private static final double BEYOND_SUPPLY_VOLTS = 0.3;

    private final DoubleSupplier[] volts = new DoubleSupplier[INPUTS];
    private final BitSet connected = new BitSet(INPUTS);
    private final DeviceClock clock;
    private final FaultPlan.Target faults;
    private final int[] registers = new int[4];
    private int pointer;
    private int bytesInTransaction;
    private int highByte;
    private boolean converting;
    private long readyAt;
    private int result;

    public Ads1115Model(DeviceClock clock, FaultPlan.Target faults) {
        this.clock = clock;
        this.faults = faults;
        Arrays.fill(volts, (DoubleSupplier) () -> 0);
        powerCycle();
    }

    /** Lays a voltage at one of the four inputs; an open one has 0 V. */
    public void connect(int input, DoubleSupplier source) {
        if (input < 0 || input >= INPUTS) {
            throw new IllegalArgumentException("an input of an ADS1115 must be 0 to 3, but was " + input);
        }
        volts[input] = source;
        connected.set(input);
    }

    /** The same where nothing was laid yet. */
    public void connectIfOpen(int input, DoubleSupplier source) {
        if (!connected.get(input)) {
            connect(input, source);
        }
    }

    @Override
    public void powerCycle() {
        registers[CONVERSION] = 0;
        registers[CONFIGURATION] = 0x8583;
        registers[LOW_THRESHOLD] = 0x8000;
        registers[HIGH_THRESHOLD] = 0x7FFF;
        pointer = 0;
        converting = false;
    }

    @Override
    public boolean start(boolean read) {
        bytesInTransaction = 0;
        finishConversion();
        return true;
    }

    @Override
    public boolean write(int octet) {
        int index = bytesInTransaction++;
        if (index == 0) {
            pointer = octet & 3;
        } else if (index == 1) {
            highByte = octet;
        } else if (index == 2) {
            put(highByte << 8 | octet);
        }
        return true;
    }

    @Override
    public int read() {
        int value = pointer == CONFIGURATION ? configuration() : registers[pointer];
        return bytesInTransaction++ % 2 == 0 ? value >> 8 : value & 0xFF;
    }

    private int configuration() {
        int settings = registers[CONFIGURATION] & ~START;
        return converting ? settings : settings | START;
    }

    private void put(int value) {
        if (pointer == CONVERSION) {
            return;
        }
        registers[pointer] = value;
        if (pointer != CONFIGURATION) {
            return;
        }
        boolean oneShot = (value & ONE_SHOT) != 0;
        if (!oneShot || ((value & START) != 0 && !converting)) {
            convert(clock.nanoTime() + WAKE_UP.toNanos());
        }
    }

    private void convert(long from) {
        converting = true;
        readyAt = from + conversionNanos();
        result = sample();
    }

    private void finishConversion() {
        if (!converting || clock.nanoTime() - readyAt < 0 || faults.has(Fault.SLOW)) {
            return;
        }
        registers[CONVERSION] = result;
        converting = false;
        if ((registers[CONFIGURATION] & ONE_SHOT) == 0) {
            long behind = (clock.nanoTime() - readyAt) / conversionNanos();
            convert(readyAt + behind * conversionNanos());
        }
    }

    private long conversionNanos() {
        int rate = PER_SECOND[registers[CONFIGURATION] >> 5 & 7];
        return Math.round(1e9 / rate * SLOWNESS);
    }

    private int sample() {
        int multiplexer = registers[CONFIGURATION] >> 12 & 7;
        double fullScale = FULL_SCALE[registers[CONFIGURATION] >> 9 & 7];
        double difference = multiplexer >= INPUTS
                ? input(multiplexer - INPUTS)
                : input(DIFFERENCES[multiplexer][0]) - input(DIFFERENCES[multiplexer][1]);
        long code = Math.round(difference / fullScale * 0x8000);
        return (int) Math.max(-0x8000, Math.min(0x7FFF, code)) & 0xFFFF;
    }

    private double input(int number) {
        double wanted = volts[number].getAsDouble();
        return Math.max(-BEYOND_SUPPLY_VOLTS, Math.min(SUPPLY_VOLTS + BEYOND_SUPPLY_VOLTS, wanted));
    }
}
