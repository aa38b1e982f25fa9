package vn.trangtien.ingest.decoding.sparkplug;

import static vn.trangtien.wire.ProtoReader.tagOf;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import vn.trangtien.ingest.decoding.Refused;
import vn.trangtien.ingest.decoding.Rejection.Reason;
import vn.trangtien.ingest.decoding.Samples;
import vn.trangtien.ingest.decoding.SparkplugMetric;
import vn.trangtien.wire.ProtoReader;
import vn.trangtien.wire.UndecodableException;

/**
 * The payload of Sparkplug B: protocol buffers, field numbers as published in {@code sparkplug_b.proto}.
 *
 * <p>Read by the wire contract's own reader instead of Eclipse Tahu's: bounds are kept while reading, not after everything was
 * made into objects; nothing is kept of tables, files and metadata, which are no values; and that library would bring a second
 * runtime for protocol buffers, an MQTT client, a second Jackson, schema generators and a logging configuration of its own (1.0.19;
 * the pom of 1.0.21 names a parent that was not published). The tests read what Tahu wrote.
 *
 * @param timestampMs when the node made it
 * @param seq as sent; empty if it is not 0 to 255
 */
record SparkplugPayload(OptionalLong timestampMs, OptionalInt seq, List<SparkplugMetric> metrics) {

    static final int VARINT = 0;
    static final int LENGTH = 2;

    private static final int TIMESTAMP = tagOf(1, VARINT);
    private static final int METRIC = tagOf(2, LENGTH);
    private static final int SEQ = tagOf(3, VARINT);

    private static final int MAX_SEQ = 255;

    static SparkplugPayload read(byte[] bytes) throws Refused {
        try {
            return read(new ProtoReader("Sparkplug payload", bytes));
        } catch (UndecodableException e) {
            throw new Refused(Reason.UNDECODABLE, String.valueOf(e.getMessage()));
        }
    }

    private static SparkplugPayload read(ProtoReader in) throws UndecodableException, Refused {
        OptionalLong timestamp = OptionalLong.empty();
        OptionalInt seq = OptionalInt.empty();
        List<SparkplugMetric> metrics = new ArrayList<>();
        while (in.hasMore()) {
            int tag = in.tag();
            if (tag == TIMESTAMP) {
                timestamp = OptionalLong.of(in.varint());
            } else if (tag == METRIC) {
                new MetricReader().read(in.message()).addTo(metrics);
                if (metrics.size() > Samples.MOST) {
                    throw new Refused(
                            Reason.TOO_LARGE,
                            "a payload may have %d metrics; send them in several messages".formatted(Samples.MOST));
                }
            } else if (tag == SEQ) {
                long told = in.varint();
                seq = told >= 0 && told <= MAX_SEQ ? OptionalInt.of((int) told) : OptionalInt.empty();
            } else {
                in.skip(tag);
            }
        }
        return new SparkplugPayload(timestamp, seq, metrics);
    }
}
