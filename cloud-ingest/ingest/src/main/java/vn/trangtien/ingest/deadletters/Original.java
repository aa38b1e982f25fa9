package vn.trangtien.ingest.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import vn.trangtien.ingest.raw.RawTopics;

/**
 * A message as it was received.
 *
 * @param key of the record, unchecked
 * @param headers in their order; those that burying it added are not among them
 * @param payload shared, not copied, so treat it as read-only
 */
record Original(@Nullable String key, List<HeaderText> headers, byte[] payload) {

    /** A header whose value is read as UTF-8. */
    record HeaderText(String name, String value) {}

    private static final List<String> ADDED =
            List.of(RawTopics.HEADER_REASON, RawTopics.HEADER_DETAIL, RawTopics.HEADER_RAW_POSITION);

    static Original of(ConsumerRecord<String, byte @Nullable []> record) {
        var headers = new ArrayList<HeaderText>();
        for (Header header : record.headers()) {
            if (!ADDED.contains(header.key())) {
                byte[] value = header.value();
                headers.add(new HeaderText(header.key(), value == null ? "" : new String(value, UTF_8)));
            }
        }
        byte[] payload = record.value();
        return new Original(record.key(), List.copyOf(headers), payload == null ? new byte[0] : payload);
    }

    /** The record that has the message judged anew: key, bytes and headers as they were, and where it comes from. */
    ProducerRecord<String, byte @Nullable []> toReplay(String rawPosition) {
        var record = new ProducerRecord<String, byte @Nullable []>(RawTopics.RAW, key, payload);
        headers.stream()
                .filter(header -> !header.name().equals(RawTopics.HEADER_REPLAY_OF))
                .forEach(header ->
                        record.headers().add(header.name(), header.value().getBytes(UTF_8)));
        record.headers().add(RawTopics.HEADER_REPLAY_OF, rawPosition.getBytes(UTF_8));
        return record;
    }

    static Optional<String> header(ConsumerRecord<String, byte @Nullable []> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null
                ? Optional.empty()
                : Optional.of(new String(header.value(), UTF_8));
    }
}
