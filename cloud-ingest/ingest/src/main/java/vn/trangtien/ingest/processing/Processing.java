package vn.trangtien.ingest.processing;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import vn.trangtien.ingest.raw.KafkaAccess;
import vn.trangtien.ingest.raw.RawTopics;
import vn.trangtien.ingest.supervision.Backoff;
import vn.trangtien.ingest.supervision.Supervised;
import vn.trangtien.ingest.supervision.SupervisedPart;

/**
 * Reads the judged topic and has it processed batch by batch. Where to go on is in the database, not in Kafka. When anything
 * fails, everything is let go and started anew from the database after a pause, so there is one way to recover and it is the
 * same as after a crash.
 */
@Component
public class Processing extends SupervisedPart {

    private static final Logger LOG = LoggerFactory.getLogger(Processing.class);
    private static final int PHASE = 200;
    private static final String GROUP = "ingest-processing";
    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(10));
    private static final Duration POLL = Duration.ofMillis(250);
    /** So many messages in a batch mean that there is load; then batches begin at least this far apart. */
    private static final int MANY = 250;

    private static final Duration CYCLE = Duration.ofMillis(400);
    /** So many empty answers in a row mean that there is nothing to do, rather than that nothing works. */
    private static final int QUIET_POLLS = 20;

    private final KafkaAccess kafka;
    private final Ledger ledger;
    private final BatchProcessor processor;
    private final Housekeeping housekeeping;
    private final ProcessingProperties properties;
    private final MeterRegistry meters;

    Processing(
            KafkaAccess kafka,
            Ledger ledger,
            BatchProcessor processor,
            Housekeeping housekeeping,
            ProcessingProperties properties,
            Clock clock,
            MeterRegistry meters) {
        super("ingest-processing", PHASE, BACKOFF, clock);
        this.kafka = kafka;
        this.ledger = ledger;
        this.processor = processor;
        this.housekeeping = housekeeping;
        this.properties = properties;
        this.meters = meters;
    }

    @Override
    protected void work(Supervised.Run run) throws Exception {
        kafka.ensureTopics();
        String topicId;
        try (Admin admin = kafka.admin()) {
            topicId = kafka.describeRaw(admin).topicId().toString();
        }
        KafkaConsumer<String, byte @Nullable []> consumer = kafka.consumer(GROUP, properties.batch());
        try (CityPublisher publisher = new CityPublisher(kafka.producer("ingest-processing"))) {
            var positions = new HashMap<Integer, Long>();
            consumer.subscribe(List.of(RawTopics.JUDGED), new Placing(consumer, topicId, positions));
            int quiet = 0;
            while (run.isWanted()) {
                long began = System.nanoTime();
                ConsumerRecords<String, byte @Nullable []> records = consumer.poll(POLL);
                if (records.isEmpty()) {
                    quiet++;
                } else {
                    count(processor.process(topicId, records, positions, publisher));
                    quiet = QUIET_POLLS;
                }
                if (records.count() >= MANY) {
                    gather(run, began);
                }
                if (quiet >= QUIET_POLLS) {
                    run.progressed();
                }
                housekeeping.ifDue(publisher);
            }
        } finally {
            consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ofSeconds(1)));
        }
    }

    /** What a batch costs beside its messages is the same for few and for many, so under load it is paid seldom. */
    private static void gather(Supervised.Run run, long began) throws InterruptedException {
        Duration spent = Duration.ofNanos(System.nanoTime() - began);
        if (spent.compareTo(CYCLE) < 0) {
            run.pause(CYCLE.minus(spent));
        }
    }

    private void count(List<Verdict> batch) {
        BatchProcessor.tally(batch)
                .forEach((fate, messages) -> meters.counter(
                                "trangtien.ingest.processed",
                                "outcome",
                                fate.outcome().name(),
                                "reason",
                                fate.reason())
                        .increment(messages));
    }

    /** Places the consumer where the books say, whenever partitions come. */
    private final class Placing implements ConsumerRebalanceListener {

        private final KafkaConsumer<String, byte @Nullable []> consumer;
        private final String topicId;
        private final Map<Integer, Long> positions;

        Placing(KafkaConsumer<String, byte @Nullable []> consumer, String topicId, Map<Integer, Long> positions) {
            this.consumer = consumer;
            this.topicId = topicId;
            this.positions = positions;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            List<TopicPartition> raw = partitions.stream().map(Placing::raw).toList();
            Map<TopicPartition, Long> rawFirst = consumer.beginningOffsets(raw);
            Map<TopicPartition, Long> rawEnd = consumer.endOffsets(raw);
            Map<TopicPartition, Long> first = consumer.beginningOffsets(partitions);
            Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
            for (TopicPartition partition : partitions) {
                Ledger.Progress progress = opened(partition.partition(), offset(rawFirst, raw(partition)));
                boolean truncated = progress.nextOffset() > offset(rawEnd, raw(partition));
                long judged = judged(progress, offset(first, partition), offset(end, partition), truncated);
                long position = truncated
                        ? moveDown(progress, offset(rawEnd, raw(partition)))
                        : position(progress, offset(rawFirst, raw(partition)), judged == offset(end, partition));
                positions.put(partition.partition(), position);
                consumer.seek(partition, judged);
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            partitions.forEach(partition -> positions.remove(partition.partition()));
        }

        private Ledger.Progress opened(int partition, long first) {
            ledger.open(topicId, partition, first);
            return ledger.find(topicId, partition).orElseThrow();
        }

        /**
         * Where to read on. A judged topic that has become shorter, or another one, is read from its beginning, which costs time and
         * nothing else; except when raw offsets are given away a second time, because then those of old are no longer booked.
         */
        private static long judged(Ledger.Progress progress, long first, long end, boolean truncated) {
            if (progress.nextJudged() > end) {
                return truncated ? end : first;
            }
            return Math.max(progress.nextJudged(), first);
        }

        /** What Kafka deleted is lost if it was not judged before; what was is still to be read. */
        private long position(Ledger.Progress progress, long first, boolean nothingToRead) {
            if (progress.nextOffset() >= first || !nothingToRead) {
                return progress.nextOffset();
            }
            LOG.error(
                    "event=messages-lost partition={} from={} to={} reason=kafka-retention",
                    progress.partition(),
                    progress.nextOffset(),
                    first);
            ledger.lose(progress, first);
            return first;
        }

        private long moveDown(Ledger.Progress progress, long end) {
            LOG.error(
                    "event=log-truncated partition={} processedTo={} end={}",
                    progress.partition(),
                    progress.nextOffset(),
                    end);
            ledger.moveDown(progress, end);
            return end;
        }

        private static TopicPartition raw(TopicPartition judged) {
            return new TopicPartition(RawTopics.RAW, judged.partition());
        }

        private static long offset(Map<TopicPartition, Long> offsets, TopicPartition partition) {
            return java.util.Objects.requireNonNull(offsets.get(partition));
        }
    }
}
