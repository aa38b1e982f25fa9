package vn.trangtien.gateway.link;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * What a cloud for Kura gateways reads in a payload, written from the definition of the format and nothing of ours, so that it does
 * not agree with our mistakes. Stricter than such a cloud: also what it would forgive fails.
 */
final class KuraReader {

    private static final String[] TYPES = {"DOUBLE", "FLOAT", "INT64", "INT32", "BOOL", "STRING", "BYTES"};

    private final Map<String, String> metrics = new LinkedHashMap<>();
    private final Map<String, String> types = new LinkedHashMap<>();
    private final Map<Integer, Double> position = new LinkedHashMap<>();
    private long timestamp = Long.MIN_VALUE;

    private KuraReader() {}

    static KuraReader read(byte[] message) throws IOException {
        var reader = new KuraReader();
        boolean gzip = message.length > 1 && message[0] == 0x1f && (message[1] & 0xff) == 0x8b;
        if (gzip) {
            byte[] raw = new GZIPInputStream(new ByteArrayInputStream(message)).readAllBytes();
            require(message.length < raw.length, "compressed although that is no shorter");
            reader.payload(raw);
        } else {
            reader.payload(message);
        }
        return reader;
    }

    /** Values as text, by name. */
    Map<String, String> metrics() {
        return metrics;
    }

    /** Kura's names of types, by the name of the metric. */
    Map<String, String> types() {
        return types;
    }

    /** By number of the field: 1 latitude, 2 longitude. */
    Map<Integer, Double> position() {
        return position;
    }

    long timestamp() {
        return timestamp;
    }

    private void payload(byte[] raw) {
        ByteBuffer in = ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN);
        while (in.hasRemaining()) {
            long tag = varint(in);
            switch ((int) (tag >>> 3)) {
                case 1 -> timestamp = varint(wire(in, tag, 0));
                case 2 -> position(slice(in, tag));
                case 5000 -> metric(slice(in, tag));
                case 5001 -> slice(in, tag);
                default -> throw new AssertionError("field " + (tag >>> 3) + " is none of Kura's");
            }
        }
    }

    private void position(ByteBuffer in) {
        while (in.hasRemaining()) {
            long tag = varint(in);
            if ((tag & 7) == 1) {
                position.put((int) (tag >>> 3), in.getDouble());
            } else {
                varint(wire(in, tag, 0));
            }
        }
        require(position.containsKey(1) && position.containsKey(2), "a position needs latitude and longitude");
    }

    private void metric(ByteBuffer in) {
        require(varint(in) == (1 << 3 | 2), "a metric begins with its name");
        String name = text(slice(in, 2));
        require(varint(in) == (2 << 3), "after the name comes the type");
        int type = (int) varint(in);
        require(type >= 0 && type < TYPES.length, "type " + type);
        long tag = varint(in);
        require(tag >>> 3 == type + 3, "the value stands in the field of its type");
        String value = switch (type) {
            case 0 -> Double.toString(wire(in, tag, 1).getDouble());
            case 1 -> Float.toString(wire(in, tag, 5).getFloat());
            case 2, 3, 4 -> Long.toString(varint(wire(in, tag, 0)));
            default -> text(slice(in, tag));
        };
        require(!in.hasRemaining(), "more than one value in " + name);
        require(metrics.put(name, value) == null, name + " twice");
        types.put(name, TYPES[type]);
    }

    private static ByteBuffer wire(ByteBuffer in, long tag, int type) {
        require((tag & 7) == type, "wire type " + (tag & 7));
        return in;
    }

    private static ByteBuffer slice(ByteBuffer in, long tag) {
        int length = (int) varint(wire(in, tag, 2));
        ByteBuffer part = in.slice(in.position(), length).order(ByteOrder.LITTLE_ENDIAN);
        in.position(in.position() + length);
        return part;
    }

    private static String text(ByteBuffer part) {
        return StandardCharsets.UTF_8.decode(part).toString();
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte next = in.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new AssertionError("a number of more than ten bytes");
    }

    private static void require(boolean rule, String problem) {
        if (!rule) {
            throw new AssertionError(problem);
        }
    }
}
