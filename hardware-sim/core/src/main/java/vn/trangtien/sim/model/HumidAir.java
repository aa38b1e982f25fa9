package vn.trangtien.sim.model;

/** How relative humidity changes when the same air is warmed, by the formula of Magnus over water. */
final class HumidAir {

    private HumidAir() {}

    /** Percent at {@code otherCelsius} of air that has {@code percent} at {@code celsius}. */
    static double percentAt(double otherCelsius, double percent, double celsius) {
        double moved = percent * saturation(celsius) / saturation(otherCelsius);
        return Math.max(0, Math.min(100, moved));
    }

    /** Pressure of saturated vapour in hPa. */
    private static double saturation(double celsius) {
        return 6.112 * Math.exp(17.62 * celsius / (243.12 + celsius));
    }
}
