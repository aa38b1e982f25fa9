package vn.trangtien.drivers.pms5003;

/**
 * One measurement of the sensor.
 *
 * @param pm1 particles up to 1 µm in µg/m³, atmospheric calibration
 * @param pm25 particles up to 2.5 µm in µg/m³
 * @param pm10 particles up to 10 µm in µg/m³
 * @param errorCode 0 when the sensor finds no fault in itself
 */
record Frame(int pm1, int pm25, int pm10, int errorCode) {

    /** @param bytes whole frame from {@code 42 4D} to the checksum, which has been checked */
    static Frame of(byte[] bytes) {
        // Words 1 to 3 are calibrated for a factory's reference dust, words 4 to 6 for the atmosphere.
        return new Frame(word(bytes, 10), word(bytes, 12), word(bytes, 14), bytes[29] & 0xFF);
    }

    /** Coarser fractions contain the finer ones; a frame that says otherwise is damaged in a way the sum did not see. */
    boolean isConsistent() {
        return pm1 <= pm25 && pm25 <= pm10;
    }

    private static int word(byte[] bytes, int at) {
        return ((bytes[at] & 0xFF) << 8) | (bytes[at + 1] & 0xFF);
    }
}
