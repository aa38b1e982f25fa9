package vn.trangtien.ingest.raw;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import vn.trangtien.ingest.registry.GatewayId;

/**
 * One message on its way through Kafka.
 *
 * @param topic MQTT topic, unchecked
 * @param payload as received; shared, not copied, so treat it as read-only
 * @param sender whose certificate it came with; empty where that was not seen here
 * @param contentType media type in small letters without parameters, if the sender gave one
 * @param id what the sender calls the message, if it does: the same in a repetition
 */
public record RawMessage(
        String topic,
        Instant receivedAt,
        byte[] payload,
        Optional<GatewayId> sender,
        Optional<String> contentType,
        Optional<String> id) {

    private static final String SPARKPLUG = "spBv1.0/";

    /** A message of which only the topic tells whose it is. */
    public RawMessage(String topic, Instant receivedAt, byte[] payload) {
        this(topic, receivedAt, payload, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** A message of an authenticated sender. */
    public RawMessage(String topic, Instant receivedAt, byte[] payload, GatewayId sender) {
        this(topic, receivedAt, payload, Optional.of(sender), Optional.empty(), Optional.empty());
    }

    /** The record for the raw topic. Everything of one gateway has one key, so it stays in order. */
    public ProducerRecord<String, byte[]> toRecord() {
        String key = key();
        var record = new ProducerRecord<>(RawTopics.RAW, key, payload);
        record.headers()
                .add(RawTopics.HEADER_TOPIC, topic.getBytes(UTF_8))
                .add(
                        RawTopics.HEADER_CLIENT_ID,
                        key.substring(key.indexOf('/') + 1).getBytes(UTF_8))
                .add(
                        RawTopics.HEADER_RECEIVED_AT,
                        Long.toString(receivedAt.toEpochMilli()).getBytes(UTF_8));
        sender.ifPresent(gateway ->
                record.headers().add(RawTopics.HEADER_GATEWAY, gateway.key().getBytes(UTF_8)));
        contentType.ifPresent(type -> record.headers().add(RawTopics.HEADER_CONTENT_TYPE, type.getBytes(UTF_8)));
        id.ifPresent(name -> record.headers().add(RawTopics.HEADER_MESSAGE_ID, name.getBytes(UTF_8)));
        return record;
    }

    /** Reads a record of the raw topic, or of the judged one; what a foreign producer left out is taken from Kafka. */
    public static RawMessage of(ConsumerRecord<String, byte @Nullable []> record) {
        return of(record.headers(), record.value(), record.timestamp());
    }

    /** The same from the parts of a record. */
    public static RawMessage of(Headers headers, byte @Nullable [] value, long timestamp) {
        String receivedAt = text(headers, RawTopics.HEADER_RECEIVED_AT);
        return new RawMessage(
                text(headers, RawTopics.HEADER_TOPIC),
                Instant.ofEpochMilli(isMillis(receivedAt) ? Long.parseLong(receivedAt) : timestamp),
                value == null ? new byte[0] : value,
                gateway(text(headers, RawTopics.HEADER_GATEWAY)),
                Optional.of(text(headers, RawTopics.HEADER_CONTENT_TYPE)).filter(type -> !type.isEmpty()),
                Optional.of(text(headers, RawTopics.HEADER_MESSAGE_ID)).filter(name -> !name.isEmpty()));
    }

    private String key() {
        if (sender.isPresent()) {
            return sender.get().key();
        }
        String[] levels = topic.split("/", 5);
        if (topic.startsWith(SPARKPLUG) && levels.length > 3) {
            return levels[1] + "/" + levels[3];
        }
        int first = topic.startsWith("$") ? 1 : 0;
        return levels.length > first + 1 ? levels[first] + "/" + levels[first + 1] : topic;
    }

    private static Optional<GatewayId> gateway(String key) {
        int slash = key.indexOf('/');
        return slash < 0 ? Optional.empty() : GatewayId.of(key.substring(0, slash), key.substring(slash + 1));
    }

    private static boolean isMillis(String text) {
        return !text.isEmpty() && text.length() <= 15 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? "" : new String(header.value(), UTF_8);
    }
}
