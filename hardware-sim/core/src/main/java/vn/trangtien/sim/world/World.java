package vn.trangtien.sim.world;

import java.time.Duration;

/**
 * The weather, the river and the street of one flood night. What belongs together moves together: rain cools and moistens the
 * air, washes dust out of it, is heard, empties the street and switches pumps on; the river follows the rain.
 *
 * <p>A pure function of seed and world time. The night begins at 19:00. Immutable.
 */
public final class World {

    private static final double START_HOUR = 19;
    private static final double HEAVY_RAIN_MM_PER_HOUR = 80;
    private static final double LAMPS_WATTS = 320;
    private static final double LAMPS_SWING_WATTS = 40;
    private static final double LAMPS_SWING_SECONDS = 3 * 3600;
    private static final double PUMP_WATTS_PER_MM_PER_HOUR = 6;

    private final long seed;
    private final Curve river;
    private final Curve rain;
    private final RandomStream weather;
    private final RandomStream street;
    private final RandomStream grid;

    public World(long seed, FloodProfile profile) {
        this.seed = seed;
        this.river = new Curve(profile.riverLevelMetres());
        this.rain = new Curve(profile.rainMmPerHour());
        this.weather = new RandomStream(seed, "weather");
        this.street = new RandomStream(seed, "street");
        this.grid = new RandomStream(seed, "grid");
    }

    /** The randomness of one device, by its full name. */
    public RandomStream stream(String device) {
        return new RandomStream(seed, "device/" + device);
    }

    /** Level above the zero of the staff gauge, without waves. */
    public double riverLevelMetres(Duration sinceStart) {
        return river.smooth(seconds(sinceStart));
    }

    public double rainMmPerHour(Duration sinceStart) {
        return rain.straight(seconds(sinceStart));
    }

    /** All rain since the start; never falls. */
    public double rainMm(Duration sinceStart) {
        return rain.integral(seconds(sinceStart)) / 3600;
    }

    public double airTemperatureCelsius(Duration sinceStart) {
        double sun = Math.cos(2 * Math.PI * (hourOfDay(sinceStart) - 14) / 24);
        return 25.0 + 3.0 * sun - 2.5 * wetness(sinceStart) + 0.3 * weather.wobble(sinceStart, Duration.ofMinutes(20));
    }

    /** 40 to 99.5. */
    public double airHumidityPercent(Duration sinceStart) {
        double humidity = 88 - 2.2 * (airTemperatureCelsius(sinceStart) - 25) + 6 * wetness(sinceStart);
        return Math.max(40, Math.min(99.5, humidity));
    }

    /** With the two tides a day of the tropical atmosphere. */
    public double airPressurePascal(Duration sinceStart) {
        double tide = Math.cos(4 * Math.PI * (hourOfDay(sinceStart) - 10) / 24);
        return 100_700
                + 120 * tide
                - 450 * wetness(sinceStart)
                + 25 * weather.wobble(sinceStart, Duration.ofMinutes(45));
    }

    /** How busy the streets are, 0 to 1. */
    public double traffic(Duration sinceStart) {
        double hour = hourOfDay(sinceStart);
        double evening = Math.exp(-Math.pow((hour - 19.5) / 3, 2));
        double morning = Math.exp(-Math.pow((hour - 7) / 1.5, 2));
        double usual =
                0.15 + 0.7 * Math.max(evening, morning) + 0.15 * street.wobble(sinceStart, Duration.ofMinutes(3));
        return Math.max(0, Math.min(1, usual * (1 - 0.5 * wetness(sinceStart))));
    }

    public double pm1MicrogramsPerCubicMetre(Duration sinceStart) {
        return 0.65 * pm25MicrogramsPerCubicMetre(sinceStart);
    }

    public double pm25MicrogramsPerCubicMetre(Duration sinceStart) {
        double made = 14 + 26 * traffic(sinceStart) + 3 * street.wobble(sinceStart, Duration.ofMinutes(8));
        return Math.max(1, made * (1 - 0.65 * wetness(sinceStart)));
    }

    public double pm10MicrogramsPerCubicMetre(Duration sinceStart) {
        return 1.45 * pm25MicrogramsPerCubicMetre(sinceStart);
    }

    /** A-weighted sound level in the street. */
    public double soundLevelDecibel(Duration sinceStart) {
        return 54
                + 16 * traffic(sinceStart)
                + 7 * wetness(sinceStart)
                + 4 * street.wobble(sinceStart, Duration.ofSeconds(40));
    }

    /** Lamps of a bridge and the pumps of its drains. */
    public double powerWatts(Duration sinceStart) {
        double swing = Math.sin(2 * Math.PI * seconds(sinceStart) / LAMPS_SWING_SECONDS);
        return LAMPS_WATTS + LAMPS_SWING_WATTS * swing + PUMP_WATTS_PER_MM_PER_HOUR * rainMmPerHour(sinceStart);
    }

    /** The integral of {@link #powerWatts}; never falls. */
    public double energyKilowattHours(Duration sinceStart) {
        double t = seconds(sinceStart);
        double turn = 2 * Math.PI / LAMPS_SWING_SECONDS;
        double lamps = LAMPS_WATTS * t + LAMPS_SWING_WATTS * (1 - Math.cos(turn * t)) / turn;
        double pumps = PUMP_WATTS_PER_MM_PER_HOUR * rain.integral(t);
        return (lamps + pumps) / 3_600_000;
    }

    public double mainsVolts(Duration sinceStart) {
        return 229 - 0.006 * powerWatts(sinceStart) + 1.5 * grid.wobble(sinceStart, Duration.ofMinutes(5));
    }

    public double mainsHertz(Duration sinceStart) {
        return 50 + 0.03 * grid.wobble(sinceStart, Duration.ofMinutes(2));
    }

    private double wetness(Duration sinceStart) {
        return Math.min(1, rainMmPerHour(sinceStart) / HEAVY_RAIN_MM_PER_HOUR);
    }

    private static double hourOfDay(Duration sinceStart) {
        return (START_HOUR + seconds(sinceStart) / 3600) % 24;
    }

    private static double seconds(Duration sinceStart) {
        return sinceStart.toNanos() / 1e9;
    }
}
