package vn.trangtien.wire;

import static vn.trangtien.wire.PayloadFields.*;
import static vn.trangtien.wire.ProtoWriter.FIXED32;
import static vn.trangtien.wire.ProtoWriter.FIXED64;
import static vn.trangtien.wire.ProtoWriter.LENGTH;
import static vn.trangtien.wire.ProtoWriter.VARINT;

import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Writes a payload field by field in the order of the field numbers; a metric's value is written even when it is zero. */
final class PayloadWriter {

    private PayloadWriter() {}

    static byte[] write(KuraPayload payload) {
        var out = new ProtoWriter();
        if (payload.timestampMs().isPresent()) {
            out.tag(TIMESTAMP, VARINT);
            out.varint(payload.timestampMs().getAsLong());
        }
        payload.position().ifPresent(position -> {
            out.tag(POSITION, LENGTH);
            out.bytes(position(position));
        });
        payload.metrics().forEach((name, value) -> {
            out.tag(METRIC, LENGTH);
            out.bytes(metric(name, value));
        });
        byte @Nullable [] body = payload.sharedBody();
        if (body != null) {
            out.tag(BODY, LENGTH);
            out.bytes(body);
        }
        return out.toByteArray();
    }

    private static byte[] metric(String name, MetricValue value) {
        var out = new ProtoWriter();
        out.tag(METRIC_NAME, LENGTH);
        out.text(name);
        out.tag(METRIC_TYPE, VARINT);
        if (value instanceof MetricValue.DoubleValue v) {
            out.varint(TYPE_DOUBLE);
            number(out, METRIC_DOUBLE, v.value());
        } else if (value instanceof MetricValue.FloatValue v) {
            out.varint(TYPE_FLOAT);
            out.tag(METRIC_FLOAT, FIXED32);
            out.fixed32(Float.floatToRawIntBits(v.value()));
        } else if (value instanceof MetricValue.Int64Value v) {
            out.varint(TYPE_INT64);
            whole(out, METRIC_INT64, v.value());
        } else if (value instanceof MetricValue.Int32Value v) {
            out.varint(TYPE_INT32);
            whole(out, METRIC_INT32, v.value());
        } else if (value instanceof MetricValue.BoolValue v) {
            out.varint(TYPE_BOOL);
            whole(out, METRIC_BOOL, v.value() ? 1 : 0);
        } else if (value instanceof MetricValue.StringValue v) {
            out.varint(TYPE_STRING);
            out.tag(METRIC_STRING, LENGTH);
            out.text(v.value());
        } else if (value instanceof MetricValue.BytesValue v) {
            out.varint(TYPE_BYTES);
            out.tag(METRIC_BYTES, LENGTH);
            out.bytes(v.shared());
        }
        return out.toByteArray();
    }

    private static byte[] position(KuraPosition position) {
        var out = new ProtoWriter();
        number(out, LATITUDE, position.latitude());
        number(out, LONGITUDE, position.longitude());
        number(out, ALTITUDE, position.altitude());
        number(out, PRECISION, position.precision());
        number(out, HEADING, position.heading());
        number(out, SPEED, position.speed());
        position.timestampMs().ifPresent(value -> whole(out, FIX_TIMESTAMP, value));
        position.satellites().ifPresent(value -> whole(out, SATELLITES, value));
        position.status().ifPresent(value -> whole(out, STATUS, value));
        return out.toByteArray();
    }

    private static void number(ProtoWriter out, int field, OptionalDouble value) {
        value.ifPresent(present -> number(out, field, present));
    }

    private static void number(ProtoWriter out, int field, double value) {
        out.tag(field, FIXED64);
        out.fixed64(Double.doubleToRawLongBits(value));
    }

    private static void whole(ProtoWriter out, int field, long value) {
        out.tag(field, VARINT);
        out.varint(value);
    }
}
