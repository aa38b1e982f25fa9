package vn.trangtien.drivers.bme280;

/**
 * The trimming values of one chip and the compensation formulas in double precision.
 *
 * <p>Source: Bosch BST-BME280-DS002, sections 4.2.2 and 8.1. The variable names are those of the datasheet.
 */
record Calibration(Temperature temperature, Pressure pressure, Humidity humidity) {

    /** First block of trimming values, 0x88 to 0xA1. */
    static final int FIRST = 0x88;

    static final int FIRST_LENGTH = 26;

    /** Second block, 0xE1 to 0xE7. */
    static final int SECOND = 0xE1;

    static final int SECOND_LENGTH = 7;

    record Temperature(int t1, int t2, int t3) {}

    record Pressure(int p1, int p2, int p3, int p4, int p5, int p6, int p7, int p8, int p9) {}

    record Humidity(int h1, int h2, int h3, int h4, int h5, int h6) {}

    /**
     * @param first registers 0x88 to 0xA1
     * @param second registers 0xE1 to 0xE7; all zero on a part without humidity
     */
    static Calibration of(byte[] first, byte[] second) {
        var temperature = new Temperature(unsigned16(first, 0), signed16(first, 2), signed16(first, 4));
        var pressure = new Pressure(
                unsigned16(first, 6),
                signed16(first, 8),
                signed16(first, 10),
                signed16(first, 12),
                signed16(first, 14),
                signed16(first, 16),
                signed16(first, 18),
                signed16(first, 20),
                signed16(first, 22));
        // H4 and H5 are signed 12-bit numbers that share the byte at 0xE5.
        var humidity = new Humidity(
                first[25] & 0xFF,
                signed16(second, 0),
                second[2] & 0xFF,
                second[3] * 16 + (second[4] & 0x0F),
                second[5] * 16 + ((second[4] & 0xF0) >> 4),
                second[6]);
        return new Calibration(temperature, pressure, humidity);
    }

    /** Whether the values can come from a chip; an unpowered or held bus reads as all zeros or all ones. */
    boolean isPlausible() {
        return temperature.t1 != 0 && temperature.t1 != 0xFFFF && pressure.p1 != 0 && pressure.p1 != 0xFFFF;
    }

    /** The fine temperature that the other two formulas need; 5120 of it are one degree. */
    double fine(int adcT) {
        double var1 = (adcT / 16384.0 - temperature.t1 / 1024.0) * temperature.t2;
        double var2 = adcT / 131072.0 - temperature.t1 / 8192.0;
        return var1 + var2 * var2 * temperature.t3;
    }

    static double celsius(double fine) {
        return fine / 5120.0;
    }

    double pascal(int adcP, double fine) {
        Pressure c = pressure;
        double var1 = fine / 2.0 - 64000.0;
        double var2 = var1 * var1 * c.p6 / 32768.0;
        var2 = var2 + var1 * c.p5 * 2.0;
        var2 = var2 / 4.0 + c.p4 * 65536.0;
        var1 = (c.p3 * var1 * var1 / 524288.0 + c.p2 * var1) / 524288.0;
        var1 = (1.0 + var1 / 32768.0) * c.p1;
        if (var1 == 0.0) {
            return 0.0;
        }
        double p = 1048576.0 - adcP;
        p = (p - var2 / 4096.0) * 6250.0 / var1;
        var1 = c.p9 * p * p / 2147483648.0;
        var2 = p * c.p8 / 32768.0;
        return p + (var1 + var2 + c.p7) / 16.0;
    }

    /** Relative humidity in percent, 0 to 100. */
    double percent(int adcH, double fine) {
        Humidity c = humidity;
        double h = fine - 76800.0;
        h = (adcH - (c.h4 * 64.0 + c.h5 / 16384.0 * h))
                * (c.h2 / 65536.0 * (1.0 + c.h6 / 67108864.0 * h * (1.0 + c.h3 / 67108864.0 * h)));
        h = h * (1.0 - c.h1 * h / 524288.0);
        return Math.max(0.0, Math.min(100.0, h));
    }

    private static int unsigned16(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) | ((bytes[at + 1] & 0xFF) << 8);
    }

    private static int signed16(byte[] bytes, int at) {
        return (short) unsigned16(bytes, at);
    }
}
