package vn.trangtien.sim.model;

import java.time.Duration;
import java.util.Arrays;
import java.util.function.Supplier;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.sim.bus.I2cTarget;
import vn.trangtien.sim.fault.Fault;
import vn.trangtien.sim.fault.FaultPlan;

/**
 * The registers of a BME280: identification, reset, calibration, control, status and data with automatic increment. A
 * measurement takes 8 ms, during which the data registers keep their old content.
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
    private static final int SKIPPED_20_BIT = 0x80000;
    private static final int SKIPPED_16_BIT = 0x8000;
    private static final long MEASUREMENT_NANOS = Duration.ofMillis(8).toNanos();

    private final Supplier<Air> air;
    private final DeviceClock clock;
    private final FaultPlan.Target faults;
    private final int[] registers = new int[256];
    private int pointer;
    private boolean pointerComesNext;
    private boolean measuring;
    private long readyAt;
    private int effectiveHumidityControl;
    private int[] result = {SKIPPED_20_BIT, SKIPPED_20_BIT, SKIPPED_16_BIT};

    public Bme280Model(Supplier<Air> air, DeviceClock clock, FaultPlan.Target faults) {
        this.air = air;
        this.clock = clock;
        this.faults = faults;
        powerOn();
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
        int register = pointer;
        // Unlike reads, writes come as pairs of register and value.
        pointerComesNext = true;
        switch (register) {
            case RESET -> {
                if (octet == RESET_WORD) {
                    powerOn();
                }
            }
            case CONTROL -> {
                registers[CONTROL] = octet;
                effectiveHumidityControl = registers[CONTROL_HUMIDITY];
                if ((octet & 3) != 0) {
                    measure();
                }
            }
            case CONTROL_HUMIDITY, CONFIG -> registers[register] = octet;
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
            case PART -> faults.has(Fault.WRONG_PART) ? BMP280 : BME280;
            case STATUS -> measuring || faults.has(Fault.SLOW) ? MEASURING : 0;
            default -> registers[pointer];
        };
        pointer = pointer + 1 & 0xFF;
        return value;
    }

    private void powerOn() {
        Arrays.fill(registers, 0);
        effectiveHumidityControl = 0;
        measuring = false;
        put16(0x88, Bme280Compensation.T1);
        put16(0x8A, Bme280Compensation.T2);
        put16(0x8C, Bme280Compensation.T3);
        for (int i = 0; i < Bme280Compensation.P.length; i++) {
            put16(0x8E + 2 * i, Bme280Compensation.P[i]);
        }
        registers[0xA1] = Bme280Compensation.H1;
        put16(0xE1, Bme280Compensation.H2);
        registers[0xE3] = Bme280Compensation.H3;
        registers[0xE4] = Bme280Compensation.H4 >> 4 & 0xFF;
        registers[0xE5] = (Bme280Compensation.H4 & 0x0F) | ((Bme280Compensation.H5 & 0x0F) << 4);
        registers[0xE6] = Bme280Compensation.H5 >> 4 & 0xFF;
        registers[0xE7] = Bme280Compensation.H6 & 0xFF;
        publish(SKIPPED_20_BIT, SKIPPED_20_BIT, SKIPPED_16_BIT);
    }

    private void measure() {
        Air now = air.get();
        int control = registers[CONTROL];
        int rawT = Bme280Compensation.rawTemperature(now.celsius());
        int fine = Bme280Compensation.fine(rawT);
        boolean measuresT = control >> 5 != 0;
        boolean measuresP = (control >> 2 & 7) != 0;
        boolean measuresH = (effectiveHumidityControl & 7) != 0 && !faults.has(Fault.WRONG_PART);
        result = new int[] {
            measuresP ? Bme280Compensation.rawPressure(now.pascal(), fine) : SKIPPED_20_BIT,
            measuresT ? rawT : SKIPPED_20_BIT,
            measuresH ? Bme280Compensation.rawHumidity(now.percent(), fine) : SKIPPED_16_BIT
        };
        measuring = true;
        readyAt = clock.nanoTime() + MEASUREMENT_NANOS;
    }

    private void finishMeasurement() {
        if (measuring && clock.nanoTime() - readyAt >= 0) {
            measuring = false;
            registers[CONTROL] &= ~3;
            publish(result[0], result[1], result[2]);
        }
    }

    private void publish(int rawP, int rawT, int rawH) {
        put20(PRESSURE, rawP);
        put20(TEMPERATURE, rawT);
        registers[HUMIDITY] = rawH >> 8;
        registers[HUMIDITY + 1] = rawH & 0xFF;
    }

    private void put16(int register, int value) {
        registers[register] = value & 0xFF;
        registers[register + 1] = value >> 8 & 0xFF;
    }

    private void put20(int register, int value) {
        registers[register] = value >> 12;
        registers[register + 1] = value >> 4 & 0xFF;
        registers[register + 2] = (value & 0x0F) << 4;
    }
}
