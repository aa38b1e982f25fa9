package vn.trangtien.drivers.analog;

/**
 * A straight line from what a sensor's output says to the quantity it measures, from its datasheet.
 *
 * @param lowSignal voltage or current at which the sensor means {@code low}
 * @param highSignal voltage or current at which it means {@code high}
 */
record Scale(double lowSignal, double highSignal, double low, double high) {

    double value(double signal) {
        return low + (signal - lowSignal) / (highSignal - lowSignal) * (high - low);
    }

    /** Whether a signal stands within the scale or beside it by at most this much. */
    boolean covers(double signal, double slack) {
        return signal >= lowSignal - slack && signal <= highSignal + slack;
    }

    double span() {
        return highSignal - lowSignal;
    }
}
