package vn.trangtien.sim.world;

import java.time.Duration;

/** Traffic and people, and what they do to air and ear. Rain empties the street and washes it; wind thins what is left. */
final class Street {

    private static final double OPEN_AIR_CO2_PPM = 424;

    private final Calendar calendar;
    private final Weather weather;
    private final Curve crowd;
    private final RandomStream noise;

    Street(long seed, WorldProfile profile, Calendar calendar, Weather weather) {
        this.calendar = calendar;
        this.weather = weather;
        this.crowd = new Curve(profile.crowd());
        this.noise = new RandomStream(seed, "street");
    }

    double crowd(Duration at) {
        return crowd.straight(Calendar.seconds(at)) * (1 - 0.4 * weather.wetness(at));
    }

    double traffic(Duration at) {
        double hour = calendar.hourOfDay(Calendar.seconds(at));
        double evening = Math.exp(-Math.pow((hour - 19.5) / 3, 2));
        double morning = Math.exp(-Math.pow((hour - 7) / 1.5, 2));
        double usual = 0.15
                + 0.7 * Math.max(evening, morning)
                + 0.15 * noise.wobble(at, Duration.ofMinutes(3))
                + 0.2 * crowd(at);
        return Math.max(0, Math.min(1, usual * (1 - 0.5 * weather.wetness(at))));
    }

    double pm25(Duration at) {
        double made = 14 + 26 * traffic(at) + 18 * crowd(at) + 3 * noise.wobble(at, Duration.ofMinutes(8));
        double washed = 1 - 0.65 * weather.wetness(at);
        return Math.max(1, made * washed * kept(at));
    }

    double co2(Duration at) {
        double made = 55 * traffic(at) + 90 * crowd(at);
        double breathOfPlants = 14 * (1 - calendar.daily(Calendar.seconds(at), 13));
        return OPEN_AIR_CO2_PPM
                + (made + breathOfPlants) * kept(at)
                + 4 * noise.wobble(at.plusDays(1), Duration.ofMinutes(4));
    }

    double soundLevel(Duration at) {
        return 54
                + 16 * traffic(at)
                + 7 * weather.wetness(at)
                + 13 * crowd(at)
                + 4 * noise.wobble(at, Duration.ofSeconds(40));
    }

    /** How much of what the street makes stays there: 1 in the usual wind, four times that under a lid, less in a gale. */
    private double kept(Duration at) {
        double calm = 1 + 0.05 * (3.5 - weather.windSpeed(at));
        return Math.max(0.6, Math.min(1.15, calm)) * (1 + 2.6 * weather.inversion(at));
    }
}
