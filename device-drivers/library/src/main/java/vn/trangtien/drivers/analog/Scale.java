package vn.trangtien.drivers.analog;

/**
 * A straight line from volts to the quantity of the sensor, from its datasheet.
 *
 * @param lowVolts voltage at which the sensor means {@code low}
 * @param highVolts voltage at which it means {@code high}
 */
record Scale(double lowVolts, double highVolts, double low, double high) {

    /** How far beyond its ends a sensor may drift before the value is not believed, as a part of the span. */
    private static final double TOLERANCE = 0.05;

    double value(double volts) {
        return low + (volts - lowVolts) / (highVolts - lowVolts) * (high - low);
    }

    boolean covers(double volts) {
        double slack = TOLERANCE * (highVolts - lowVolts);
        return volts >= lowVolts - slack && volts <= highVolts + slack;
    }
}
