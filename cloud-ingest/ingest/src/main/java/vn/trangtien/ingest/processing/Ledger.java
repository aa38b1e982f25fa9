package vn.trangtien.ingest.processing;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The books of the processing: how far each partition of the raw topic is read, and what became of the messages. Two columns
 * that are kept apart on purpose: progress counts offsets, the tally counts verdicts; see the conservation check.
 */
@Repository
public class Ledger {

    /**
     * One partition.
     *
     * @param firstOffset where the books begin
     * @param nextOffset the first that is not yet processed
     * @param lost messages that Kafka deleted before they were processed
     * @param nextJudged where to read on in the judged topic; a hint, for what is read once more is recognised by its raw offset
     */
    public record Progress(
            String topicId, int partition, long firstOffset, long nextOffset, long lost, long nextJudged) {}

    /**
     * Messages of one partition with one fate.
     *
     * @param outcome STORED, DUPLICATE or REJECTED
     * @param reason one word, empty unless rejected
     */
    public record Tally(int partition, String outcome, String reason, long messages) {}

    private final JdbcClient jdbc;

    public Ledger(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Progress and tallies of one moment. */
    public record Books(List<Progress> progress, List<Tally> tallies) {

        public Books {
            progress = List.copyOf(progress);
            tallies = List.copyOf(tallies);
        }
    }

    /** Both columns as they are at one moment; read apart, a batch booked in between would look like an error. */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Books books(String topicId) {
        return new Books(progress(topicId), tallies(topicId));
    }

    private List<Progress> progress(String topicId) {
        return jdbc.sql("select topic_id, partition, first_offset, next_offset, lost, next_judged"
                        + " from ingest.progress"
                        + " where topic_id = :topic order by partition")
                .param("topic", topicId)
                .query((row, number) -> new Progress(
                        row.getString("topic_id"),
                        row.getInt("partition"),
                        row.getLong("first_offset"),
                        row.getLong("next_offset"),
                        row.getLong("lost"),
                        row.getLong("next_judged")))
                .list();
    }

    private List<Tally> tallies(String topicId) {
        return jdbc.sql("select partition, outcome, reason, messages from ingest.tally where topic_id = :topic"
                        + " order by partition, outcome, reason")
                .param("topic", topicId)
                .query((row, number) -> new Tally(
                        row.getInt("partition"),
                        row.getString("outcome"),
                        row.getString("reason"),
                        row.getLong("messages")))
                .list();
    }

    /** Numbers that gateways' spools and Sparkplug nodes have given out and that have not arrived, for no known reason. */
    public long gaps() {
        return jdbc.sql("select coalesce(sum(gaps), 0) from"
                        + " (select gaps from ingest.spool union all select gaps from ingest.sparkplug_node) missing")
                .query(Long.class)
                .single();
    }

    /** Numbers that have not arrived because the gateway gave the messages up, and said so. */
    public long evicted() {
        return jdbc.sql("select coalesce(sum(evicted_missing), 0) from ingest.spool")
                .query(Long.class)
                .single();
    }

    Optional<Progress> find(String topicId, int partition) {
        return progress(topicId).stream()
                .filter(progress -> progress.partition() == partition)
                .findFirst();
    }

    void open(String topicId, int partition, long firstOffset) {
        jdbc.sql("insert into ingest.progress (topic_id, partition, first_offset, next_offset)"
                        + " values (:topic, :partition, :first, :first) on conflict do nothing")
                .param("topic", topicId)
                .param("partition", partition)
                .param("first", firstOffset)
                .update();
    }

    /** Kafka deleted messages before they were processed: the books say so for ever. */
    void lose(Progress before, long firstAvailable) {
        jdbc.sql("update ingest.progress set next_offset = :available, lost = lost + :available - next_offset"
                        + " where topic_id = :topic and partition = :partition and next_offset = :next")
                .param("available", firstAvailable)
                .param("topic", before.topicId())
                .param("partition", before.partition())
                .param("next", before.nextOffset())
                .update();
    }

    /**
     * Kafka has forgotten its newest messages (power failure without a replica) after they were processed, and gives their
     * offsets away again: the books move down with it, the processed messages stay counted.
     */
    void moveDown(Progress before, long end) {
        jdbc.sql("update ingest.progress set next_offset = :end, first_offset = first_offset - (next_offset - :end)"
                        + " where topic_id = :topic and partition = :partition and next_offset = :next")
                .param("end", end)
                .param("topic", before.topicId())
                .param("partition", before.partition())
                .param("next", before.nextOffset())
                .update();
    }

    /** @throws OvertakenException if somebody else has processed the partition in the meantime */
    void advance(String topicId, int partition, Stretch stretch) {
        int rows = jdbc.sql("update ingest.progress set next_offset = :to, lost = lost + :lost, next_judged = :judged"
                        + " where topic_id = :topic and partition = :partition and next_offset = :from")
                .param("to", stretch.to())
                .param("lost", stretch.lost())
                .param("judged", stretch.judged())
                .param("topic", topicId)
                .param("partition", partition)
                .param("from", stretch.from())
                .update();
        if (rows != 1) {
            throw new OvertakenException("partition %d was to be moved from offset %d to %d, but is elsewhere"
                    .formatted(partition, stretch.from(), stretch.to()));
        }
    }

    void count(String topicId, int partition, Outcome outcome, String reason, long messages) {
        jdbc.sql("insert into ingest.tally as t (topic_id, partition, outcome, reason, messages)"
                        + " values (:topic, :partition, :outcome, :reason, :messages)"
                        + " on conflict (topic_id, partition, outcome, reason)"
                        + " do update set messages = t.messages + excluded.messages")
                .param("topic", topicId)
                .param("partition", partition)
                .param("outcome", outcome.name())
                .param("reason", reason)
                .param("messages", messages)
                .update();
    }

    /** Another instance works on the partition; this one must ask Kafka anew what is its own. */
    static final class OvertakenException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        OvertakenException(String message) {
            super(message);
        }
    }
}
