package vn.trangtien.ingest.frontdoor;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import vn.trangtien.ingest.raw.KafkaAccess;
import vn.trangtien.ingest.raw.RawTopics;
import vn.trangtien.ingest.registry.GatewayId;
import vn.trangtien.ingest.supervision.Backoff;
import vn.trangtien.ingest.supervision.Supervised;
import vn.trangtien.ingest.supervision.SupervisedPart;

/**
 * The way from the gateways' connections to Kafka. A message is acknowledged to its gateway when Kafka has it on all replicas that
 * count; while Kafka is away nothing is acknowledged, connections are read as far as there is room, and gateways keep what they
 * have. The first message that Kafka does not take ends this way, and with it the connections whose messages were on it; a new one
 * is begun, and the gateways send again. So a message may reach Kafka twice but is never left out. Thread-safe.
 */
@Component
@ConditionalOnProperty(name = "trangtien.ingest.mqtt.embedded", havingValue = "true", matchIfMissing = true)
public class FrontDoor extends SupervisedPart {

    private static final Logger LOG = LoggerFactory.getLogger(FrontDoor.class);
    /** Before the broker, so that it is there for the first gateway, and goes after the last. */
    private static final int PHASE = 90;

    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(10));
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration LAST_ORDERS = Duration.ofSeconds(5);
    private static final Duration SILENCE = Duration.ofSeconds(5);
    /** Beside the records themselves the producer keeps batches that are not full. */
    private static final long ROOM_FOR_BATCHES = 32L * 1024 * 1024;

    private final KafkaAccess kafka;
    private final Clock clock;
    private final FrontDoorProperties properties;
    private final Traffic traffic;
    private volatile @Nullable Instant silentSince;

    FrontDoor(
            KafkaAccess kafka,
            FrontDoorProperties properties,
            ApplicationEventPublisher events,
            Clock clock,
            MeterRegistry meters) {
        super("ingest-front-door", PHASE, BACKOFF, clock);
        this.kafka = kafka;
        this.properties = properties;
        this.clock = clock;
        this.traffic = new Traffic(
                properties,
                new FrontDoorMeters(meters),
                clock,
                System::nanoTime,
                gateway -> tell(events, new BirthTaken(gateway)));
    }

    /** A listener's mistake must not reach Kafka's client, whose thread this is. */
    private static void tell(ApplicationEventPublisher events, BirthTaken birth) {
        try {
            events.publishEvent(birth);
        } catch (RuntimeException e) {
            LOG.error("gateway={} event=birth-listener-failed", birth.gateway().key(), e);
        }
    }

    /** Why nothing is acknowledged at the moment; empty while all is well. */
    @Override
    public Optional<Supervised.Trouble> trouble() {
        Optional<Supervised.Trouble> ended = super.trouble();
        Instant since = silentSince;
        return ended.isPresent() || since == null
                ? ended
                : Optional.of(new Supervised.Trouble("Kafka has acknowledged nothing since then", since));
    }

    /** Messages that Kafka has not acknowledged yet, and neither has the door. */
    public long pending() {
        return traffic.meters.pendingMessages();
    }

    /** The gateway has proved who it is on this connection; any earlier connection of it is no longer its present one. */
    public void admitted(GatewayId gateway, Object connection) {
        traffic.departures().admitted(gateway, connection);
    }

    /** No connection is read any more; returns when what was on its way is acknowledged, or after five seconds. */
    public void lastOrders() {
        traffic.lastOrders();
        long until = System.nanoTime() + LAST_ORDERS.toNanos();
        try {
            while (traffic.meters.pendingMessages() > 0 && System.nanoTime() < until) {
                TimeUnit.MILLISECONDS.sleep(5);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    Traffic traffic() {
        return traffic;
    }

    FrontDoorProperties properties() {
        return properties;
    }

    @Override
    public void start() {
        traffic.welcome();
        super.start();
    }

    @Override
    protected void work(Supervised.Run run) throws Exception {
        kafka.ensureTopics();
        var failure = new AtomicReference<@Nullable Exception>();
        KafkaProducer<String, byte[]> producer =
                kafka.promptProducer("ingest-front-door", properties.pendingBytes() + ROOM_FOR_BATCHES);
        try {
            awaitTopic(producer, run);
            traffic.open((record, receipt) -> {
                try {
                    producer.send(record, (metadata, refusal) -> {
                        note(failure, refusal);
                        receipt.settled(refusal);
                    });
                } catch (RuntimeException refusal) {
                    note(failure, refusal);
                    receipt.settled(refusal);
                }
            });
            run.progressed();
            while (run.isWanted()) {
                run.pause(LOOK);
                Exception ended = failure.get();
                if (ended != null) {
                    throw ended;
                }
                lookForSilence();
                traffic.departures().retry();
            }
        } finally {
            traffic.open(null);
            producer.close(Duration.ZERO);
            silentSince = null;
        }
    }

    private static void awaitTopic(KafkaProducer<String, byte[]> producer, Supervised.Run run)
            throws InterruptedException {
        while (run.isWanted()) {
            try {
                producer.partitionsFor(RawTopics.RAW);
                return;
            } catch (TimeoutException notYetKnown) {
                run.pause(LOOK);
            }
        }
    }

    private static void note(AtomicReference<@Nullable Exception> failure, @Nullable Exception refusal) {
        boolean concernsOneOnly =
                refusal instanceof RecordTooLargeException || refusal instanceof BufferExhaustedException;
        if (refusal != null && !concernsOneOnly) {
            failure.compareAndSet(null, refusal);
        }
    }

    private void lookForSilence() {
        if (traffic.silentNanos() < SILENCE.toNanos()) {
            silentSince = null;
        } else if (silentSince == null) {
            silentSince = clock.instant().minus(SILENCE);
        }
    }
}
