package vn.trangtien.sim.fleet;

import java.util.Base64;
import java.util.StringJoiner;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.KuraPosition;
import vn.trangtien.wire.MetricValue;

/** Payloads as a gateway writes them whose encoding is {@code simple-json}: types are lost, NaN and the infinities left out. */
public final class SimpleJson {

    private SimpleJson() {}

    public static String write(KuraPayload payload) {
        var members = new StringJoiner(",", "{", "}");
        payload.timestampMs().ifPresent(ms -> members.add("\"sentOn\":" + ms));
        payload.position().ifPresent(position -> members.add("\"position\":" + position(position)));
        var metrics = new StringJoiner(",", "{", "}");
        payload.metrics().forEach((name, value) -> {
            String text = value(value);
            if (!text.isEmpty()) {
                metrics.add(quoted(name) + ":" + text);
            }
        });
        members.add("\"metrics\":" + metrics);
        payload.body()
                .ifPresent(
                        body -> members.add("\"body\":\"" + Base64.getEncoder().encodeToString(body) + "\""));
        return members.toString();
    }

    private static String position(KuraPosition position) {
        var members = new StringJoiner(",", "{", "}");
        members.add("\"latitude\":" + position.latitude());
        members.add("\"longitude\":" + position.longitude());
        position.altitude().ifPresent(value -> members.add("\"altitude\":" + value));
        position.heading().ifPresent(value -> members.add("\"heading\":" + value));
        position.precision().ifPresent(value -> members.add("\"precision\":" + value));
        position.satellites().ifPresent(value -> members.add("\"satellites\":" + value));
        position.speed().ifPresent(value -> members.add("\"speed\":" + value));
        position.timestampMs().ifPresent(value -> members.add("\"timestamp\":" + value));
        position.status().ifPresent(value -> members.add("\"status\":" + value));
        return members.toString();
    }

    private static String value(MetricValue value) {
        if (value instanceof MetricValue.StringValue text) {
            return quoted(text.value());
        }
        if (value instanceof MetricValue.BytesValue bytes) {
            return '"' + Base64.getEncoder().encodeToString(bytes.value()) + '"';
        }
        if (value instanceof MetricValue.BoolValue truth) {
            return Boolean.toString(truth.value());
        }
        if (value instanceof MetricValue.Int64Value whole) {
            return Long.toString(whole.value());
        }
        if (value instanceof MetricValue.Int32Value whole) {
            return Integer.toString(whole.value());
        }
        if (value instanceof MetricValue.FloatValue number) {
            return Float.isFinite(number.value()) ? Float.toString(number.value()) : "";
        }
        double number = ((MetricValue.DoubleValue) value).value();
        return Double.isFinite(number) ? Double.toString(number) : "";
    }

    private static String quoted(String text) {
        var quoted = new StringBuilder(text.length() + 2).append('"');
        text.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').appendCodePoint(c);
            } else if (c < 0x20) {
                quoted.append("\\u%04x".formatted(c));
            } else {
                quoted.appendCodePoint(c);
            }
        });
        return quoted.append('"').toString();
    }
}
