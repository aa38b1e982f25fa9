package vn.trangtien.ingest.deadletters;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.trangtien.ingest.raw.KafkaAccess;
import vn.trangtien.ingest.raw.RawTopics;
import vn.trangtien.ingest.wording.Bilingual;

/** Fetches letters from Kafka by their places. Thread-safe: each call has a consumer of its own, which costs some 50 ms. */
@Component
class Originals {

    private static final String GROUP = "ingest-dead-letter-originals";
    private static final int AT_ONCE = 100;
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    /** Letters further apart than this are looked up one by one; nearer ones are read over. */
    private static final long NEAR = 500;

    private final KafkaAccess kafka;
    private final Clock clock;

    Originals(KafkaAccess kafka, Clock clock) {
        this.kafka = kafka;
        this.clock = clock;
    }

    /** @throws OriginalGone if Kafka does not have it */
    Original one(Place place) throws OriginalGone {
        Original found = all(List.of(place)).get(place);
        if (found == null) {
            throw new OriginalGone(gone());
        }
        return found;
    }

    static String gone() {
        return Bilingual.text(
                "Kafka không còn nội dung gốc của tin này (chủ đề đã bị tạo lại hoặc bị xóa bớt)",
                "Kafka has the original of this message no more (the topic was made anew, or cut)");
    }

    /**
     * Those of the letters that Kafka still has.
     *
     * @throws OriginalGone if Kafka does not answer
     */
    Map<Place, Original> all(Collection<Place> places) throws OriginalGone {
        try {
            String topicId;
            try (Admin admin = kafka.admin()) {
                topicId = kafka.describe(admin, RawTopics.DEAD).topicId().toString();
            }
            Map<Integer, TreeSet<Long>> wanted = new TreeMap<>();
            places.stream()
                    .filter(place -> place.topicId().equals(topicId))
                    .forEach(place -> wanted.computeIfAbsent(place.partition(), p -> new TreeSet<>())
                            .add(place.offset()));
            var found = new HashMap<Place, Original>();
            KafkaConsumer<String, byte @Nullable []> consumer = kafka.consumer(GROUP, AT_ONCE);
            try {
                for (Map.Entry<Integer, TreeSet<Long>> one : wanted.entrySet()) {
                    read(consumer, topicId, one.getKey(), one.getValue(), found);
                }
            } finally {
                consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ofSeconds(1)));
            }
            return found;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw silent(e);
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            throw silent(e);
        }
    }

    private void read(
            KafkaConsumer<String, byte @Nullable []> consumer,
            String topicId,
            int number,
            TreeSet<Long> offsets,
            Map<Place, Original> found)
            throws OriginalGone {
        var partition = new TopicPartition(RawTopics.DEAD, number);
        consumer.assign(List.of(partition));
        long first = Objects.requireNonNull(
                consumer.beginningOffsets(List.of(partition)).get(partition));
        long end =
                Objects.requireNonNull(consumer.endOffsets(List.of(partition)).get(partition));
        Instant deadline = clock.instant().plus(PATIENCE);
        Long next = offsets.ceiling(first);
        consumer.seek(partition, next == null ? end : next);
        while (next != null && next < end) {
            if (consumer.position(partition) + NEAR < next) {
                consumer.seek(partition, next);
            }
            for (ConsumerRecord<String, byte @Nullable []> record : poll(consumer)) {
                if (offsets.contains(record.offset())) {
                    found.put(new Place(topicId, number, record.offset()), Original.of(record));
                    deadline = clock.instant().plus(PATIENCE);
                }
            }
            next = offsets.ceiling(Math.max(next, consumer.position(partition)));
            if (clock.instant().isAfter(deadline)) {
                throw silent(new TimeoutException("no letter within " + PATIENCE));
            }
        }
    }

    private static Iterable<ConsumerRecord<String, byte @Nullable []>> poll(
            KafkaConsumer<String, byte @Nullable []> consumer) {
        try {
            return consumer.poll(POLL);
        } catch (OffsetOutOfRangeException cut) {
            consumer.seekToBeginning(cut.partitions());
            return List.of();
        }
    }

    private static OriginalGone silent(Throwable cause) {
        String message = Bilingual.text(
                "Kafka không trả lời; hãy thử lại sau ít phút", "Kafka does not answer; try again in a moment");
        return new OriginalGone(message, cause);
    }
}
