package vn.trangtien.sim.example;

import java.util.function.DoubleSupplier;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.sim.bus.I2cTarget;
import vn.trangtien.sim.fault.Fault;
import vn.trangtien.sim.fault.FaultPlan;

// [page: model]
/** The registers of a TMP117 that measures when told to. Source: TI SNOSD82, sections 7.3 and 7.6. */
final class Tmp117Chip implements I2cTarget {

    private static final long ONE_MEASUREMENT = 15_500_000; // ns, typical
    private static final int[] AVERAGES = {1, 8, 32, 64};

    private final DoubleSupplier celsius;
    private final DeviceClock clock;
    private final FaultPlan.Target faults;
    private int temperature = 0x8000;
    private int config = 0x0220;
    private int pointer;
    private int written;
    private int position;
    private boolean measuring;
    private boolean ready;
    private long doneAt;

    Tmp117Chip(DoubleSupplier celsius, DeviceClock clock, FaultPlan.Target faults) {
        this.celsius = celsius;
        this.clock = clock;
        this.faults = faults;
    }

    @Override
    public boolean start(boolean read) {
        position = 0;
        return true;
    }

    @Override
    public boolean write(int octet) {
        switch (position++) {
            case 0 -> pointer = octet;
            case 1 -> written = octet << 8;
            case 2 -> configure(written | octet);
            default -> {} // a register has two bytes
        }
        return true;
    }

    @Override
    public int read() {
        boolean high = position++ % 2 == 0;
        if (high) {
            written = register();
        }
        return high ? written >> 8 : written & 0xFF;
    }

    @Override
    public void powerCycle() {
        temperature = 0x8000;
        config = 0x0220;
        measuring = false;
        ready = false;
    }

    private void configure(int word) {
        if (pointer == 1) {
            config = word & 0x0FFC;
            measuring = (config >> 10 & 3) == 3;
            ready = false;
            doneAt = clock.nanoTime() + ONE_MEASUREMENT * AVERAGES[config >> 5 & 3];
        }
    }

    private int register() {
        if (measuring && clock.nanoTime() >= doneAt && !faults.has(Fault.SLOW)) {
            temperature = (int) Math.round(celsius.getAsDouble() * 128) & 0xFFFF;
            measuring = false;
            ready = true;
        }
        boolean news = ready;
        ready &= pointer > 1; // reading the temperature or the configuration clears it
        return switch (pointer) {
            case 0x00 -> temperature;
            case 0x01 -> config | (news ? 1 << 13 : 0);
            case 0x0F -> faults.has(Fault.WRONG_PART) ? 0x1116 : 0x0117;
            default -> 0;
        };
    }
}
// [end]
