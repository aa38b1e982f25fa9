package vn.trangtien.box.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.KuraPosition;
import vn.trangtien.wire.MetricValue;

/**
 * From the JSON of {@link PayloadPrinter} to a payload. A metric may also be a bare value, whose type is then the one that Kura
 * gives it: text STRING, true and false BOOL, whole number INT64, other number DOUBLE. A misspelt member is refused, because a
 * message without it would go out unnoticed.
 */
public final class PayloadParser {

    /** Members that only explain what was received. */
    private static final Set<String> EXPLANATIONS = Set.of("topic", "format", "gzip");

    private static final Set<String> MEMBERS =
            Set.of(Names.TIMESTAMP, Names.TIME, Names.POSITION, Names.METRICS, Names.BODY);
    private static final Set<String> POSITION_MEMBERS = Set.of(
            Names.LATITUDE,
            Names.LONGITUDE,
            Names.ALTITUDE,
            Names.PRECISION,
            Names.HEADING,
            Names.SPEED,
            Names.TIMESTAMP,
            Names.SATELLITES,
            Names.STATUS);

    /** Decimal numbers keep all their digits until the type is known; a name given twice is a mistake. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private PayloadParser() {}

    /** @throws BadInput with the place: line and column where the text is no JSON, else the path of the member */
    public static KuraPayload parse(String json) throws BadInput {
        JsonNode root = tree(json);
        only("the message", root, MEMBERS);
        var payload = KuraPayload.builder();
        OptionalLong timestamp = timestamp(root);
        if (timestamp.isPresent()) {
            payload.timestampMs(timestamp.getAsLong());
        }
        if (root.has(Names.POSITION)) {
            payload.position(position(root.get(Names.POSITION)));
        }
        if (root.has(Names.METRICS)) {
            JsonNode metrics = root.get(Names.METRICS);
            if (!metrics.isObject()) {
                throw new BadInput("metrics must be an object of named values, but was " + metrics);
            }
            for (Map.Entry<String, JsonNode> metric : metrics.properties()) {
                add(payload, metric.getKey(), metric.getValue());
            }
        }
        if (root.has(Names.BODY)) {
            payload.body(body(root.get(Names.BODY)));
        }
        return payload.build();
    }

    private static JsonNode tree(String json) throws BadInput {
        try {
            return JSON.readTree(json);
        } catch (JacksonException e) {
            TokenStreamLocation at = e.getLocation();
            String where = at == null
                    ? ""
                    : "line %d, column %d: ".formatted(Math.max(1, at.getLineNr()), Math.max(1, at.getColumnNr()));
            // The library names the source a second time, with nothing to see in it.
            String why = e.getOriginalMessage().replaceAll("\\s*\\(start marker at.*", "");
            throw new BadInput("no JSON: " + where + why);
        }
    }

    private static void only(String what, JsonNode node, Set<String> members) throws BadInput {
        if (!node.isObject()) {
            throw new BadInput(what + " must be a JSON object, but was " + abbreviated(node));
        }
        for (String name : node.propertyNames()) {
            if (!members.contains(name) && !EXPLANATIONS.contains(name)) {
                throw new BadInput("%s has no member '%s'; known are %s"
                        .formatted(
                                what,
                                name,
                                String.join(", ", members.stream().sorted().toList())));
            }
        }
    }

    /** The number wins over the text beside it, since the text is cut to what a calendar can say. */
    private static OptionalLong timestamp(JsonNode root) throws BadInput {
        if (root.has(Names.TIMESTAMP)) {
            return OptionalLong.of(whole(Names.TIMESTAMP, root.get(Names.TIMESTAMP), Long.MIN_VALUE, Long.MAX_VALUE));
        }
        if (!root.has(Names.TIME)) {
            return OptionalLong.empty();
        }
        String text = root.get(Names.TIME).asString("");
        try {
            return OptionalLong.of(Instant.parse(text).toEpochMilli());
        } catch (DateTimeParseException | ArithmeticException e) {
            throw new BadInput("time must be like 2026-11-23T07:00:00Z, but was '%s'".formatted(text));
        }
    }

    private static KuraPosition position(JsonNode node) throws BadInput {
        only(Names.POSITION, node, POSITION_MEMBERS);
        for (String name : List.of(Names.LATITUDE, Names.LONGITUDE)) {
            if (!node.has(name)) {
                throw new BadInput("position.%s is missing; a position needs latitude and longitude".formatted(name));
            }
        }
        OptionalLong timestamp = node.has(Names.TIMESTAMP)
                ? OptionalLong.of(
                        whole("position.timestamp", node.get(Names.TIMESTAMP), Long.MIN_VALUE, Long.MAX_VALUE))
                : OptionalLong.empty();
        return new KuraPosition(
                decimal("position.latitude", node.get(Names.LATITUDE)),
                decimal("position.longitude", node.get(Names.LONGITUDE)),
                number(node, Names.ALTITUDE),
                number(node, Names.PRECISION),
                number(node, Names.HEADING),
                number(node, Names.SPEED),
                timestamp,
                small(node, Names.SATELLITES),
                small(node, Names.STATUS));
    }

    private static OptionalDouble number(JsonNode position, String name) throws BadInput {
        return position.has(name)
                ? OptionalDouble.of(decimal("position." + name, position.get(name)))
                : OptionalDouble.empty();
    }

