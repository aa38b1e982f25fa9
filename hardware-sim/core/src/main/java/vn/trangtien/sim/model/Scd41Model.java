package vn.trangtien.sim.model;

import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.sim.fault.Fault;
import vn.trangtien.sim.fault.FaultPlan;

/**
 * SCD41, a photo-acoustic CO2 sensor at address 62. Source: Sensirion SCD4x datasheet, version 1.4, chapter 3.
 *
 * <pre>
 * 21B1 21AC 3F86  start periodic (5 s), low power (30 s), stop (500 ms)   219D single shot, 5 s
 * E4B8 EC05       data ready (lower 11 bits), read: CO2 ppm, T, RH        3682 serial number
 * 2427 2322       altitude in m, set and get     241D 2318 temperature offset     E000 ambient pressure in hPa
 * 2416 2313       self calibration               362F forced recalibration, 400 ms
 * 3615 3646 3632  persist 800 ms, reinit 30 ms, factory reset 1.2 s      36E0 36F6 power down, wake up
 * </pre>
 *
 * <p>While it measures it acknowledges only stop, read, data ready and ambient pressure; while it is busy, nothing. Numbers of
 * the words have the checksum of the other Sensirion chips; the datasheet's own example of 500 ppm misprints one (7B for 33).
 */
public final class Scd41Model extends SensirionChip {

    /** What the chip feels: CO2 as a share of the air, and the air in its housing. */
    public record Air(double co2PartsPerMillion, double celsius, double percent) {}

    private static final int START_PERIODIC = 0x21B1;
    private static final int START_LOW_POWER = 0x21AC;
    private static final int STOP = 0x3F86;
    private static final int SINGLE_SHOT = 0x219D;
    private static final int DATA_READY = 0xE4B8;
    private static final int READ = 0xEC05;
    private static final int SERIAL = 0x3682;
    private static final int SET_ALTITUDE = 0x2427;
    private static final int GET_ALTITUDE = 0x2322;
    private static final int SET_OFFSET = 0x241D;
    private static final int GET_OFFSET = 0x2318;
    private static final int PRESSURE = 0xE000;
    private static final int SET_SELF_CALIBRATION = 0x2416;
    private static final int GET_SELF_CALIBRATION = 0x2313;
    private static final int RECALIBRATE = 0x362F;
    private static final int PERSIST = 0x3615;
    private static final int REINIT = 0x3646;
    private static final int FACTORY_RESET = 0x3632;
    private static final int SELF_TEST = 0x3639;
    private static final int POWER_DOWN = 0x36E0;
    private static final int WAKE_UP = 0x36F6;

    private static final Set<Integer> ALLOWED_WHILE_MEASURING = Set.of(STOP, READ, DATA_READY, PRESSURE);
    private static final Set<Integer> WITH_WORD =
            Set.of(SET_ALTITUDE, SET_OFFSET, PRESSURE, SET_SELF_CALIBRATION, RECALIBRATE);

    private static final Duration SHORT = Duration.ofMillis(1);
    private static final Duration START_UP = Duration.ofMillis(30);
    private static final Duration PERIOD = Duration.ofSeconds(5);
    private static final Duration LOW_POWER_PERIOD = Duration.ofSeconds(30);
    private static final int NOT_READY = 0x8000;
    private static final int READY = 0x8006;
    private static final int RECALIBRATION_FAILED = 0xFFFF;

    /** What the factory's offset takes away. */
    private static final double SELF_HEATING_CELSIUS = Scd41Settings.FACTORY.offsetCelsius();

    private enum State {
        IDLE,
        MEASURING,
        SINGLE,
        ASLEEP
    }

    private final Supplier<Air> air;
    private final double siteAltitudeMetres;
    private final FaultPlan.Target faults;
    private Scd41Settings stored = Scd41Settings.FACTORY;
    private Scd41Settings settings = Scd41Settings.FACTORY;
    private State state = State.IDLE;
    private Duration period = PERIOD;
    private long nextMeasurementAt;
    private int[] measurement = {};
    private boolean everMeasured;

    /** @param siteAltitudeMetres where the sensor really is; it reads too little up there until it is told */
    public Scd41Model(Supplier<Air> air, double siteAltitudeMetres, DeviceClock clock, FaultPlan.Target faults) {
        super(clock);
        this.air = air;
        this.siteAltitudeMetres = siteAltitudeMetres;
        this.faults = faults;
        busyFor(START_UP);
    }

    @Override
    public void powerCycle() {
        state = State.IDLE;
        measurement = new int[0];
        everMeasured = false;
        settings = stored;
        forgetAnswer();
        busyFor(START_UP);
    }

