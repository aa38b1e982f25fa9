package vn.trangtien.sim.model;

import java.time.Duration;
import java.util.function.DoubleSupplier;
import vn.trangtien.sim.bus.OneWireTarget;
import vn.trangtien.sim.fault.Fault;
import vn.trangtien.sim.fault.FaultPlan;

/**
 * DS18B20, a thermometer on 1-Wire. Source: Maxim/Analog Devices DS18B20 datasheet, figures 4, 7 and 10.
 *
 * <pre>
 * byte 0, 1 temperature in 1/16 °C, low byte first; 0550 = 85 °C after power-on
 * byte 2, 3 alarm limits 4B 46      byte 4 configuration, 7F = 12 bits, conversion 750 ms
 * byte 5 to 7 FF, 0C after power-on and 10 less the fraction after a conversion, 10      byte 8 checksum
 * </pre>
 *
 * <p>The checksum is a CRC-8 of x^8 + x^5 + x^4 + 1, reflected, first value 0. A supply that breaks down during the conversion
 * leaves 85 °C with a good checksum.
 */
public final class Ds18b20Model implements OneWireTarget {

    private static final Duration CONVERSION = Duration.ofMillis(750);
    private static final int POWER_ON_RAW = 0x0550;
    private static final int POWER_ON_RESERVED = 0x0C;
    private static final double COLDEST = -55;
    private static final double HOTTEST = 125;
    private static final int STEPS_PER_DEGREE = 16;

    private final DoubleSupplier celsius;
    private final FaultPlan.Target faults;
    private boolean interrupted;

    public Ds18b20Model(DoubleSupplier celsius, FaultPlan.Target faults) {
        this.celsius = celsius;
        this.faults = faults;
    }

    @Override
    public byte[] scratchpad(long now) {
        boolean forgotten = interrupted || faults.has(Fault.POWER_ON_VALUE);
        interrupted = false;
        if (forgotten) {
            return signed(POWER_ON_RAW, POWER_ON_RESERVED);
        }
        double felt = Math.max(COLDEST, Math.min(HOTTEST, celsius.getAsDouble()));
        int raw = (int) Math.floor(felt * STEPS_PER_DEGREE);
        return signed(raw, STEPS_PER_DEGREE - Math.floorMod(raw, STEPS_PER_DEGREE));
    }

    @Override
    public Duration conversionTime() {
        return CONVERSION;
    }

    @Override
    public boolean present() {
        return true;
    }

    @Override
    public void powerCycle() {
        interrupted = true;
    }

    private static byte[] signed(int raw, int reserved) {
        byte[] pad = {(byte) raw, (byte) (raw >> 8), 0x4B, 0x46, 0x7F, (byte) 0xFF, (byte) reserved, 0x10, 0};
        pad[8] = (byte) checksum(pad, 8);
        return pad;
    }

    /** The shift register of the chip, fed with the lowest bit of each byte first. */
    static int checksum(byte[] bytes, int length) {
        int register = 0;
        for (int i = 0; i < length * 8; i++) {
            int feedback = (register ^ bytes[i / 8] >> i % 8) & 1;
            register >>= 1;
            if (feedback == 1) {
                register ^= 0b1000_1100;
            }
        }
        return register;
    }
}
