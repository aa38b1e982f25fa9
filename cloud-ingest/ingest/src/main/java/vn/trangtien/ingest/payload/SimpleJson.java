package vn.trangtien.ingest.payload;

import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.KuraPosition;

/**
 * Payloads of gateways whose encoding is {@code simple-json}: {@code sentOn}, {@code position}, {@code metrics}, {@code body},
 * their names in any case. Whole numbers that fit become INT64, other numbers DOUBLE, as in a Kura gateway; bytes stay base64
 * text, since nothing tells them from text.
 */
final class SimpleJson {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private SimpleJson() {}

    /** Empty if the text is no JSON, or other JSON than a gateway writes. */
    static Optional<KuraPayload> read(byte[] bytes) {
        try {
            JsonNode root = JSON.readTree(bytes);
            return root.isObject() ? Optional.of(payload(root)) : Optional.empty();
        } catch (JacksonException | IllegalArgumentException foreign) {
            return Optional.empty();
        }
    }

    private static KuraPayload payload(JsonNode root) {
        var payload = KuraPayload.builder();
        for (Map.Entry<String, JsonNode> member : root.properties()) {
            JsonNode value = member.getValue();
            switch (member.getKey().toLowerCase(Locale.ROOT)) {
                case "senton" -> payload.timestampMs(whole("sentOn", value));
                case "position" -> payload.position(position(value));
                case "metrics" -> metrics(value, payload);
                case "body" -> payload.body(Base64.getDecoder().decode(value.stringValue("?")));
                default -> throw new IllegalArgumentException("unknown member " + member.getKey());
            }
        }
        return payload.build();
    }

    private static void metrics(JsonNode metrics, KuraPayload.Builder payload) {
        if (!metrics.isObject()) {
            throw new IllegalArgumentException("metrics must be an object");
        }
        for (Map.Entry<String, JsonNode> metric : metrics.properties()) {
            JsonNode value = metric.getValue();
            if (value.isString()) {
                payload.metric(metric.getKey(), value.stringValue());
            } else if (value.isBoolean()) {
                payload.metric(metric.getKey(), value.booleanValue());
            } else if (value.isIntegralNumber() && value.canConvertToLong()) {
                payload.metric(metric.getKey(), value.longValue());
            } else if (value.isNumber()) {
                payload.metric(metric.getKey(), value.doubleValue());
            } else {
                throw new IllegalArgumentException("a metric must be a text, a number, true or false");
            }
        }
    }

    private static KuraPosition position(JsonNode node) {
        var position = new Position();
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            position.take(member.getKey().toLowerCase(Locale.ROOT), member.getValue());
        }
        return position.build();
    }

    /** Collects the members, which come in any order. */
    private static final class Position {

        private OptionalDouble latitude = OptionalDouble.empty();
        private OptionalDouble longitude = OptionalDouble.empty();
        private OptionalDouble altitude = OptionalDouble.empty();
        private OptionalDouble precision = OptionalDouble.empty();
        private OptionalDouble heading = OptionalDouble.empty();
        private OptionalDouble speed = OptionalDouble.empty();
        private OptionalLong timestamp = OptionalLong.empty();
        private OptionalInt satellites = OptionalInt.empty();
        private OptionalInt status = OptionalInt.empty();

        void take(String name, JsonNode value) {
            switch (name) {
                case "latitude" -> latitude = number(value);
                case "longitude" -> longitude = number(value);
                case "altitude" -> altitude = number(value);
                case "precision" -> precision = number(value);
                case "heading" -> heading = number(value);
                case "speed" -> speed = number(value);
                case "timestamp" -> timestamp = OptionalLong.of(whole(name, value));
                case "satellites" -> satellites = OptionalInt.of((int) whole(name, value));
                case "status" -> status = OptionalInt.of((int) whole(name, value));
                default -> throw new IllegalArgumentException("unknown member " + name);
            }
        }

        private static OptionalDouble number(JsonNode value) {
            if (!value.isNumber()) {
                throw new IllegalArgumentException("a part of a position must be a number");
            }
            return OptionalDouble.of(value.doubleValue());
        }

        KuraPosition build() {
            return new KuraPosition(
                    latitude.orElseThrow(() -> new IllegalArgumentException("latitude is missing")),
                    longitude.orElseThrow(() -> new IllegalArgumentException("longitude is missing")),
                    altitude,
                    precision,
                    heading,
                    speed,
                    timestamp,
                    satellites,
                    status);
        }
    }

    private static long whole(String name, JsonNode value) {
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new IllegalArgumentException(name + " must be a whole number");
        }
        return value.longValue();
    }
}
