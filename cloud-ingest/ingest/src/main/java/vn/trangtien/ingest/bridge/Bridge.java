package vn.trangtien.ingest.bridge;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.springframework.stereotype.Component;
import vn.trangtien.ingest.broker.MqttBroker;
import vn.trangtien.ingest.raw.KafkaAccess;
import vn.trangtien.ingest.supervision.Backoff;
import vn.trangtien.ingest.supervision.Supervised;
import vn.trangtien.ingest.supervision.SupervisedPart;

/**
 * Carries every message that is for the city and came to the broker to the raw topic, and tells the broker so only when Kafka has it on all replicas that
 * count. While either side is away, messages wait in the broker's journal.
 */
@Component
public class Bridge extends SupervisedPart {

    /** After the broker and the processing, so that it stops before them. */
    private static final int PHASE = 300;

    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(10));
    private static final long LOOK_MS = 250;

    private final MqttBroker broker;
    private final KafkaAccess kafka;
    private final BridgeProperties properties;
    private final Clock clock;
    private final Counter delivered;

    Bridge(MqttBroker broker, KafkaAccess kafka, BridgeProperties properties, Clock clock, MeterRegistry meters) {
        super("ingest-bridge", PHASE, BACKOFF, clock);
        this.broker = broker;
        this.kafka = kafka;
        this.properties = properties;
        this.clock = clock;
        this.delivered = Counter.builder("trangtien.ingest.bridged")
                .description("messages that Kafka has and that were acknowledged to the broker")
                .register(meters);
    }

    @Override
    protected void work(Supervised.Run run) throws Exception {
        kafka.ensureTopics();
        KafkaProducer<String, byte[]> producer = kafka.producer("ingest-bridge");
        try (BridgeSession session = BridgeSession.open(
                broker.endpoint(), properties.maxInFlight(), producer, clock, delivered::increment)) {
            run.progressed();
            var watchdog = new Watchdog(clock.instant());
            while (run.isWanted()) {
                session.await(LOOK_MS);
                watchdog.look(clock.instant(), (long) delivered.count(), broker);
            }
        } finally {
            producer.close(Duration.ZERO);
        }
    }
}
