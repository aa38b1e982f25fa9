package vn.trangtien.ingest.raw;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.clients.producer.ProducerRecord;
import vn.trangtien.ingest.registry.GatewayId;

/**
 * What all messages of one authenticated gateway on one topic have in common, so that it is made once and not for each of
 * them. Immutable.
 */
public final class RawRoute {

    /** What a record costs beside payload, topic and names: a generous guess, for accounts of memory. */
    private static final int RECORD_BYTES = 200;

    private final String key;
    private final byte[] topic;
    private final byte[] gateway;
    private final byte[] clientId;

    public RawRoute(GatewayId sender, String topic) {
        this.key = sender.key();
        this.topic = topic.getBytes(UTF_8);
        this.gateway = key.getBytes(UTF_8);
        this.clientId = sender.gateway().getBytes(UTF_8);
    }

    /**
     * The record for the raw topic. Everything of one gateway has one key, so it stays in order.
     *
     * @param receivedAt ms since 1970
     * @param payload not copied, so it must not be changed
     */
    public ProducerRecord<String, byte[]> record(long receivedAt, byte[] payload) {
        var record = new ProducerRecord<>(RawTopics.RAW, key, payload);
        record.headers()
                .add(RawTopics.HEADER_TOPIC, topic)
                .add(RawTopics.HEADER_CLIENT_ID, clientId)
                .add(RawTopics.HEADER_RECEIVED_AT, Long.toString(receivedAt).getBytes(UTF_8))
                .add(RawTopics.HEADER_GATEWAY, gateway);
        return record;
    }

    /** About how much memory such a record takes. */
    public int bytes(int payload) {
        return payload + topic.length + RECORD_BYTES;
    }
}
