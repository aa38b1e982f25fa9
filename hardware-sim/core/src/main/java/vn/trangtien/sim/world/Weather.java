package vn.trangtien.sim.world;

import java.time.Duration;

/** Rain, air, wind and sun. Rain cools and moistens; a lid of warm air stills the wind, dims the sun and keeps the cold in. */
final class Weather {

    private static final double HEAVY_RAIN_MM_PER_HOUR = 80;
    private static final double LATITUDE_RADIANS = Math.toRadians(16.46);

    /** The sun stands highest in Huế (107.6° E) eleven minutes before noon of the zone's meridian (105° E). */
    private static final double SOLAR_NOON_HOUR = 11.83;

    private final Calendar calendar;
    private final Climate climate;
    private final Curve rain;
    private final Curve inversion;
    private final RandomStream air;
    private final RandomStream wind;
    private final RandomStream sky;

    Weather(long seed, WorldProfile profile, Calendar calendar) {
        this.calendar = calendar;
        this.climate = profile.climate();
        this.rain = new Curve(profile.rainMmPerHour());
        this.inversion = new Curve(profile.inversion());
        this.air = new RandomStream(seed, "weather");
        this.wind = new RandomStream(seed, "wind");
        this.sky = new RandomStream(seed, "sky");
    }

    double rainMmPerHour(Duration at) {
        return rain.straight(Calendar.seconds(at));
    }

    double rainMm(Duration at) {
        return rain.integral(Calendar.seconds(at)) / 3600;
    }

    /** What fell in the {@code length} before {@code at}, in millimetres. */
    double rainMmBefore(double seconds, Duration length) {
        return (rain.integral(seconds) - rain.integral(seconds - Calendar.seconds(length))) / 3600;
    }

    /** 0 in dry air to 1 in heavy rain. */
    double wetness(Duration at) {
        return Math.min(1, rainMmPerHour(at) / HEAVY_RAIN_MM_PER_HOUR);
    }

    double inversion(Duration at) {
        return inversion.smooth(Calendar.seconds(at));
    }

    double temperature(Duration at) {
        double afternoon = calendar.daily(Calendar.seconds(at), 14);
        return climate.meanTemperatureCelsius()
                + climate.dailySwingCelsius() * afternoon
                - 2.5 * wetness(at)
                - 1.5 * inversion(at)
                + 0.3 * air.wobble(at, Duration.ofMinutes(20));
    }

    double humidity(Duration at) {
        double warmer = temperature(at) - climate.meanTemperatureCelsius();
        double humidity = climate.humidityPercent() - 2.2 * warmer + 6 * wetness(at);
        return Math.max(40, Math.min(99.5, humidity));
    }

    double pressure(Duration at) {
        double tide = Math.cos(4 * Math.PI * (calendar.hourOfDay(Calendar.seconds(at)) - 10) / 24);
        return climate.pressurePascal()
                + 120 * tide
                - 450 * wetness(at)
                + 200 * inversion(at)
                + 25 * air.wobble(at, Duration.ofMinutes(45));
    }

    double windSpeed(Duration at) {
        double breeze = climate.windMetresPerSecond() * (1 + 0.35 * calendar.daily(Calendar.seconds(at), 15));
        double squalls = 6 * wetness(at);
        double gusts =
                1 + 0.25 * wind.wobble(at, Duration.ofMinutes(11)) + 0.2 * wind.wobble(at, Duration.ofSeconds(20));
        return (breeze + squalls) * gusts * (1 - 0.85 * inversion(at));
    }

    /** Where the wind comes from, 0 to 360 (north). It wanders the more the weaker it is. */
    double windDirection(Duration at) {
        double wander = 20 + 60 / (1 + windSpeed(at));
        double degrees = climate.windDirectionDegrees()
                + wander * wind.wobble(at.plusDays(1), Duration.ofMinutes(90))
                + 0.4 * wander * wind.wobble(at.plusDays(2), Duration.ofMinutes(2));
        double turned = degrees % 360;
        return turned < 0 ? turned + 360 : turned;
    }

    /** 0 to 1. */
    double clouds(Duration at) {
        double share = climate.cloudShare()
                + 0.6 * Math.sqrt(wetness(at))
                + 0.25 * sky.wobble(at, Duration.ofMinutes(100))
                + 0.1 * sky.wobble(at.plusDays(1), Duration.ofMinutes(9));
        return Math.max(0, Math.min(1, share));
    }

    /** Global radiation on a level surface; nothing at night. */
    double sun(Duration at) {
        double seconds = Calendar.seconds(at);
        double tilt = Math.toRadians(-23.44) * Math.cos(2 * Math.PI * (calendar.dayOfYear(seconds) + 10) / 365);
        double hourAngle = Math.toRadians(15 * (calendar.hourOfDay(seconds) - SOLAR_NOON_HOUR));
        double sine = Math.sin(LATITUDE_RADIANS) * Math.sin(tilt)
                + Math.cos(LATITUDE_RADIANS) * Math.cos(tilt) * Math.cos(hourAngle);
        if (sine <= 0) {
            return 0;
        }
        double clear = 1080 * Math.pow(sine, 1.15);
        return clear * (1 - 0.75 * clouds(at)) * (1 - 0.3 * inversion(at));
    }
}
