package vn.trangtien.sim.fleet.load;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import vn.trangtien.wire.ChannelReading;

/**
 * Messages of an edge node of Sparkplug B (specification 3.0) with one device. Births name the metrics and give them aliases, data
 * goes by alias alone. The node's sequence number runs from 0 at its birth to 255 and begins again. Not thread-safe.
 *
 * <p>The standard asks for QoS 0, which promises nothing that could be held against anybody; these messages go with QoS 1. What is
 * sent again after a break keeps its number, which by then is out of sequence.
 */
final class Sparkplug {

    private static final int DOUBLE = 10;
    private static final int UINT64 = 8;
    private static final int SEQUENCE = 256;

    // Fields of Payload and of Metric in the specification's protocol buffer.
    private static final int PAYLOAD_TIMESTAMP = 1;
    private static final int PAYLOAD_METRICS = 2;
    private static final int PAYLOAD_SEQ = 3;
    private static final int METRIC_NAME = 1;
    private static final int METRIC_ALIAS = 2;
    private static final int METRIC_TIMESTAMP = 3;
    private static final int METRIC_DATATYPE = 4;
    private static final int METRIC_IS_NULL = 7;
    private static final int METRIC_LONG = 11;
    private static final int METRIC_DOUBLE = 13;

    private static final int VARINT = 0;
    private static final int FIXED_64 = 1;
    private static final int BYTES = 2;

    private final GatewayName name;
    private final String device;
    private int seq;

    Sparkplug(GatewayName name, String device) {
        this.name = name;
        this.device = device;
    }

    /** {@code spBv1.0/group/type/node}. */
    String ofNode(String type) {
        return "spBv1.0/%s/%s/%s".formatted(name.account(), type, name.client());
    }

    /** {@code spBv1.0/group/type/node/device}. */
    String ofDevice(String type) {
        return ofNode(type) + "/" + device;
    }

    /** NBIRTH: the sequence begins. */
    byte[] nodeBirth(long nowMs) {
        seq = 0;
        var payload = new Proto().number(PAYLOAD_TIMESTAMP, nowMs);
        payload.bytes(PAYLOAD_METRICS, birthAndDeath());
        return payload.number(PAYLOAD_SEQ, nextSeq()).done();
    }

    /** DBIRTH: each metric with its alias, without a value yet. */
    byte[] deviceBirth(long nowMs, List<String> channels) {
        var payload = new Proto().number(PAYLOAD_TIMESTAMP, nowMs);
        for (int i = 0; i < channels.size(); i++) {
            payload.bytes(
                    PAYLOAD_METRICS,
                    new Proto()
                            .bytes(METRIC_NAME, channels.get(i).getBytes(StandardCharsets.UTF_8))
                            .number(METRIC_ALIAS, i)
                            .number(METRIC_TIMESTAMP, nowMs)
                            .number(METRIC_DATATYPE, DOUBLE)
                            .number(METRIC_IS_NULL, 1)
                            .done());
        }
        return payload.number(PAYLOAD_SEQ, nextSeq()).done();
    }

    /** DDATA: values by alias, in the order of the birth. */
    byte[] deviceData(long nowMs, long measuredMs, List<ChannelReading> readings) {
        var payload = new Proto().number(PAYLOAD_TIMESTAMP, nowMs);
        for (int i = 0; i < readings.size(); i++) {
            payload.bytes(
                    PAYLOAD_METRICS,
                    new Proto()
                            .number(METRIC_ALIAS, i)
                            .number(METRIC_TIMESTAMP, measuredMs)
                            .number(METRIC_DATATYPE, DOUBLE)
                            .real(METRIC_DOUBLE, readings.get(i).value().orElse(0))
                            .done());
        }
        return payload.number(PAYLOAD_SEQ, nextSeq()).done();
    }

    /** NDEATH, also the will; without a time and a sequence number. */
    static byte[] nodeDeath() {
        return new Proto().bytes(PAYLOAD_METRICS, birthAndDeath()).done();
    }

    /** The number by which a death belongs to a birth; these nodes have one session number only. */
    private static byte[] birthAndDeath() {
        return new Proto()
                .bytes(METRIC_NAME, "bdSeq".getBytes(StandardCharsets.UTF_8))
                .number(METRIC_DATATYPE, UINT64)
                .number(METRIC_LONG, 0)
                .done();
    }

    private int nextSeq() {
        int next = seq;
        seq = (seq + 1) % SEQUENCE;
        return next;
    }

    /** As much of protocol buffers as these messages need. */
    private static final class Proto {

        private final ByteArrayOutputStream out = new ByteArrayOutputStream(128);

        Proto number(int field, long value) {
            varint(field << 3 | VARINT);
            varint(value);
            return this;
        }

        Proto real(int field, double value) {
            varint(field << 3 | FIXED_64);
            long bits = Double.doubleToLongBits(value);
            for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
                out.write((int) (bits >>> shift));
            }
            return this;
        }

        Proto bytes(int field, byte[] content) {
            varint(field << 3 | BYTES);
            varint(content.length);
            out.writeBytes(content);
            return this;
        }

        private void varint(long value) {
            long left = value;
            while ((left & ~0x7fL) != 0) {
                out.write((int) (left & 0x7f | 0x80));
                left >>>= 7;
            }
            out.write((int) left);
        }

        byte[] done() {
            return out.toByteArray();
        }
    }
}
