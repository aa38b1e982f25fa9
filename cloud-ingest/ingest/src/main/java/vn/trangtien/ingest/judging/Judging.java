package vn.trangtien.ingest.judging;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import vn.trangtien.ingest.decoding.Decoders;
import vn.trangtien.ingest.disk.DataDirectory;
import vn.trangtien.ingest.raw.KafkaAccess;
import vn.trangtien.ingest.supervision.Backoff;
import vn.trangtien.ingest.supervision.Supervised;
import vn.trangtien.ingest.supervision.SupervisedPart;

/**
 * Runs the judge of each partition that this instance has. Kafka Streams itself waits while Kafka is away; what it cannot survive ends
 * it, and it is begun anew after a pause.
 */
@Component
public class Judging extends SupervisedPart {

    static final String APPLICATION = "ingest-judging";

    private static final Logger LOG = LoggerFactory.getLogger(Judging.class);
    /** Before the processing, which reads what this writes. */
    private static final int PHASE = 190;

    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(10));
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final KafkaAccess kafka;
    private final StateFolder folder;
    private final JudgingProperties properties;
    private final Map<Ruling.Kind, Counter> counters = new EnumMap<>(Ruling.Kind.class);
    private final AtomicReference<@Nullable KafkaStreams> running = new AtomicReference<>();

    Judging(KafkaAccess kafka, DataDirectory data, JudgingProperties properties, Clock clock, MeterRegistry meters) {
        super(APPLICATION, PHASE, BACKOFF, clock);
        this.kafka = kafka;
        this.folder = new StateFolder(data);
        this.properties = properties;
        for (Ruling.Kind kind : Ruling.Kind.values()) {
            counters.put(
                    kind,
                    Counter.builder("trangtien.ingest.judged")
                            .tag("verdict", kind.name())
                            .description("Messages judged, and those judged again after a failure")
                            .register(meters));
        }
        Gauge.builder("trangtien.ingest.judging.running", running, held -> isRunning(held.get()) ? 1 : 0)
                .description(
                        "1 while messages are judged, 0 while this instance starts, waits or changes its partitions")
                .register(meters);
        Gauge.builder("trangtien.ingest.judging.partitions", running, held -> partitions(held.get()))
                .description("Partitions of the raw topic that this instance judges")
                .register(meters);
        Gauge.builder("trangtien.ingest.judging.commit", running, held -> commitMillis(held.get()))
                .baseUnit("milliseconds")
                .description("How long a commit took, on the average of the last half minute")
                .register(meters);
    }

    /** Partitions of the raw topic that this instance judges at the moment. */
    public int partitions() {
        return partitions(running.get());
    }

    @Override
    protected void work(Supervised.Run run) throws Exception {
        kafka.ensureTopics();
        var failure = new AtomicReference<@Nullable Throwable>();
        var streams = new KafkaStreams(
                JudgingTopology.of(Decoders::recognise, properties.duplicateWindow(), this::count),
                kafka.streams(
                        APPLICATION,
                        folder.instance(),
                        folder.path(),
                        properties.threads(),
                        properties.commit(),
                        BoundedRocksDb.class));
        streams.setUncaughtExceptionHandler(thrown -> {
            failure.set(thrown);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
        try {
            begin(streams);
            running.set(streams);
            while (run.isWanted()) {
                run.pause(LOOK);
                if (isRunning(streams)) {
                    run.progressed();
                } else if (streams.state().hasCompletedShutdown() || failure.get() != null) {
                    throw new KafkaException("judging has ended", failure.get());
                }
            }
        } finally {
            running.set(null);
            end(streams, failure.get() == null);
        }
    }

    /** What a killed process left in the stores is thrown away; Kafka has all that was confirmed. */
    private void begin(KafkaStreams streams) throws IOException {
        if (folder.isAtWork()) {
            LOG.info("event=judging-begins-anew reason=not-stopped-in-order");
            streams.cleanUp();
        }
        folder.atWork();
        streams.start();
    }

    /** Leaves the group, so that another instance need not wait until this one counts as dead. */
    private void end(KafkaStreams streams, boolean inOrder) throws IOException {
        boolean closed = streams.close(CloseOptions.timeout(CLOSING)
                .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
        if (closed && inOrder) {
            folder.atRest();
        }
    }

    private void count(Ruling.Kind kind) {
        Objects.requireNonNull(counters.get(kind)).increment();
    }

    private static boolean isRunning(@Nullable KafkaStreams streams) {
        return streams != null && streams.state() == KafkaStreams.State.RUNNING;
    }

    private static int partitions(@Nullable KafkaStreams streams) {
        return streams == null || !streams.state().isRunningOrRebalancing()
                ? 0
                : streams.metadataForLocalThreads().stream()
                        .mapToInt(thread -> thread.activeTasks().size())
                        .sum();
    }

    private static double commitMillis(@Nullable KafkaStreams streams) {
        return streams == null
                ? Double.NaN
                : streams.metrics().entrySet().stream()
                        .filter(metric -> metric.getKey().group().equals("stream-thread-metrics")
                                && metric.getKey().name().equals("commit-latency-avg"))
                        .mapToDouble(metric -> (Double) metric.getValue().metricValue())
                        .max()
                        .orElse(Double.NaN);
    }
}
