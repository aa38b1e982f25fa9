package vn.trangtien.ingest.processing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.trangtien.ingest.judging.Ruling;

/**
 * Of the judged records that were read the ones that are next by the books. A message that was judged twice, because Kafka had lost
 * its newest records or its positions, is in the judged topic twice: the first copy is booked and the second skipped. Offsets of the
 * raw topic that are left out are messages that nobody will ever see. Not thread-safe.
 */
final class Sequence {

    private static final Logger LOG = LoggerFactory.getLogger(Sequence.class);

    /** A message that is in the books already. */
    record Skipped(String key, Ruling ruling) {}

    private final List<Verdict> batch = new ArrayList<>();
    private final List<Skipped> skipped = new ArrayList<>();
    private final Map<Integer, Stretch> stretches = new HashMap<>();

    private Sequence() {}

    /** @param positions raw offset for each partition up to which the books go */
    static Sequence of(Iterable<ConsumerRecord<String, byte @Nullable []>> records, Map<Integer, Long> positions) {
        var sequence = new Sequence();
        for (ConsumerRecord<String, byte @Nullable []> record : records) {
            Long from = positions.get(record.partition());
            if (from == null) {
                throw new Ledger.OvertakenException("partition " + record.partition() + " is not this instance's");
            }
            sequence.take(record, from);
        }
        return sequence;
    }

    private void take(ConsumerRecord<String, byte @Nullable []> record, long from) {
        Optional<Ruling> ruling = Ruling.of(record.headers());
        if (ruling.isEmpty()) {
            LOG.error("event=no-ruling partition={} judgedOffset={}", record.partition(), record.offset());
            return;
        }
        Stretch before = stretches.getOrDefault(record.partition(), new Stretch(from, from, 0, record.offset()));
        long offset = ruling.get().position().offset();
        if (offset < before.to()) {
            skipped.add(new Skipped(record.key() == null ? "" : record.key(), ruling.get()));
            return;
        }
        if (offset > before.to()) {
            LOG.error(
                    "event=messages-lost partition={} from={} to={} reason=not-judged",
                    record.partition(),
                    before.to(),
                    offset);
        }
        batch.add(new Verdict(record, ruling.get()));
        stretches.put(
                record.partition(),
                new Stretch(from, offset + 1, before.lost() + offset - before.to(), record.offset() + 1));
    }

    List<Verdict> batch() {
        return batch;
    }

    List<Skipped> skipped() {
        return skipped;
    }

    /** For each partition that moves on. */
    Map<Integer, Stretch> stretches() {
        return stretches;
    }

    /** The positions after the batch is booked. */
    void moveOn(Map<Integer, Long> positions) {
        stretches.forEach((partition, stretch) -> positions.put(partition, stretch.to()));
    }
}
