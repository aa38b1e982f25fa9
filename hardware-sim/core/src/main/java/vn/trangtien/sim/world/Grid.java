package vn.trangtien.sim.world;

import java.time.Duration;

/** The switchboard of a bridge: its lamps, more of them by night and at a festival, and the pumps of its drains. */
final class Grid {

    private static final double LAMPS_WATTS = 320;
    private static final double LAMPS_SWING_WATTS = 40;
    private static final double LAMPS_SWING_SECONDS = 3 * 3600;
    private static final double NIGHT_WATTS = 60;
    private static final double DAY_SECONDS = 24 * 3600;
    private static final double PUMP_WATTS_PER_MM_PER_HOUR = 6;
    private static final double FESTIVAL_LAMPS_WATTS = 480;

    private final Curve rain;
    private final Curve crowd;
    private final RandomStream noise;
    private final double startPhase;

    Grid(long seed, WorldProfile profile, Calendar calendar) {
        this.rain = new Curve(profile.rainMmPerHour());
        this.crowd = new Curve(profile.crowd());
        this.noise = new RandomStream(seed, "grid");
        this.startPhase = 2 * Math.PI * calendar.hourOfDay(0) / 24;
    }

    double powerWatts(Duration at) {
        double t = Calendar.seconds(at);
        return LAMPS_WATTS
                + LAMPS_SWING_WATTS * Math.sin(2 * Math.PI * t / LAMPS_SWING_SECONDS)
                + NIGHT_WATTS * Math.cos(startPhase + 2 * Math.PI * t / DAY_SECONDS)
                + PUMP_WATTS_PER_MM_PER_HOUR * rain.straight(t)
                + FESTIVAL_LAMPS_WATTS * crowd.straight(t);
    }

    /** The exact integral of {@link #powerWatts}. */
    double energyKilowattHours(Duration at) {
        double t = Calendar.seconds(at);
        double swing = 2 * Math.PI / LAMPS_SWING_SECONDS;
        double day = 2 * Math.PI / DAY_SECONDS;
        double joules = LAMPS_WATTS * t
                + LAMPS_SWING_WATTS * (1 - Math.cos(swing * t)) / swing
                + NIGHT_WATTS * (Math.sin(startPhase + day * t) - Math.sin(startPhase)) / day
                + PUMP_WATTS_PER_MM_PER_HOUR * rain.integral(t)
                + FESTIVAL_LAMPS_WATTS * crowd.integral(t);
        return joules / 3_600_000;
    }

    double volts(Duration at) {
        return 229 - 0.006 * powerWatts(at) + 1.5 * noise.wobble(at, Duration.ofMinutes(5));
    }

    double hertz(Duration at) {
        return 50 + 0.03 * noise.wobble(at, Duration.ofMinutes(2));
    }
}