    private static OptionalInt small(JsonNode position, String name) throws BadInput {
        return position.has(name)
                ? OptionalInt.of(
                        (int) whole("position." + name, position.get(name), Integer.MIN_VALUE, Integer.MAX_VALUE))
                : OptionalInt.empty();
    }

    private static void add(KuraPayload.Builder payload, String name, JsonNode given) throws BadInput {
        String path = "metrics." + name;
        try {
            payload.metric(name, given.isObject() ? typed(path, given) : bare(path, given));
        } catch (IllegalArgumentException e) {
            throw new BadInput("%s: %s".formatted(path, e.getMessage()));
        }
    }

    private static MetricValue bare(String path, JsonNode value) throws BadInput {
        if (value.isString()) {
            return MetricValue.of(value.stringValue());
        }
        if (value.isBoolean()) {
            return MetricValue.of(value.booleanValue());
        }
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return MetricValue.of(value.longValue());
        }
        if (value.isNumber()) {
            return MetricValue.of(decimal(path, value));
        }
        throw new BadInput("%s must be {\"type\": …, \"value\": …} or a bare value, but was %s"
                .formatted(path, abbreviated(value)));
    }

    private static MetricValue typed(String path, JsonNode metric) throws BadInput {
        for (String name : metric.propertyNames()) {
            if (!name.equals(Names.METRIC_TYPE) && !name.equals(Names.METRIC_VALUE)) {
                throw new BadInput("%s has no member '%s'; known are type, value".formatted(path, name));
            }
        }
        JsonNode value = metric.path(Names.METRIC_VALUE);
        String valuePath = path + ".value";
        return switch (type(path, metric)) {
            case DOUBLE -> MetricValue.of(decimal(valuePath, value));
            case FLOAT -> MetricValue.of(single(valuePath, value));
            case INT64 -> MetricValue.of(whole(valuePath, value, Long.MIN_VALUE, Long.MAX_VALUE));
            case INT32 -> MetricValue.of((int) whole(valuePath, value, Integer.MIN_VALUE, Integer.MAX_VALUE));
            case BOOL -> MetricValue.of(truth(valuePath, value));
            case STRING -> MetricValue.of(text(valuePath, value));
            case BYTES -> MetricValue.of(InputLine.base64(valuePath, text(valuePath, value)));
        };
    }

    private static Names.Type type(String path, JsonNode metric) throws BadInput {
        String name = metric.path(Names.METRIC_TYPE).asString("");
        for (Names.Type type : Names.Type.values()) {
            if (type.name().equals(name)) {
                return type;
            }
        }
        throw new BadInput(
                "%s.type must be one of %s, but was '%s'".formatted(path, List.of(Names.Type.values()), name));
    }

    private static byte[] body(JsonNode node) throws BadInput {
        Optional<JsonNode> text = node.optional(Names.BODY_TEXT);
        Optional<JsonNode> base64 = node.optional(Names.BODY_BASE64);
        if (!node.isObject() || node.size() != 1 || text.isPresent() == base64.isPresent()) {
            throw new BadInput("body must be {\"text\": …} or {\"base64\": …}, but was " + abbreviated(node));
        }
        return text.isPresent()
                ? text("body.text", text.get()).getBytes(UTF_8)
                : InputLine.base64("body.base64", text("body.base64", base64.orElseThrow()));
    }

    /** Whole numbers may also stand as text, because many tools cut numbers beyond 53 bits. */
    private static long whole(String path, JsonNode node, long least, long most) throws BadInput {
        try {
            long value = node.isIntegralNumber() && node.canConvertToLong()
                    ? node.longValue()
                    : Long.parseLong(node.isString() ? node.stringValue() : "");
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new BadInput(
                    "%s must be a whole number of at most 64 bits, but was %s".formatted(path, abbreviated(node)));
        }
        throw new BadInput("%s must be %d to %d, but was %s".formatted(path, least, most, abbreviated(node)));
    }

    private static double decimal(String path, JsonNode node) throws BadInput {
        try {
            return Double.parseDouble(digits(node));
        } catch (NumberFormatException e) {
            throw noNumber(path, node);
        }
    }

    private static float single(String path, JsonNode node) throws BadInput {
        try {
            return Float.parseFloat(digits(node));
        } catch (NumberFormatException e) {
            throw noNumber(path, node);
        }
    }

    private static String digits(JsonNode node) {
        return node.isNumber() ? node.asString() : node.isString() ? node.stringValue() : "";
    }

    private static BadInput noNumber(String path, JsonNode node) {
        return new BadInput("%s must be a number, or one of the texts NaN, Infinity, -Infinity, but was %s"
                .formatted(path, abbreviated(node)));
    }

    private static boolean truth(String path, JsonNode node) throws BadInput {
        if (!node.isBoolean()) {
            throw new BadInput("%s must be true or false, but was %s".formatted(path, abbreviated(node)));
        }
        return node.booleanValue();
    }

    private static String text(String path, JsonNode node) throws BadInput {
        if (!node.isString()) {
            throw new BadInput("%s must be a text, but was %s".formatted(path, abbreviated(node)));
        }
        return node.stringValue();
    }

    private static String abbreviated(JsonNode node) {
        String text = node.isMissingNode() ? "missing" : node.toString();
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}
