package vn.trangtien.ingest.remote;

import java.math.BigDecimal;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import vn.trangtien.ingest.remote.RequestController.Metric;
import vn.trangtien.wire.MetricValue;

/** Metrics as JSON, and back. */
final class Metrics {

    private Metrics() {}

    static Metric of(MetricValue value) {
        if (value instanceof MetricValue.StringValue text) {
            return new Metric("STRING", text.value());
        }
        if (value instanceof MetricValue.Int32Value number) {
            return new Metric("INT32", number.value());
        }
        if (value instanceof MetricValue.Int64Value number) {
            return new Metric("INT64", number.value());
        }
        if (value instanceof MetricValue.BoolValue truth) {
            return new Metric("BOOL", truth.value());
        }
        if (value instanceof MetricValue.BytesValue bytes) {
            return new Metric("BYTES", Base64.getEncoder().encodeToString(bytes.value()));
        }
        if (value instanceof MetricValue.FloatValue number) {
            return new Metric("FLOAT", finite(number.value()));
        }
        return new Metric("DOUBLE", finite(((MetricValue.DoubleValue) value).value()));
    }

    /** @throws IllegalArgumentException if the value is not of the type */
    static MetricValue value(String name, @Nullable Metric metric) {
        if (metric == null || metric.type() == null || metric.value() == null) {
            throw new IllegalArgumentException("metrics.%s must have a type and a value".formatted(name));
        }
        Object value = metric.value();
        return switch (metric.type()) {
            case "STRING" -> MetricValue.of(String.valueOf(value));
            case "INT32" -> MetricValue.of((int) whole(name, metric, Integer.MIN_VALUE, Integer.MAX_VALUE));
            case "INT64" -> MetricValue.of(whole(name, metric, Long.MIN_VALUE, Long.MAX_VALUE));
            case "DOUBLE" -> MetricValue.of(number(name, metric, value).doubleValue());
            case "FLOAT" -> MetricValue.of(number(name, metric, value).floatValue());
            case "BOOL" -> {
                if (value instanceof Boolean truth) {
                    yield MetricValue.of(truth);
                }
                throw mismatch(name, metric);
            }
            case "BYTES" -> MetricValue.of(base64("metrics." + name, String.valueOf(value)));
            default ->
                throw new IllegalArgumentException(
                        "metrics.%s.type must be STRING, INT32, INT64, DOUBLE, FLOAT, BOOL or BYTES, but was '%s'"
                                .formatted(name, metric.type()));
        };
    }

    static byte[] base64(String field, String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(field + " must be base64: " + e.getMessage(), e);
        }
    }

    private static @Nullable Double finite(double number) {
        return Double.isFinite(number) ? (Double) number : null;
    }

    /** A number that does not fit must not reach a gateway as another one. */
    private static long whole(String name, Metric metric, long least, long most) {
        try {
            long number = new BigDecimal(number(name, metric, metric.value()).toString()).longValueExact();
            if (number >= least && number <= most) {
                return number;
            }
        } catch (ArithmeticException fraction) {
            throw mismatch(name, metric);
        }
        throw mismatch(name, metric);
    }

    private static Number number(String name, Metric metric, @Nullable Object value) {
        if (value instanceof Number number) {
            return number;
        }
        throw mismatch(name, metric);
    }

    private static IllegalArgumentException mismatch(String name, Metric metric) {
        return new IllegalArgumentException(
                "metrics.%s must be a value of type %s, but was '%s'".formatted(name, metric.type(), metric.value()));
    }
}
