package vn.trangtien.box.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.KuraPosition;
import vn.trangtien.wire.KuraTopic;
import vn.trangtien.wire.MessageKind;
import vn.trangtien.wire.MetricValue;

/**
 * From a payload to a tree that any JSON library writes. {@link PayloadParser} takes it back without loss: numbers that JSON
 * cannot write (NaN, the infinities, minus zero) stand as texts, bytes as base64.
 */
public final class PayloadPrinter {

    /** The latest instant with a year of four digits; other numbers are shown without a text beside them. */
    private static final long YEAR_10000_MS = 253_402_300_800_000L;

    private PayloadPrinter() {}

    /** The payload in the order of the wire. */
    public static Map<String, Object> tree(KuraPayload payload) {
        var tree = new LinkedHashMap<String, Object>();
        payload.timestampMs().ifPresent(ms -> {
            tree.put(Names.TIMESTAMP, ms);
            if (ms >= 0 && ms < YEAR_10000_MS) {
                tree.put(Names.TIME, Instant.ofEpochMilli(ms).toString());
            }
        });
        payload.position().ifPresent(position -> tree.put(Names.POSITION, position(position)));
        if (!payload.metrics().isEmpty()) {
            var metrics = new LinkedHashMap<String, Object>();
            payload.metrics().forEach((name, value) -> metrics.put(name, metric(value)));
            tree.put(Names.METRICS, metrics);
        }
        payload.body().ifPresent(body -> tree.put(Names.BODY, body(body)));
        return tree;
    }

    /** What a topic says, or why it is none of ours. */
    public static Map<String, Object> topic(String name) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("name", name);
        Optional<KuraTopic> parsed = KuraTopic.parse(name);
        if (parsed.isEmpty()) {
            tree.put("problem", "not <account>/<client>/<application>/… and not $EDC/… or $EVT/…");
            return tree;
        }
        KuraTopic topic = parsed.get();
        tree.put("tree", topic instanceof KuraTopic.Control control ? control.prefix() : "data");
        tree.put("account", topic.account());
        tree.put("client", topic.client());
        tree.put("application", topic.appId());
        if (!topic.appTopic().isEmpty()) {
            tree.put("rest", topic.appTopic());
        }
        MessageKind.of(topic).ifPresent(kind -> tree.put("kind", kind.name()));
        return tree;
    }

    private static Map<String, Object> position(KuraPosition position) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put(Names.LATITUDE, number(position.latitude()));
        tree.put(Names.LONGITUDE, number(position.longitude()));
        put(tree, Names.ALTITUDE, position.altitude());
        put(tree, Names.PRECISION, position.precision());
        put(tree, Names.HEADING, position.heading());
        put(tree, Names.SPEED, position.speed());
        position.timestampMs().ifPresent(value -> tree.put(Names.TIMESTAMP, value));
        position.satellites().ifPresent(value -> tree.put(Names.SATELLITES, value));
        position.status().ifPresent(value -> tree.put(Names.STATUS, value));
        return tree;
    }

    private static void put(Map<String, Object> tree, String name, OptionalDouble value) {
        value.ifPresent(present -> tree.put(name, number(present)));
    }

    private static Map<String, Object> metric(MetricValue metric) {
        if (metric instanceof MetricValue.DoubleValue v) {
            return typed(Names.Type.DOUBLE, number(v.value()));
        }
        if (metric instanceof MetricValue.FloatValue v) {
            boolean special = !Float.isFinite(v.value()) || Float.floatToRawIntBits(v.value()) == 0x8000_0000;
            return typed(Names.Type.FLOAT, special ? Float.toString(v.value()) : (Object) v.value());
        }
        if (metric instanceof MetricValue.Int64Value v) {
            return typed(Names.Type.INT64, v.value());
        }
        if (metric instanceof MetricValue.Int32Value v) {
            return typed(Names.Type.INT32, v.value());
        }
        if (metric instanceof MetricValue.BoolValue v) {
            return typed(Names.Type.BOOL, v.value());
        }
        if (metric instanceof MetricValue.StringValue v) {
            return typed(Names.Type.STRING, v.value());
        }
        byte[] bytes = ((MetricValue.BytesValue) metric).value();
        return typed(Names.Type.BYTES, Base64.getEncoder().encodeToString(bytes));
    }

    private static Map<String, Object> typed(Names.Type type, Object value) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put(Names.METRIC_TYPE, type.name());
        tree.put(Names.METRIC_VALUE, value);
        return tree;
    }

    private static Object number(double value) {
        boolean special = !Double.isFinite(value) || Double.doubleToRawLongBits(value) == Long.MIN_VALUE;
        return special ? Double.toString(value) : (Object) value;
    }

    private static Map<String, Object> body(byte[] body) {
        return text(body)
                .map(text -> Map.<String, Object>of(Names.BODY_TEXT, text))
                .orElseGet(() -> Map.of(Names.BODY_BASE64, Base64.getEncoder().encodeToString(body)));
    }

    /** Empty unless a person can read it and it comes back byte for byte. */
    private static Optional<String> text(byte[] bytes) {
        try {
            String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            boolean readable = text.codePoints().noneMatch(c -> Character.isISOControl(c) && "\t\n\r".indexOf(c) < 0);
            return readable ? Optional.of(text) : Optional.empty();
        } catch (CharacterCodingException binary) {
            return Optional.empty();
        }
    }
}
