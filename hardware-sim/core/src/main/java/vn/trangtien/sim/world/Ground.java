package vn.trangtien.sim.world;

import java.time.Duration;

/** The river and the soil of a park beside it: what the rain leaves behind. */
final class Ground {

    private final Calendar calendar;
    private final Climate climate;
    private final Weather weather;
    private final River river;
    private final Curve gauged;
    private final RandomStream soil;

    Ground(long seed, WorldProfile profile, Calendar calendar, Weather weather) {
        this.calendar = calendar;
        this.climate = profile.climate();
        this.weather = weather;
        this.river = profile.river();
        this.gauged = new Curve(river instanceof River.Gauged hydrograph ? hydrograph.levelMetres() : Knot.constant(0));
        this.soil = new RandomStream(seed, "soil");
    }

    double riverLevel(Duration at) {
        if (!(river instanceof River.Following following)) {
            return gauged.smooth(Calendar.seconds(at));
        }
        double felt = Calendar.seconds(at.minus(following.delay()));
        // Half of the water comes from the near slopes and is gone in half of the time.
        double near = weather.rainMmBefore(felt, following.memory().dividedBy(2));
        double all = weather.rainMmBefore(felt, following.memory());
        return following.baseMetres() + following.metresPerMillimetre() * (near + all) / 2;
    }

    double waterTemperature(Duration at) {
        double flooded = Math.min(1, weather.rainMmBefore(Calendar.seconds(at), Duration.ofHours(3)) / 60);
        return climate.meanTemperatureCelsius()
                - 0.8
                + 0.2 * climate.dailySwingCelsius() * calendar.daily(Calendar.seconds(at), 17)
                - 1.6 * flooded
                + 0.05 * soil.wobble(at.plusDays(2), Duration.ofMinutes(30));
    }

    /** 18 (dry for days) to 46 (saturated). */
    double soilMoisture(Duration at) {
        double seconds = Calendar.seconds(at);
        double soaked = weather.rainMmBefore(seconds, Duration.ofHours(3));
        return 20 + 25 * (1 - Math.exp(-soaked / 30)) + soil.wobble(at, Duration.ofHours(2));
    }

    double soilTemperature(Duration at) {
        return climate.meanTemperatureCelsius()
                + 0.35 * climate.dailySwingCelsius() * calendar.daily(Calendar.seconds(at), 18)
                + 0.1 * soil.wobble(at.plusDays(1), Duration.ofHours(1));
    }

    /** Wet soil leads better. */
    double soilConductivity(Duration at) {
        return 60 + 11 * soilMoisture(at) + 8 * soil.wobble(at.plusDays(3), Duration.ofMinutes(50));
    }
}
