package vn.trangtien.ingest.processing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import vn.trangtien.events.CameraAlert;
import vn.trangtien.events.CityTopics;
import vn.trangtien.events.EdgeEvent;
import vn.trangtien.events.EventJson;
import vn.trangtien.events.GatewayStatus;
import vn.trangtien.events.LineCrossed;
import vn.trangtien.events.ObjectSeen;
import vn.trangtien.events.Observation;
import vn.trangtien.events.SnapshotStored;
import vn.trangtien.ingest.decoding.Rejection;
import vn.trangtien.ingest.judging.Ruling;
import vn.trangtien.ingest.raw.RawTopics;

/**
 * Tells the rest of the city, and keeps what was refused. Records are sent at once and confirmed together by {@link #confirm};
 * after a crash in between they are sent again, equal byte for byte. Not thread-safe.
 */
final class CityPublisher implements AutoCloseable {

    private static final long TIMEOUT_MS = 45_000;

    private final Producer<String, byte[]> producer;
    private final List<Future<RecordMetadata>> unconfirmed = new ArrayList<>();

    CityPublisher(Producer<String, byte[]> producer) {
        this.producer = producer;
    }

    void publish(Observation observation) {
        send(CityTopics.OBSERVATION, observation.channel().device(), observation);
    }

    void publish(GatewayStatus status) {
        send(CityTopics.GATEWAY_STATUS, status.account() + "/" + status.gateway(), status);
    }

    void publish(SnapshotStored snapshot) {
        send(CityTopics.SNAPSHOT, snapshot.account() + "/" + snapshot.gateway() + "/" + snapshot.camera(), snapshot);
    }

    void publish(LineCrossed crossing) {
        send(
                CityTopics.LINE_CROSSED,
                crossing.account() + "/" + crossing.gateway() + "/" + crossing.camera(),
                crossing);
    }

    void publish(ObjectSeen object) {
        send(CityTopics.OBJECT_SEEN, object.account() + "/" + object.gateway() + "/" + object.camera(), object);
    }

    void publish(CameraAlert alert) {
        send(CityTopics.CAMERA_ALERT, alert.account() + "/" + alert.gateway() + "/" + alert.camera(), alert);
    }

    void publish(EdgeEvent event) {
        send(CityTopics.EDGE_EVENT, event.account() + "/" + event.gateway(), event);
    }

    void bury(Verdict verdict, Rejection why) {
        ConsumerRecord<String, byte @Nullable []> record = verdict.record();
        byte[] value = record.value();
        var letter = new ProducerRecord<>(RawTopics.DEAD, record.key(), value == null ? new byte[0] : value);
        for (Header header : record.headers()) {
            if (!Ruling.isAdded(header.key())) {
                letter.headers().add(header);
            }
        }
        letter.headers()
                .add(RawTopics.HEADER_REASON, why.reason().word().getBytes(UTF_8))
                .add(RawTopics.HEADER_DETAIL, why.detail().getBytes(UTF_8))
                .add(
                        RawTopics.HEADER_RAW_POSITION,
                        verdict.ruling().position().toString().getBytes(UTF_8));
        unconfirmed.add(producer.send(letter));
    }

    /** Returns when Kafka has everything; throws if one record could not be delivered. */
    void confirm() throws ExecutionException, InterruptedException, TimeoutException {
        producer.flush();
        for (Future<RecordMetadata> sent : unconfirmed) {
            sent.get(TIMEOUT_MS, TimeUnit.MILLISECONDS);
        }
        unconfirmed.clear();
    }

    private void send(String topic, String key, Record event) {
        unconfirmed.add(producer.send(new ProducerRecord<>(topic, key, EventJson.write(event))));
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
