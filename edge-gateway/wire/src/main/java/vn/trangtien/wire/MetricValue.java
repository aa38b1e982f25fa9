package vn.trangtien.wire;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.OptionalDouble;

/** Value of one metric: one of the seven types of the Kura payload. Immutable. */
public sealed interface MetricValue {

    static MetricValue of(double value) {
        return new DoubleValue(value);
    }

    static MetricValue of(float value) {
        return new FloatValue(value);
    }

    static MetricValue of(long value) {
        return new Int64Value(value);
    }

    static MetricValue of(int value) {
        return new Int32Value(value);
    }

    static MetricValue of(boolean value) {
        return new BoolValue(value);
    }

    static MetricValue of(String value) {
        return new StringValue(value);
    }

    static MetricValue of(byte[] value) {
        return new BytesValue(value);
    }

    /** The value as a number, a truth value being 1 or 0; empty for texts and bytes. */
    default OptionalDouble asNumber() {
        return OptionalDouble.empty();
    }

    record DoubleValue(double value) implements MetricValue {
        @Override
        public OptionalDouble asNumber() {
            return OptionalDouble.of(value);
        }
    }

    record FloatValue(float value) implements MetricValue {
        @Override
        public OptionalDouble asNumber() {
            return OptionalDouble.of(value);
        }
    }

    record Int64Value(long value) implements MetricValue {
        @Override
        public OptionalDouble asNumber() {
            return OptionalDouble.of((double) value);
        }
    }

    record Int32Value(int value) implements MetricValue {
        @Override
        public OptionalDouble asNumber() {
            return OptionalDouble.of(value);
        }
    }

    record BoolValue(boolean value) implements MetricValue {
        @Override
        public OptionalDouble asNumber() {
            return OptionalDouble.of(value ? 1 : 0);
        }
    }

    record StringValue(String value) implements MetricValue {
        public StringValue {
            ProtoWriter.requireEncodable("text of a metric", value);
        }
    }

    /** Copies its bytes on the way in and out. */
    @SuppressWarnings("ArrayRecordComponent") // copied, and compared by content
    record BytesValue(byte[] value) implements MetricValue {
        public BytesValue {
            value = value.clone();
        }

        @Override
        public byte[] value() {
            return value.clone();
        }

        byte[] shared() {
            return value;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof BytesValue bytes && Arrays.equals(value, bytes.value);
        }

        @Override
        public int hashCode() {
            return Objects.hash(Arrays.hashCode(value));
        }

        @Override
        public String toString() {
            return "BytesValue[" + HexFormat.of().formatHex(value, 0, Math.min(value.length, 32)) + "]";
        }
    }
}
