package vn.trangtien.ingest.raw;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * One MQTT message on its way through Kafka.
 *
 * @param topic MQTT topic, unchecked
 * @param payload as received; shared, not copied, so treat it as read-only
 */
public record RawMessage(String topic, Instant receivedAt, byte[] payload) {

    /** The record for the raw topic. Everything of one gateway has one key, so it stays in order. */
    public ProducerRecord<String, byte[]> toRecord() {
        var record = new ProducerRecord<>(RawTopics.RAW, key(), payload);
        record.headers()
                .add(RawTopics.HEADER_TOPIC, topic.getBytes(UTF_8))
                .add(RawTopics.HEADER_CLIENT_ID, clientId().getBytes(UTF_8))
                .add(
                        RawTopics.HEADER_RECEIVED_AT,
                        Long.toString(receivedAt.toEpochMilli()).getBytes(UTF_8));
        return record;
    }

    /** Reads a record of the raw topic; what a foreign producer left out is taken from Kafka. */
    public static RawMessage of(ConsumerRecord<String, byte @Nullable []> record) {
        String topic = text(record.headers(), RawTopics.HEADER_TOPIC);
        String receivedAt = text(record.headers(), RawTopics.HEADER_RECEIVED_AT);
        byte[] value = record.value();
        return new RawMessage(
                topic,
                Instant.ofEpochMilli(receivedAt.matches("\\d{1,15}") ? Long.parseLong(receivedAt) : record.timestamp()),
                value == null ? new byte[0] : value);
    }

    private String key() {
        String[] levels = topic.split("/", 4);
        int first = topic.startsWith("$") ? 1 : 0;
        return levels.length > first + 1 ? levels[first] + "/" + levels[first + 1] : topic;
    }

    private String clientId() {
        String key = key();
        return key.substring(key.indexOf('/') + 1);
    }

    private static String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? "" : new String(header.value(), UTF_8);
    }
}
