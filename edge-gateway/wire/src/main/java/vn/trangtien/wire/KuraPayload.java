package vn.trangtien.wire;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Content of one message: an optional time, an optional position, named metrics and an optional body. Immutable; metrics keep
 * the order in which they were given, and equality ignores that order.
 */
public final class KuraPayload {

    private final OptionalLong timestampMs;
    private final @Nullable KuraPosition position;
    private final Map<String, MetricValue> metrics;
    private final byte @Nullable [] body;

    private KuraPayload(Builder builder) {
        this.timestampMs = builder.timestampMs;
        this.position = builder.position;
        this.metrics = Collections.unmodifiableMap(new LinkedHashMap<>(builder.metrics));
        this.body = builder.body;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** A builder that starts with everything of this payload. */
    public Builder toBuilder() {
        var builder = new Builder();
        builder.timestampMs = timestampMs;
        builder.position = position;
        builder.metrics.putAll(metrics);
        builder.body = body;
        return builder;
    }

    /** When the sender made the message, ms since 1970 UTC; any number, since the network supplies it. */
    public OptionalLong timestampMs() {
        return timestampMs;
    }

    public Optional<KuraPosition> position() {
        return Optional.ofNullable(position);
    }

    /** Unmodifiable, in the order given. */
    public Map<String, MetricValue> metrics() {
        return metrics;
    }

    /** A copy of the body; empty if there is none, which differs from a body of no bytes. */
    public Optional<byte[]> body() {
        return body == null ? Optional.empty() : Optional.of(body.clone());
    }

    byte @Nullable [] sharedBody() {
        return body;
    }

    /** The metric if it is a STRING. */
    public Optional<String> text(String name) {
        return metrics.get(name) instanceof MetricValue.StringValue text ? Optional.of(text.value()) : Optional.empty();
    }

    /** The metric if it is an INT64. */
    public OptionalLong int64(String name) {
        return metrics.get(name) instanceof MetricValue.Int64Value whole
                ? OptionalLong.of(whole.value())
                : OptionalLong.empty();
    }

    /** The metric if it is a BOOL. */
    public Optional<Boolean> bool(String name) {
        return metrics.get(name) instanceof MetricValue.BoolValue truth ? Optional.of(truth.value()) : Optional.empty();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof KuraPayload that
                && timestampMs.equals(that.timestampMs)
                && Objects.equals(position, that.position)
                && metrics.equals(that.metrics)
                && Arrays.equals(body, that.body);
    }

    @Override
    public int hashCode() {
        return Objects.hash(timestampMs, position, metrics, Arrays.hashCode(body));
    }

    @Override
    public String toString() {
        return "KuraPayload[timestampMs=%s, position=%s, metrics=%s, body=%s]"
                .formatted(timestampMs, position, metrics, body == null ? "none" : body.length + " bytes");
    }

    /** Collects a payload. Not thread-safe. */
    public static final class Builder {

        private OptionalLong timestampMs = OptionalLong.empty();
        private @Nullable KuraPosition position;
        private final Map<String, MetricValue> metrics = new LinkedHashMap<>();
        private byte @Nullable [] body;

        private Builder() {}

        public Builder timestampMs(long epochMs) {
            timestampMs = OptionalLong.of(epochMs);
            return this;
        }

        public Builder position(KuraPosition where) {
            position = where;
            return this;
        }

        /** Sets a metric; a name given twice keeps its first place and its last value. */
        public Builder metric(String name, MetricValue value) {
            if (name.isEmpty()) {
                throw new IllegalArgumentException("a metric needs a name, but it was empty");
            }
            ProtoWriter.requireEncodable("name of a metric", name);
            return received(name, value);
        }

        /** As {@link #metric}, for names that came from the network and may be anything. */
        Builder received(String name, MetricValue value) {
            metrics.put(name, Objects.requireNonNull(value));
            return this;
        }

        public Builder metric(String name, double value) {
            return metric(name, MetricValue.of(value));
        }

        public Builder metric(String name, long value) {
            return metric(name, MetricValue.of(value));
        }

        public Builder metric(String name, int value) {
            return metric(name, MetricValue.of(value));
        }

        public Builder metric(String name, boolean value) {
            return metric(name, MetricValue.of(value));
        }

        public Builder metric(String name, String value) {
            return metric(name, MetricValue.of(value));
        }

        /** Copies the bytes. */
        public Builder body(byte[] bytes) {
            body = bytes.clone();
            return this;
        }

        public KuraPayload build() {
            return new KuraPayload(this);
        }
    }
}
