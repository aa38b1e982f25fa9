package vn.trangtien.sim.world;

/**
 * The season a world lives in, around which its weather moves.
 *
 * @param meanTemperatureCelsius of the air over a day, -10 to 45
 * @param dailySwingCelsius half of the difference between afternoon and night, 0 to 15
 * @param humidityPercent of the air at mean temperature, 20 to 99
 * @param pressurePascal at the station, 95,000 to 105,000
 * @param windMetresPerSecond usual wind, 0 to 30
 * @param windDirectionDegrees where it usually comes from, 0 (north) to 360
 * @param cloudShare of the sky without rain, 0 to 1
 */
public record Climate(
        double meanTemperatureCelsius,
        double dailySwingCelsius,
        double humidityPercent,
        double pressurePascal,
        double windMetresPerSecond,
        double windDirectionDegrees,
        double cloudShare) {

    public Climate {
        within("temperature", meanTemperatureCelsius, -10, 45);
        within("swing", dailySwingCelsius, 0, 15);
        within("humidity", humidityPercent, 20, 99);
        within("pressure", pressurePascal, 95_000, 105_000);
        within("wind", windMetresPerSecond, 0, 30);
        within("windDirection", windDirectionDegrees, 0, 360);
        within("cloud", cloudShare, 0, 1);
    }

    /** October in Huế: warm, wet, wind from the sea. */
    static Climate rainySeason() {
        return new Climate(25, 3, 88, 100_700, 3.5, 60, 0.6);
    }

    /** January in Huế: cool and still under high pressure. */
    static Climate coolSeason() {
        return new Climate(19.5, 3.5, 86, 101_800, 1.8, 315, 0.45);
    }

    /** April in Huế: dry and bright. */
    static Climate drySeason() {
        return new Climate(27, 4.5, 76, 100_900, 2.6, 120, 0.25);
    }

    private static void within(String what, double value, double min, double max) {
        if (!(value >= min && value <= max)) {
            throw new IllegalArgumentException("%s must be %s to %s, but was %s".formatted(what, min, max, value));
        }
    }
}
