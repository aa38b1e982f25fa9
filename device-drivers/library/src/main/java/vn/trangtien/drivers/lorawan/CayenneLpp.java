package vn.trangtien.drivers.lorawan;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import vn.trangtien.drivers.ConfigException;
import vn.trangtien.drivers.lorawan.LppType.Part;
import vn.trangtien.drivers.lorawan.NetworkEvent.Uplink;

/**
 * {@code cayenne-lpp}: decodes the payload here. It is a row of fields, each of one byte channel, one byte type and the data of
 * that type:
 *
 * <pre>
 * type                 field name            bytes  one step
 * 0, 1                 digital_in, _out      1      1
 * 2, 3                 analog_in, _out       2      0.01, signed
 * 101                  luminosity            2      1 lx
 * 102                  presence              1      1
 * 103                  temperature           2      0.1 °C, signed
 * 104                  relative_humidity     1      0.5 %
 * 113                  accelerometer x y z   2 each 0.001 g, signed
 * 115                  barometric_pressure   2      0.1 hPa
 * 134                  gyrometer x y z       2 each 0.01 °/s, signed
 * 136                  gps latitude longitude altitude  3 each, signed; 0.0001°, 0.0001°, 0.01 m
 * </pre>
 *
 * <p>Fields are named as The Things Stack names them: {@code temperature_3}, {@code accelerometer_6.x}, {@code gps_1.latitude}; a
 * dot before the channel is taken too. The length of an unknown type is not known, so decoding ends there, and what came before it
 * is doubtful: the payload may be no LPP at all.
 *
 * <p>Source: myDevices Cayenne LPP 1.0, README of the reference implementation.
 */
final class CayenneLpp implements Codec {

    private static final int HEADER = 2;
    private static final Pattern FIELD = Pattern.compile("([a-z_]+)[._](\\d{1,3})(?:\\.([a-z]+))?");

    @Override
    public String name(String path, String from) {
        return canonical(from)
                .orElseThrow(() -> new ConfigException(
                        "%s.from must be a field of Cayenne LPP such as temperature_3 or accelerometer_6.x, channel 0 to 255, but was '%s'; names are %s"
                                .formatted(
                                        path,
                                        from,
                                        LppType.ALL.stream()
                                                .map(CayenneLpp::described)
                                                .collect(Collectors.joining(", ")))));
    }

    @Override
    public Decoded decode(Uplink uplink) {
        ByteBuffer payload = uplink.payload().duplicate();
        byte[] bytes = new byte[payload.remaining()];
        payload.get(bytes);
        return decode(bytes);
    }

    /** Any bytes at all may be given. */
    static Decoded decode(byte... payload) {
        var values = new HashMap<String, Double>();
        Optional<String> problem = Optional.empty();
        int at = 0;
        while (at < payload.length && problem.isEmpty()) {
            Optional<LppType> type = at + 1 < payload.length ? LppType.of(payload[at + 1] & 0xFF) : Optional.empty();
            if (at + 1 >= payload.length) {
                problem = Optional.of("Cayenne LPP ends after the channel at byte %d".formatted(at));
            } else if (type.isEmpty()) {
                problem = Optional.of(
                        "Cayenne LPP has no type %d (at byte %d), so the rest cannot be decoded; the device may send another format"
                                .formatted(payload[at + 1] & 0xFF, at + 1));
            } else if (at + HEADER + type.get().size() > payload.length) {
                problem = Optional.of("Cayenne LPP field %s at byte %d needs %d bytes of data, but %d came"
                        .formatted(type.get().fieldName(), at, type.get().size(), payload.length - at - HEADER));
            } else {
                put(values, payload, at, type.get());
                at += HEADER + type.get().size();
            }
        }
        return new Fields(Map.copyOf(values), problem);
    }

    private static void put(Map<String, Double> values, byte[] payload, int at, LppType type) {
        int channel = payload[at] & 0xFF;
        int from = at + HEADER;
        for (Part part : type.parts()) {
            values.put(name(type, channel, part), part.value(type.raw(payload, from)));
            from += type.bytes();
        }
    }

    private static String name(LppType type, int channel, Part part) {
        String field = type.fieldName() + "_" + channel;
        return part.name().isEmpty() ? field : field + "." + part.name();
    }

    private static String described(LppType type) {
        return type.parts().size() == 1
                ? type.fieldName()
                : type.fieldName() + type.parts().stream().map(Part::name).toList();
    }

    /** The one way of writing the name of a field; empty if there is no such field. */
    private static Optional<String> canonical(String from) {
        Matcher matcher = FIELD.matcher(from);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int channel = Integer.parseInt(matcher.group(2));
        String wanted = Optional.ofNullable(matcher.group(3)).orElse("");
        return LppType.named(matcher.group(1))
                .filter(type -> channel <= 255)
                .flatMap(type -> type.parts().stream()
                        .filter(part -> part.name().equals(wanted))
                        .map(part -> name(type, channel, part))
                        .findFirst());
    }

    private record Fields(Map<String, Double> values, Optional<String> problem) implements Decoded {

        @Override
        public FieldValue field(String name) {
            Double value = values.get(name);
            return value == null ? new FieldValue.Absent() : new FieldValue.Measured(value);
        }
    }
}
