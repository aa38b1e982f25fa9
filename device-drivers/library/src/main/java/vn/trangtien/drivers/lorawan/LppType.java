package vn.trangtien.drivers.lorawan;

import java.util.List;
import java.util.Optional;

/**
 * A data type of Cayenne LPP. Numbers are big endian.
 *
 * @param code number of the IPSO object minus 3200
 * @param fieldName what values of it are called, before the channel
 * @param bytes length of one number
 */
record LppType(int code, String fieldName, int bytes, boolean signed, List<Part> parts) {

    static final List<LppType> ALL = List.of(
            new LppType(0, "digital_in", 1, false, any(1)),
            new LppType(1, "digital_out", 1, false, any(1)),
            new LppType(2, "analog_in", 2, true, any(100)),
            new LppType(3, "analog_out", 2, true, any(100)),
            new LppType(101, "luminosity", 2, false, any(1)),
            new LppType(102, "presence", 1, false, any(1)),
            new LppType(103, "temperature", 2, true, any(10)),
            new LppType(104, "relative_humidity", 1, false, List.of(new Part("", 2, 0, 100))),
            new LppType(113, "accelerometer", 2, true, axes(1_000)),
            new LppType(115, "barometric_pressure", 2, false, any(10)),
            new LppType(134, "gyrometer", 2, true, axes(100)),
            new LppType(
                    136,
                    "gps",
                    3,
                    true,
                    List.of(
                            new Part("latitude", 10_000, -90, 90),
                            new Part("longitude", 10_000, -180, 180),
                            new Part("altitude", 100, -84_000, 84_000))));

    /**
     * One number of a type.
     *
     * @param name empty if it is the only one
     * @param perUnit steps of the raw number in one unit
     * @param min smallest possible value; the format can write more than nature knows
     * @param max largest possible value
     */
    record Part(String name, double perUnit, double min, double max) {

        /** The value, or NaN if it is impossible. */
        double value(long raw) {
            double value = raw / perUnit;
            return value >= min && value <= max ? value : Double.NaN;
        }
    }

    private static List<Part> any(double perUnit) {
        return List.of(part("", perUnit));
    }

    private static List<Part> axes(double perUnit) {
        return List.of(part("x", perUnit), part("y", perUnit), part("z", perUnit));
    }

    private static Part part(String name, double perUnit) {
        return new Part(name, perUnit, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    static Optional<LppType> of(int code) {
        return ALL.stream().filter(type -> type.code == code).findFirst();
    }

    static Optional<LppType> named(String name) {
        return ALL.stream().filter(type -> type.fieldName.equals(name)).findFirst();
    }

    /** Length of the data of one field, without its channel and type. */
    int size() {
        return bytes * parts.size();
    }

    /** One raw number. */
    long raw(byte[] payload, int at) {
        long value = signed ? payload[at] : payload[at] & 0xFF;
        for (int i = 1; i < bytes; i++) {
            value = (value << 8) | (payload[at + i] & 0xFF);
        }
        return value;
    }
}
