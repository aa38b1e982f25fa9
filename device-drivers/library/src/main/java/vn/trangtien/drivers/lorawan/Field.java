package vn.trangtien.drivers.lorawan;

/**
 * One channel of the configuration.
 *
 * @param from name of the value in the decoded uplink, as its codec names it
 * @param unit UCUM code
 * @param scale multiplies the value before {@code offset} is added
 */
record Field(String channel, String from, String unit, double scale, double offset) {

    double value(double raw) {
        return raw * scale + offset;
    }
}
