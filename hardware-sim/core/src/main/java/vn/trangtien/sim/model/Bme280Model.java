package vn.trangtien.sim.model;

import java.util.Arrays;
import java.util.function.Supplier;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.sim.bus.I2cTarget;
import vn.trangtien.sim.fault.Fault;
import vn.trangtien.sim.fault.FaultPlan;

/**
 * The registers of a BME280: identification, reset, calibration, control, status and data with automatic increment. Source:
 * Bosch BST-BME280-DS002, chapters 5 and 9.
 *
 * <p>A measurement takes the longest time that the datasheet allows for the chosen oversampling, 9.3 ms at ×1 for all three;
 * until then the data registers keep their old content, and after a reset 80000 and 8000. After a reset the calibration is
 * copied for 2 ms. The filter and the finer steps of higher oversampling are not modelled.
 */
public final class Bme280Model implements I2cTarget {

    /** What the chip feels. */
    public record Air(double celsius, double percent, double pascal) {}

    private static final int PART = 0xD0;
    private static final int RESET = 0xE0;
    private static final int CONTROL_HUMIDITY = 0xF2;
    private static final int STATUS = 0xF3;
    private static final int CONTROL = 0xF4;
    private static final int CONFIG = 0xF5;
    private static final int PRESSURE = 0xF7;
    private static final int TEMPERATURE = 0xFA;
    private static final int HUMIDITY = 0xFD;

    private static final int BME280 = 0x60;
    private static final int BMP280 = 0x58;
    private static final int RESET_WORD = 0xB6;
    private static final int MEASURING = 1 << 3;
    private static final int COPYING = 1;
    private static final int NORMAL_MODE = 3;
    private static final int SKIPPED_20_BIT = 0x80000;
    private static final int SKIPPED_16_BIT = 0x8000;
    private static final int[] OVERSAMPLING = {0, 1, 2, 4, 8, 16, 16, 16};
    private static final double[] STANDBY_MILLIS = {0.5, 62.5, 125, 250, 500, 1000, 10, 20};
    private static final long COPY_NANOS = 2_000_000;
    private static final double NANOS_PER_MILLI = 1e6;

    private final Supplier<Air> air;
    private final DeviceClock clock;
    private final FaultPlan.Target faults;
    private final int[] registers = new int[256];
    private int pointer;
    private boolean pointerComesNext;
    private boolean measuring;
    private long readyAt;
    private long copiedAt;
    private int effectiveHumidityControl;
    private int[] result = {SKIPPED_20_BIT, SKIPPED_20_BIT, SKIPPED_16_BIT};

    public Bme280Model(Supplier<Air> air, DeviceClock clock, FaultPlan.Target faults) {
        this.air = air;
        this.clock = clock;
        this.faults = faults;
        powerCycle();
    }

    @Override
    public void powerCycle() {
        Arrays.fill(registers, 0);
        effectiveHumidityControl = 0;
        measuring = false;
        copiedAt = clock.nanoTime() + COPY_NANOS;
        Bme280Compensation.putTrimming(registers);
        publish(SKIPPED_20_BIT, SKIPPED_20_BIT, SKIPPED_16_BIT);
    }

    @Override
    public boolean start(boolean read) {
        pointerComesNext = !read;
        return true;
    }

    @Override
    public boolean write(int octet) {
        if (pointerComesNext) {
            pointer = octet;
            pointerComesNext = false;
            return true;
        }
        // Unlike reads, writes come as pairs of register and value.
        pointerComesNext = true;
        finishMeasurement();
        switch (pointer) {
            case RESET -> {
                if (octet == RESET_WORD) {
                    powerCycle();
                }
            }
            case CONTROL -> control(octet);
            case CONTROL_HUMIDITY -> registers[CONTROL_HUMIDITY] = isOther() ? 0 : octet;
            case CONFIG -> registers[CONFIG] = octet;
            default -> {
                // Read-only registers ignore what is written, and acknowledge it all the same.
            }
        }
        return true;
    }

    @Override
    public int read() {
        finishMeasurement();
        int value = switch (pointer) {
            case PART -> isOther() ? BMP280 : BME280;
            case STATUS -> status();
            default -> registers[pointer];
        };
        pointer = pointer + 1 & 0xFF;
        return value;
    }

    /** A BMP280 looks the same, but feels no humidity. It is often sold under the other's name. */
    private boolean isOther() {
        return faults.has(Fault.WRONG_PART);
    }

    private int status() {
        int copying = clock.nanoTime() - copiedAt < 0 ? COPYING : 0;
        return copying | (measuring || faults.has(Fault.SLOW) ? MEASURING : 0);
    }

    private void control(int octet) {
        registers[CONTROL] = octet;
        effectiveHumidityControl = registers[CONTROL_HUMIDITY];
        if ((octet & 3) != 0) {
            measure(clock.nanoTime());
        } else {
            measuring = false;
        }
    }

    private void measure(long from) {
        Air now = air.get();
        int control = registers[CONTROL];
        int rawT = Bme280Compensation.rawTemperature(now.celsius());
        int fine = Bme280Compensation.fine(rawT);
        int timesT = OVERSAMPLING[control >> 5];
        int timesP = OVERSAMPLING[control >> 2 & 7];
        int timesH = OVERSAMPLING[effectiveHumidityControl & 7];
        boolean nothing = faults.has(Fault.POWER_ON_VALUE);
        result = new int[] {
            timesP == 0 || nothing ? SKIPPED_20_BIT : Bme280Compensation.rawPressure(now.pascal(), fine),
            timesT == 0 || nothing ? SKIPPED_20_BIT : rawT,
            timesH == 0 || nothing || isOther() ? SKIPPED_16_BIT : Bme280Compensation.rawHumidity(now.percent(), fine)
        };
        measuring = true;
        double millis = 1.25 + 2.3 * timesT + part(timesP) + part(timesH);
        readyAt = from + Math.round(millis * NANOS_PER_MILLI);
    }

    private static double part(int times) {
        return times == 0 ? 0 : 2.3 * times + 0.575;
    }

    private void finishMeasurement() {
        if (!measuring || clock.nanoTime() - readyAt < 0 || faults.has(Fault.SLOW)) {
            return;
        }
        publish(result[0], result[1], result[2]);
        if ((registers[CONTROL] & 3) == NORMAL_MODE) {
            double standby = STANDBY_MILLIS[registers[CONFIG] >> 5] * NANOS_PER_MILLI;
            measure(Math.max(readyAt, clock.nanoTime()) + Math.round(standby));
        } else {
            measuring = false;
            registers[CONTROL] &= ~3;
        }
    }

    private void publish(int rawP, int rawT, int rawH) {
        put20(PRESSURE, rawP);
        put20(TEMPERATURE, rawT);
        registers[HUMIDITY] = rawH >> 8;
        registers[HUMIDITY + 1] = rawH & 0xFF;
    }

    private void put20(int register, int value) {
        registers[register] = value >> 12;
        registers[register + 1] = value >> 4 & 0xFF;
        registers[register + 2] = (value & 0x0F) << 4;
    }
}
