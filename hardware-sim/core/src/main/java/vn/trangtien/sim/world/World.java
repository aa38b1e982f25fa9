package vn.trangtien.sim.world;

import java.time.Duration;
import java.time.Instant;

/**
 * The weather, the river and the street of one place. What belongs together moves together: rain cools and moistens the air,
 * washes dust out of it, is heard, empties the street and switches pumps on; the river follows the rain; a lid of warm air
 * keeps the breath of the street down while the wind sleeps; a festival is heard, breathed and lit.
 *
 * <p>A pure function of seed and world time, which counts from {@link #startsAt()}. Immutable.
 */
public final class World {

    private final long seed;
    private final WorldProfile profile;
    private final Weather weather;
    private final Ground ground;
    private final Street street;
    private final Grid grid;
    private final Cabinet cabinet;

    public World(long seed, WorldProfile profile) {
        this.seed = seed;
        this.profile = profile;
        var calendar = new Calendar(profile.start());
        this.weather = new Weather(seed, profile, calendar);
        this.ground = new Ground(seed, profile, calendar, weather);
        this.street = new Street(seed, profile, calendar, weather);
        this.grid = new Grid(seed, profile, calendar);
        this.cabinet = new Cabinet(seed, calendar);
    }

    /** The randomness of one device, by its full name. */
    public RandomStream stream(String device) {
        return new RandomStream(seed, "device/" + device);
    }

    /** The instant of world time zero. */
    public Instant startsAt() {
        return profile.start();
    }

    /** Level above the zero of the staff gauge, without waves. */
    public double riverLevelMetres(Duration sinceStart) {
        return ground.riverLevel(sinceStart);
    }

    /** Of the river: slow, and colder after heavy rain. */
    public double waterTemperatureCelsius(Duration sinceStart) {
        return ground.waterTemperature(sinceStart);
    }

    public double rainMmPerHour(Duration sinceStart) {
        return weather.rainMmPerHour(sinceStart);
    }

    /** All rain since the start; never falls. */
    public double rainMm(Duration sinceStart) {
        return weather.rainMm(sinceStart);
    }

    public double airTemperatureCelsius(Duration sinceStart) {
        return weather.temperature(sinceStart);
    }

    /** 40 to 99.5. */
    public double airHumidityPercent(Duration sinceStart) {
        return weather.humidity(sinceStart);
    }

    /** With the two tides a day of the tropical atmosphere. */
    public double airPressurePascal(Duration sinceStart) {
        return weather.pressure(sinceStart);
    }

    /** Ten minutes' mean with gusts on it; next to nothing under an inversion. */
    public double windMetresPerSecond(Duration sinceStart) {
        return weather.windSpeed(sinceStart);
    }

    /** Where the wind comes from: 0 is north, 90 east, below 360. */
    public double windDirectionDegrees(Duration sinceStart) {
        return weather.windDirection(sinceStart);
    }

    /** Global radiation on a level surface, 0 at night. */
    public double solarWattsPerSquareMetre(Duration sinceStart) {
        return weather.sun(sinceStart);
    }

    /** How busy the streets are, 0 to 1. */
    public double traffic(Duration sinceStart) {
        return street.traffic(sinceStart);
    }

    /** How full of people the place is, 0 to 1. */
    public double crowd(Duration sinceStart) {
        return street.crowd(sinceStart);
    }

    public double pm1MicrogramsPerCubicMetre(Duration sinceStart) {
        return 0.65 * pm25MicrogramsPerCubicMetre(sinceStart);
    }

    public double pm25MicrogramsPerCubicMetre(Duration sinceStart) {
        return street.pm25(sinceStart);
    }

    public double pm10MicrogramsPerCubicMetre(Duration sinceStart) {
        return 1.45 * pm25MicrogramsPerCubicMetre(sinceStart);
    }

    /** At the roadside: about 420 in clean wind, several hundred more among people and under an inversion. */
    public double co2PartsPerMillion(Duration sinceStart) {
        return street.co2(sinceStart);
    }

    /** A-weighted sound level in the street. */
    public double soundLevelDecibel(Duration sinceStart) {
        return street.soundLevel(sinceStart);
    }

    /** Water by volume in the soil of a park, 15 to 50. */
    public double soilMoisturePercent(Duration sinceStart) {
        return ground.soilMoisture(sinceStart);
    }

    public double soilTemperatureCelsius(Duration sinceStart) {
        return ground.soilTemperature(sinceStart);
    }

    public double soilConductivityMicrosiemensPerCentimetre(Duration sinceStart) {
        return ground.soilConductivity(sinceStart);
    }

    /** Whether the door of the cabinet stands open: mostly by day, for some minutes. */
    public boolean doorOpen(Duration sinceStart) {
        return cabinet.open(sinceStart);
    }

    /** Lamps of a bridge and the pumps of its drains. */
    public double powerWatts(Duration sinceStart) {
        return grid.powerWatts(sinceStart);
    }

    /** The integral of {@link #powerWatts}; never falls. */
    public double energyKilowattHours(Duration sinceStart) {
        return grid.energyKilowattHours(sinceStart);
    }

    public double mainsVolts(Duration sinceStart) {
        return grid.volts(sinceStart);
    }

    public double mainsHertz(Duration sinceStart) {
        return grid.hertz(sinceStart);
    }
}