    @Override
    void wake() {
        if (state != State.MEASURING && state != State.SINGLE) {
            return;
        }
        if (now() - nextMeasurementAt < 0 || faults.has(Fault.SLOW)) {
            return;
        }
        measurement = measure(air.get());
        everMeasured = true;
        if (state == State.SINGLE) {
            state = State.IDLE;
        } else {
            long missed = (now() - nextMeasurementAt) / period.toNanos();
            nextMeasurementAt += (missed + 1) * period.toNanos();
        }
    }

    @Override
    boolean hasAnswer() {
        return true;
    }

    @Override
    boolean takesWord(int code) {
        return WITH_WORD.contains(code);
    }

    @Override
    boolean command(int code) {
        if (state == State.ASLEEP) {
            if (code == WAKE_UP) {
                powerCycle();
            }
            // Waking up is the one command that is obeyed without an acknowledge.
            return false;
        }
        boolean measuring = state != State.IDLE;
        if (measuring && !ALLOWED_WHILE_MEASURING.contains(code)) {
            return false;
        }
        return takesWord(code) ? expectWord(code) : obey(code);
    }

    @Override
    void word(int code, int word) {
        switch (code) {
            case SET_ALTITUDE -> settings = settings.altitude(word);
            case SET_OFFSET -> settings = settings.offset(word);
            case SET_SELF_CALIBRATION -> settings = settings.selfCalibration(word);
            case PRESSURE -> {
                settings = settings.pressure(word);
                forgetAnswer();
            }
            default -> recalibrate(word);
        }
    }

    private boolean expectWord(int code) {
        if (code == PRESSURE) {
            answer(SHORT, settings.pressureHectopascal());
        }
        return true;
    }

    private boolean obey(int code) {
        switch (code) {
            case START_PERIODIC -> startMeasuring(PERIOD);
            case START_LOW_POWER -> startMeasuring(LOW_POWER_PERIOD);
            case STOP -> {
                state = State.IDLE;
                measurement = new int[0];
                busyFor(Duration.ofMillis(500));
            }
            case SINGLE_SHOT -> {
                state = State.SINGLE;
                nextMeasurementAt = now() + PERIOD.toNanos();
                busyFor(PERIOD);
            }
            case DATA_READY -> answer(SHORT, measurement.length == 0 ? NOT_READY : READY);
            case READ -> {
                answer(SHORT, measurement);
                measurement = new int[0];
            }
            case SERIAL -> answer(SHORT, 0xF896, 0x9F07, 0x3BBE);
            case GET_ALTITUDE -> answer(SHORT, settings.altitudeMetres());
            case GET_OFFSET -> answer(SHORT, settings.offsetWord());
            case GET_SELF_CALIBRATION -> answer(SHORT, settings.selfCalibrationWord());
            case SELF_TEST -> {
                answer(Duration.ZERO, 0);
                busyFor(Duration.ofSeconds(10));
            }
            case PERSIST -> {
                stored = settings;
                busyFor(Duration.ofMillis(800));
            }
            case REINIT -> powerCycle();
            case FACTORY_RESET -> {
                stored = Scd41Settings.FACTORY;
                powerCycle();
                busyFor(Duration.ofMillis(1200));
            }
            case POWER_DOWN -> state = State.ASLEEP;
            default -> {
                return false;
            }
        }
        return true;
    }

    private void startMeasuring(Duration every) {
        state = State.MEASURING;
        period = every;
        nextMeasurementAt = now() + every.toNanos();
    }

    private void recalibrate(int target) {
        int correction = RECALIBRATION_FAILED;
        if (everMeasured) {
            int shift = target - reading(air.get());
            settings = settings.shifted(shift);
            correction = 0x8000 + shift;
        }
        answer(Duration.ofMillis(400), correction);
        busyFor(Duration.ofMillis(400));
    }

    private int[] measure(Air now) {
        double inside = now.celsius() + SELF_HEATING_CELSIUS;
        double reported = inside - settings.offsetCelsius();
        double percent = HumidAir.percentAt(reported, now.percent(), now.celsius());
        return new int[] {reading(now), fraction(reported, -45, 175), fraction(percent, 0, 100)};
    }

    /** The chip counts molecules, so that thin air looks clean unless it knows the pressure. */
    private int reading(Air now) {
        double density = Scd41Settings.standardHectopascal(siteAltitudeMetres) / settings.assumedHectopascal();
        long ppm = Math.round(now.co2PartsPerMillion() * density) + settings.shift();
        return (int) Math.max(0, Math.min(40_000, ppm));
    }
}
