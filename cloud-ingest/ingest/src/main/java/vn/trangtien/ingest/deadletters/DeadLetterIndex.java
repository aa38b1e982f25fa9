package vn.trangtien.ingest.deadletters;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.trangtien.ingest.raw.KafkaAccess;
import vn.trangtien.ingest.raw.RawTopics;
import vn.trangtien.ingest.supervision.Backoff;
import vn.trangtien.ingest.supervision.Supervised;
import vn.trangtien.ingest.supervision.SupervisedPart;

/**
 * Reads the topic of dead letters and books where each lies. How far it has read is booked in the same transaction, so a letter is
 * in the index once, wherever the process dies; a letter that was buried twice, because the processing died in between, has the
 * same raw position both times.
 */
@Component
class DeadLetterIndex extends SupervisedPart {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterIndex.class);
    private static final int PHASE = 210;
    private static final int BATCH = 500;
    private static final String GROUP = "ingest-dead-letters";
    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(10));
    private static final Duration POLL = Duration.ofMillis(500);

    private final KafkaAccess kafka;
    private final LetterBooks books;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Counter lost;

    DeadLetterIndex(
            KafkaAccess kafka, LetterBooks books, TransactionTemplate transaction, Clock clock, MeterRegistry meters) {
        super("ingest-dead-letters", PHASE, BACKOFF, clock);
        this.kafka = kafka;
        this.books = books;
        this.transaction = transaction;
        this.clock = clock;
        this.lost = Counter.builder("trangtien.ingest.dead.letters.lost")
                .description("Dead letters that Kafka deleted before they were in the index")
                .register(meters);
    }

    @Override
    protected void work(Supervised.Run run) throws Exception {
        kafka.ensureTopics();
        String topicId;
        try (Admin admin = kafka.admin()) {
            topicId = kafka.describe(admin, RawTopics.DEAD).topicId().toString();
        }
        KafkaConsumer<String, byte @Nullable []> consumer = kafka.consumer(GROUP, BATCH);
        try {
            var positions = new HashMap<Integer, Long>();
            consumer.subscribe(List.of(RawTopics.DEAD), new Placing(consumer, topicId, positions));
            while (run.isWanted()) {
                ConsumerRecords<String, byte @Nullable []> records = consumer.poll(POLL);
                if (!records.isEmpty()) {
                    keep(topicId, records, positions);
                }
                run.progressed();
            }
        } finally {
            consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ofSeconds(1)));
        }
    }

    private void keep(
            String topicId, ConsumerRecords<String, byte @Nullable []> records, Map<Integer, Long> positions) {
        var letters = new ArrayList<NewLetter>(records.count());
        var next = new HashMap<Integer, Long>();
        for (ConsumerRecord<String, byte @Nullable []> record : records) {
            letters.add(NewLetter.of(topicId, record));
            next.merge(record.partition(), record.offset() + 1, Math::max);
        }
        transaction.executeWithoutResult(status -> {
            next.forEach((partition, to) -> {
                Long from = positions.get(partition);
                if (from == null || !books.advance(topicId, partition, from, to)) {
                    throw new IllegalStateException(
                            "partition " + partition + " of the dead letters is read by another instance");
                }
            });
            letters.forEach(books::add);
        });
        positions.putAll(next);
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
            Map<TopicPartition, Long> first = consumer.beginningOffsets(partitions);
            Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
            for (TopicPartition partition : partitions) {
                long position = position(
                        partition.partition(),
                        Objects.requireNonNull(first.get(partition)),
                        Objects.requireNonNull(end.get(partition)));
                positions.put(partition.partition(), position);
                consumer.seek(partition, position);
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            partitions.forEach(partition -> positions.remove(partition.partition()));
        }

        private long position(int partition, long first, long end) {
            books.open(topicId, partition, first);
            long next = books.nextOffset(topicId, partition).orElseThrow();
            if (next >= first && next <= end) {
                return next;
            }
            long to = next < first ? first : end;
            LOG.error("event=dead-letters-moved partition={} from={} to={}", partition, next, to);
            lost.increment(Math.max(0, to - next));
            books.moveTo(topicId, partition, to);
            return to;
        }
    }
}
