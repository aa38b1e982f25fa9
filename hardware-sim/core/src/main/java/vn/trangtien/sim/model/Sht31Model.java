package vn.trangtien.sim.model;

import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.sim.fault.Fault;
import vn.trangtien.sim.fault.FaultPlan;

/**
 * SHT31 in single-shot operation. Source: Sensirion SHT3x-DIS datasheet, version 6, tables 4 and 9 to 18.
 *
 * <pre>
 * 2400 240B 2416  measure, high / medium / low repeatability, no clock stretching: ready after 15 / 6 / 4 ms
 * F32D 3041       read and clear the status; 8010 after a reset
 * 306D 3066       heater on and off
 * 30A2            soft reset, 1.5 ms
 * </pre>
 *
 * <p>A read is not acknowledged until the measurement is done, nor twice for one measurement. Temperature is −45 + 175·S/65535
 * °C, humidity 100·S/65535 %. The variants with clock stretching are not here: a Raspberry Pi cannot use them.
 */
public final class Sht31Model extends SensirionChip {

    /** What the chip feels. */
    public record Air(double celsius, double percent) {}

    private static final Map<Integer, Duration> MEASUREMENTS =
            Map.of(0x2400, Duration.ofMillis(15), 0x240B, Duration.ofMillis(6), 0x2416, Duration.ofMillis(4));
    private static final int READ_STATUS = 0xF32D;
    private static final int CLEAR_STATUS = 0x3041;
    private static final int HEATER_ON = 0x306D;
    private static final int HEATER_OFF = 0x3066;
    private static final int SOFT_RESET = 0x30A2;
    private static final int BREAK = 0x3093;

    private static final int ALERT_PENDING = 1 << 15;
    private static final int HEATER = 1 << 13;
    private static final int RESET_DETECTED = 1 << 4;
    private static final int COMMAND_FAILED = 1 << 1;

    private static final Duration RESET_TIME = Duration.ofNanos(1_500_000);
    private static final double HEATER_CELSIUS = 3;

    private final Supplier<Air> air;
    private final FaultPlan.Target faults;
    private int status;
    private boolean measuring;
    private long readyAt;
    private Air felt = new Air(0, 0);

    public Sht31Model(Supplier<Air> air, DeviceClock clock, FaultPlan.Target faults) {
        super(clock);
        this.air = air;
        this.faults = faults;
        status = ALERT_PENDING | RESET_DETECTED;
    }

    @Override
    public void powerCycle() {
        status = ALERT_PENDING | RESET_DETECTED;
        measuring = false;
        forgetAnswer();
        busyFor(RESET_TIME);
    }

    @Override
    void wake() {
        if (measuring && now() - readyAt >= 0 && !faults.has(Fault.SLOW)) {
            measuring = false;
            answer(Duration.ZERO, fraction(felt.celsius(), -45, 175), fraction(felt.percent(), 0, 100));
        }
    }

    @Override
    boolean hasAnswer() {
        return !measuring;
    }

    @Override
    boolean takesWord(int code) {
        return false;
    }

    @Override
    void word(int code, int word) {
        // The limits of the alert pin take words; they are not modelled, and so refused before.
    }

    @Override
    boolean command(int code) {
        if (faults.has(Fault.WRONG_PART) || (measuring && code != BREAK)) {
            // An SHT4x at the same address knows commands of one byte and refuses a second one.
            return false;
        }
        Duration time = MEASUREMENTS.get(code);
        status &= ~COMMAND_FAILED;
        if (time != null) {
            measuring = true;
            readyAt = now() + time.toNanos();
            felt = warmed(air.get());
            return true;
        }
        switch (code) {
            case READ_STATUS -> answer(Duration.ZERO, status);
            case CLEAR_STATUS -> status &= HEATER;
            case HEATER_ON -> status |= HEATER;
            case HEATER_OFF -> status &= ~HEATER;
            case SOFT_RESET -> powerCycle();
            case BREAK -> measuring = false;
            default -> {
                status |= COMMAND_FAILED;
                return false;
            }
        }
        return true;
    }

    private Air warmed(Air now) {
        if ((status & HEATER) == 0) {
            return now;
        }
        double warm = now.celsius() + HEATER_CELSIUS;
        return new Air(warm, HumidAir.percentAt(warm, now.percent(), now.celsius()));
    }
}
