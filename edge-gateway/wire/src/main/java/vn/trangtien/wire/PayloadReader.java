package vn.trangtien.wire;

import static vn.trangtien.wire.PayloadFields.*;
import static vn.trangtien.wire.ProtoReader.tagOf;
import static vn.trangtien.wire.ProtoWriter.FIXED32;
import static vn.trangtien.wire.ProtoWriter.FIXED64;
import static vn.trangtien.wire.ProtoWriter.LENGTH;
import static vn.trangtien.wire.ProtoWriter.VARINT;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import vn.trangtien.wire.UndecodableException.Reason;

/**
 * Reads a payload as a Kura gateway does: the declared type chooses the value and defaults to its zero, an unknown type counts
 * as none, a field given twice keeps its last value, and two positions become one.
 */
final class PayloadReader {

    private static final byte[] NO_BYTES = {};
    /** More than any device has, and few enough that a hostile payload cannot fill the memory with names. */
    private static final int MOST_METRICS = 100_000;

    private PayloadReader() {}

    static KuraPayload read(byte[] bytes) throws UndecodableException {
        var payload = KuraPayload.builder();
        var position = new PositionReader();
        int metrics = 0;
        var in = new ProtoReader("Kura payload", bytes);
        while (in.hasMore()) {
            int tag = in.tag();
            if (tag == tagOf(TIMESTAMP, VARINT)) {
                payload.timestampMs(in.varint());
            } else if (tag == tagOf(POSITION, LENGTH)) {
                position.merge(in.message());
            } else if (tag == tagOf(METRIC, LENGTH)) {
                if (++metrics > MOST_METRICS) {
                    throw new UndecodableException(
                            Reason.TOO_LARGE, "a payload has more than the allowed %d metrics".formatted(MOST_METRICS));
                }
                new MetricReader().read(in.message(), payload);
            } else if (tag == tagOf(BODY, LENGTH)) {
                payload.body(in.bytes());
            } else {
                in.skip(tag);
            }
        }
        position.addTo(payload);
        return payload.build();
    }

    /** One metric; all seven value fields may be present, whatever the type says. */
    private static final class MetricReader {

        private boolean named;
        private String name = "";
        private int type = -1;
        private double doubleValue;
        private float floatValue;
        private long int64Value;
        private int int32Value;
        private boolean boolValue;
        private String stringValue = "";
        private byte[] bytesValue = NO_BYTES;

        void read(ProtoReader in, KuraPayload.Builder payload) throws UndecodableException {
            int start = in.position();
            while (in.hasMore()) {
                field(in, in.tag());
            }
            if (!named) {
                throw missing("a metric has no name", start);
            }
            payload.received(name, value(start));
        }

        private void field(ProtoReader in, int tag) throws UndecodableException {
            switch (tag) {
                case METRIC_NAME << 3 | LENGTH -> {
                    name = in.text();
                    named = true;
                }
                case METRIC_TYPE << 3 | VARINT -> {
                    int declared = (int) in.varint();
                    if (declared >= TYPE_DOUBLE && declared <= TYPE_BYTES) {
                        type = declared;
                    }
                }
                case METRIC_DOUBLE << 3 | FIXED64 -> doubleValue = Double.longBitsToDouble(in.fixed64());
                case METRIC_FLOAT << 3 | FIXED32 -> floatValue = Float.intBitsToFloat(in.fixed32());
                case METRIC_INT64 << 3 | VARINT -> int64Value = in.varint();
                case METRIC_INT32 << 3 | VARINT -> int32Value = (int) in.varint();
                case METRIC_BOOL << 3 | VARINT -> boolValue = in.varint() != 0;
                case METRIC_STRING << 3 | LENGTH -> stringValue = in.text();
                case METRIC_BYTES << 3 | LENGTH -> bytesValue = in.bytes();
                default -> in.skip(tag);
            }
        }

        private MetricValue value(int start) throws UndecodableException {
            return switch (type) {
                case TYPE_DOUBLE -> MetricValue.of(doubleValue);
                case TYPE_FLOAT -> MetricValue.of(floatValue);
                case TYPE_INT64 -> MetricValue.of(int64Value);
                case TYPE_INT32 -> MetricValue.of(int32Value);
                case TYPE_BOOL -> MetricValue.of(boolValue);
                case TYPE_STRING -> MetricValue.of(stringValue);
                case TYPE_BYTES -> MetricValue.of(bytesValue);
                default -> throw missing("metric '" + name + "' has no known type", start);
            };
        }
    }

    /** The position, which a sender may give in several parts. */
    private static final class PositionReader {

        private boolean present;
        private int start;
        private OptionalDouble latitude = OptionalDouble.empty();
        private OptionalDouble longitude = OptionalDouble.empty();
        private OptionalDouble altitude = OptionalDouble.empty();
        private OptionalDouble precision = OptionalDouble.empty();
        private OptionalDouble heading = OptionalDouble.empty();
        private OptionalDouble speed = OptionalDouble.empty();
        private OptionalLong timestampMs = OptionalLong.empty();
        private OptionalInt satellites = OptionalInt.empty();
        private OptionalInt status = OptionalInt.empty();

        void merge(ProtoReader in) throws UndecodableException {
            present = true;
            start = in.position();
            while (in.hasMore()) {
                int tag = in.tag();
                switch (tag) {
                    case LATITUDE << 3 | FIXED64 -> latitude = number(in);
                    case LONGITUDE << 3 | FIXED64 -> longitude = number(in);
                    case ALTITUDE << 3 | FIXED64 -> altitude = number(in);
                    case PRECISION << 3 | FIXED64 -> precision = number(in);
                    case HEADING << 3 | FIXED64 -> heading = number(in);
                    case SPEED << 3 | FIXED64 -> speed = number(in);
                    case FIX_TIMESTAMP << 3 | VARINT -> timestampMs = OptionalLong.of(in.varint());
                    case SATELLITES << 3 | VARINT -> satellites = OptionalInt.of((int) in.varint());
                    case STATUS << 3 | VARINT -> status = OptionalInt.of((int) in.varint());
                    default -> in.skip(tag);
                }
            }
        }

        private static OptionalDouble number(ProtoReader in) throws UndecodableException {
            return OptionalDouble.of(Double.longBitsToDouble(in.fixed64()));
        }

        void addTo(KuraPayload.Builder payload) throws UndecodableException {
            if (!present) {
                return;
            }
            if (latitude.isEmpty() || longitude.isEmpty()) {
                throw missing("the position has no " + (latitude.isEmpty() ? "latitude" : "longitude"), start);
            }
            payload.position(new KuraPosition(
                    latitude.getAsDouble(),
                    longitude.getAsDouble(),
                    altitude,
                    precision,
                    heading,
                    speed,
                    timestampMs,
                    satellites,
                    status));
        }
    }

    private static UndecodableException missing(String what, int where) {
        return new UndecodableException(
                Reason.MISSING_FIELD, "not a Kura payload: %s in the part from byte %d".formatted(what, where));
    }
}
