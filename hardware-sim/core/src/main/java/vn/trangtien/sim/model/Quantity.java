package vn.trangtien.sim.model;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import vn.trangtien.sim.world.World;

/**
 * Something of the world that an instrument of no fixed kind may feel: what hangs at a converter's input, behind a register of
 * the technician's own map or in a radio sensor.
 *
 * @param of the world's time
 * @param min lower end of a usual instrument's range
 * @param max upper end of a usual instrument's range
 */
record Quantity(ToDoubleFunction<Duration> of, double min, double max) {

    private static final double LUX_PER_WATT = 120;
    private static final double FRESH_BATTERY_VOLTS = 3.6;

    /** In another unit: {@code factor} times as much. */
    Quantity times(double factor) {
        return new Quantity(at -> factor * of.applyAsDouble(at), factor * min, factor * max);
    }

    /**
     * The quantity of this name, as a simulation's {@code feels} has it.
     *
     * @throws IllegalArgumentException naming those there are
     */
    static Quantity named(World world, String name) {
        Map<String, Quantity> all = all(world);
        Quantity found = all.get(name);
        if (found == null) {
            throw new IllegalArgumentException(
                    "simulation.feels must be one of %s, but was '%s'".formatted(new TreeMap<>(all).keySet(), name));
        }
        return found;
    }

    /** The likeliest quantity for a channel of this name and UCUM unit; empty if nothing in the world has that unit. */
    static Optional<Quantity> likely(World world, String channel, String unit) {
        String name = channel.toLowerCase(Locale.ROOT);
        boolean soil = name.contains("soil") || name.contains("ground") || name.contains("moist");
        boolean water = name.contains("water") || name.contains("river");
        boolean battery = name.contains("bat");
        boolean level = name.contains("level") || name.contains("distance");
        Optional<String> found = Optional.ofNullable(
                switch (unit) {
                    case "dB", "dB[A]", "dBA" -> "soundLevel";
                    case "m", "cm" -> "riverLevel";
                    case "mm" -> level ? "riverLevel" : "rain";
                    case "Cel" -> soil ? "soilTemperature" : water ? "waterTemperature" : "airTemperature";
                    case "%" -> soil ? "soilMoisture" : battery ? "charge" : "airHumidity";
                    case "Pa", "hPa", "mbar", "kPa" -> "airPressure";
                    case "[ppm]", "ppm" -> "co2";
                    case "ug/m3" -> name.contains("10") ? "pm10" : "pm25";
                    case "m/s" -> "wind";
                    case "deg" -> "windDirection";
                    case "W/m2", "lx" -> "solar";
                    case "uS/cm" -> "soilConductivity";
                    case "W", "kW" -> "power";
                    case "kW.h" -> "energy";
                    case "Hz" -> "frequency";
                    case "V" -> battery ? "battery" : "voltage";
                    case "A" -> "current";
                    case "{count}" -> "crowd";
                    default -> null;
                });
        return found.map(known -> named(world, known).times(factor(unit, level)));
    }

    /** From the world's unit to this one. */
    private static double factor(String unit, boolean level) {
        return switch (unit) {
            case "cm" -> 100;
            case "mm" -> level ? 1000 : 1;
            case "hPa", "mbar" -> 0.01;
            case "kPa", "kW" -> 0.001;
            case "lx" -> LUX_PER_WATT;
            default -> 1;
        };
    }

    private static Map<String, Quantity> all(World world) {
        return Map.ofEntries(
                Map.entry("soundLevel", new Quantity(world::soundLevelDecibel, 30, 130)),
                Map.entry("riverLevel", new Quantity(world::riverLevelMetres, 0, 10)),
                Map.entry("rain", new Quantity(world::rainMm, 0, 10_000)),
                Map.entry("airTemperature", new Quantity(world::airTemperatureCelsius, -40, 85)),
                Map.entry("airHumidity", new Quantity(world::airHumidityPercent, 0, 100)),
                Map.entry("airPressure", new Quantity(world::airPressurePascal, 30_000, 110_000)),
                Map.entry("waterTemperature", new Quantity(world::waterTemperatureCelsius, -5, 50)),
                Map.entry("wind", new Quantity(world::windMetresPerSecond, 0, 60)),
                Map.entry("windDirection", new Quantity(world::windDirectionDegrees, 0, 360)),
                Map.entry("solar", new Quantity(world::solarWattsPerSquareMetre, 0, 1800)),
                Map.entry("co2", new Quantity(world::co2PartsPerMillion, 0, 5000)),
                Map.entry("pm25", new Quantity(world::pm25MicrogramsPerCubicMetre, 0, 999)),
                Map.entry("pm10", new Quantity(world::pm10MicrogramsPerCubicMetre, 0, 999)),
                Map.entry("soilMoisture", new Quantity(world::soilMoisturePercent, 0, 100)),
                Map.entry("soilTemperature", new Quantity(world::soilTemperatureCelsius, -40, 80)),
                Map.entry(
                        "soilConductivity", new Quantity(world::soilConductivityMicrosiemensPerCentimetre, 0, 20_000)),
                Map.entry("power", new Quantity(world::powerWatts, 0, 30_000)),
                Map.entry("energy", new Quantity(world::energyKilowattHours, 0, 999_999)),
                Map.entry("voltage", new Quantity(world::mainsVolts, 0, 300)),
                Map.entry("current", new Quantity(at -> world.powerWatts(at) / world.mainsVolts(at), 0, 100)),
                Map.entry("frequency", new Quantity(world::mainsHertz, 45, 65)),
                Map.entry("crowd", new Quantity(at -> Math.round(1000 * world.crowd(at)), 0, 10_000)),
                Map.entry("battery", new Quantity(at -> FRESH_BATTERY_VOLTS, 0, 5)),
                Map.entry("charge", new Quantity(at -> 100, 0, 100)));
    }
}
