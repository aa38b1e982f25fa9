package vn.trangtien.sim.model;

import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One value of a Cayenne LPP payload: channel, type and the value in steps of its type, high byte first. Source: myDevices Cayenne
 * LPP documentation, table of data types.
 *
 * <pre>
 * 00 digital in 1      02 analog in 0.01 signed     65 light 1 lx       67 temperature 0.1 °C signed
 * 01 digital out 1     03 analog out 0.01 signed    66 presence 1       68 humidity 0.5 %     73 barometer 0.1 hPa
 * </pre>
 *
 * @param type by the name that The Things Stack gives it
 */
record CayenneItem(Type type, int channel) {

    /** The types of one value. */
    enum Type {
        DIGITAL_IN("digital_in", "digitalInput", 0x00, 1, 1, false),
        DIGITAL_OUT("digital_out", "digitalOutput", 0x01, 1, 1, false),
        ANALOG_IN("analog_in", "analogInput", 0x02, 2, 0.01, true),
        ANALOG_OUT("analog_out", "analogOutput", 0x03, 2, 0.01, true),
        LUMINOSITY("luminosity", "illuminanceSensor", 0x65, 2, 1, false),
        PRESENCE("presence", "presenceSensor", 0x66, 1, 1, false),
        TEMPERATURE("temperature", "temperatureSensor", 0x67, 2, 0.1, true),
        RELATIVE_HUMIDITY("relative_humidity", "humiditySensor", 0x68, 1, 0.5, false),
        BAROMETRIC_PRESSURE("barometric_pressure", "barometer", 0x73, 2, 0.1, false);

        private final String theThings;
        private final String chirpStack;
        private final int code;
        private final int octets;
        private final double step;
        private final boolean signed;

        Type(String theThings, String chirpStack, int code, int octets, double step, boolean signed) {
            this.theThings = theThings;
            this.chirpStack = chirpStack;
            this.code = code;
            this.octets = octets;
            this.step = step;
            this.signed = signed;
        }
    }

    private static final Pattern NAME = Pattern.compile("([a-z_]+)_(\\d{1,3})");

    /**
     * @param from as {@code temperature_3}
     * @throws IllegalArgumentException if Cayenne LPP has no single value of that name
     */
    static CayenneItem named(String from) {
        Matcher parts = NAME.matcher(from);
        if (parts.matches()) {
            int channel = Integer.parseInt(parts.group(2));
            for (Type type : Type.values()) {
                if (type.theThings.equals(parts.group(1)) && channel <= 0xFF) {
                    return new CayenneItem(type, channel);
                }
            }
        }
        throw new IllegalArgumentException(
                "fields.*.from must be type and channel such as temperature_3 for a simulated Cayenne LPP device, but was '%s'"
                        .formatted(from));
    }

    /** The name in an object that The Things Stack decoded. */
    String name() {
        return type.theThings + "_" + channel;
    }

    void write(double value, ByteArrayOutputStream payload) {
        long steps = steps(value);
        payload.write(channel);
        payload.write(type.code);
        for (int shift = 8 * (type.octets - 1); shift >= 0; shift -= 8) {
            payload.write((int) (steps >> shift));
        }
    }

    /** What a receiver will make of it. */
    double received(double value) {
        return Math.round(steps(value) * type.step * 1000) / 1000.0;
    }

    private long steps(double value) {
        int bits = 8 * type.octets;
        long max = type.signed ? (1L << (bits - 1)) - 1 : (1L << bits) - 1;
        long min = type.signed ? -(1L << (bits - 1)) : 0;
        return Math.max(min, Math.min(max, Math.round(value / type.step)));
    }

    /** The object that ChirpStack's own codec makes of values: by type, then by channel. */
    static Map<String, Object> chirpStackObject(Map<CayenneItem, Double> values) {
        var object = new TreeMap<String, Map<String, Object>>();
        values.forEach((item, value) -> object.computeIfAbsent(item.type.chirpStack, any -> new TreeMap<>())
                .put(Integer.toString(item.channel), item.received(value)));
        return new TreeMap<>(object);
    }
}
