package vn.trangtien.ingest.deadletters;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.trangtien.platform.database.Timestamps;

/** The index of dead letters in the database. Changing methods belong into the caller's transaction. */
@Repository
class LetterBooks {

    private final JdbcClient jdbc;

    LetterBooks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @return where to go on; empty if nothing of the partition was ever read */
    Optional<Long> nextOffset(String topicId, int partition) {
        return jdbc.sql("select next_offset from ingest.dead_letter_progress where topic_id = ? and partition = ?")
                .params(topicId, partition)
                .query(Long.class)
                .optional();
    }

    void open(String topicId, int partition, long first) {
        jdbc.sql("insert into ingest.dead_letter_progress (topic_id, partition, next_offset) values (?, ?, ?)"
                        + " on conflict do nothing")
                .params(topicId, partition, first)
                .update();
    }

    /** Kafka goes on elsewhere than the books: ahead of them letters are lost, behind them its newest were forgotten. */
    void moveTo(String topicId, int partition, long next) {
        jdbc.sql("update ingest.dead_letter_progress set lost = lost + greatest(0, :next - next_offset),"
                        + " next_offset = :next where topic_id = :topic and partition = :partition")
                .param("next", next)
                .param("topic", topicId)
                .param("partition", partition)
                .update();
    }

    /** @return false if another instance has read the partition in the meantime */
    boolean advance(String topicId, int partition, long from, long to) {
        return jdbc.sql("update ingest.dead_letter_progress set next_offset = ? where topic_id = ? and partition = ?"
                                + " and next_offset = ?")
                        .params(to, topicId, partition, from)
                        .update()
                == 1;
    }

    /** @return false if the letter was there already */
    boolean add(NewLetter letter) {
        int rows = jdbc.sql(
                        "insert into ingest.dead_letter (topic_id, partition, position, raw_position, sender, topic,"
                                + " reason, detail, bytes, received_at, refused_at, replay_of)"
                                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                                + " on conflict (topic_id, raw_position, received_at) do nothing")
                .params(
                        letter.place().topicId(),
                        letter.place().partition(),
                        letter.place().offset(),
                        letter.rawPosition(),
                        letter.sender(),
                        letter.topic(),
                        letter.reason(),
                        letter.detail(),
                        letter.bytes(),
                        Timestamps.toDatabase(letter.receivedAt()),
                        Timestamps.toDatabase(letter.refusedAt()))
                .param(letter.replayOf())
                .update();
        String replayOf = letter.replayOf();
        if (rows == 1 && replayOf != null) {
            refusedAgain(letter.place().topicId(), replayOf, letter.receivedAt(), letter.refusedAt());
        }
        return rows == 1;
    }

    private void refusedAgain(String topicId, String rawPosition, Instant receivedAt, Instant at) {
        jdbc.sql(
                        "update ingest.dead_letter set state = 'REPLAYED_REFUSED_AGAIN', state_at = ?, queued = false"
                                + " where topic_id = ? and raw_position = ? and received_at = ? and state in ('OPEN', 'REPLAYED')")
                .params(Timestamps.toDatabase(at), topicId, rawPosition, Timestamps.toDatabase(receivedAt))
                .update();
    }

    /** Newest first, those with a smaller id than the given one. */
    List<DeadLetter> list(LetterFilter filter, long before, int limit) {
        LetterFilter.Where where = filter.where();
        return jdbc.sql("select l.* from ingest.dead_letter l where l.id < :before and " + where.condition()
                        + " order by l.id desc limit :limit")
                .param("before", before)
                .param("limit", limit)
                .params(where.parameters())
                .query((row, n) -> letter(row))
                .list();
    }

    Optional<DeadLetter> find(long id) {
        return jdbc.sql("select * from ingest.dead_letter where id = ?")
                .param(id)
                .query((row, n) -> letter(row))
                .optional();
    }

    Optional<Long> idOf(String rawPosition, Instant receivedAt) {
        return jdbc.sql("select id from ingest.dead_letter where raw_position = ? and received_at = ?"
                        + " order by id desc limit 1")
                .params(rawPosition, Timestamps.toDatabase(receivedAt))
                .query(Long.class)
                .optional();
    }

    Map<Long, Place> places(Collection<Long> ids) {
        var places = new HashMap<Long, Place>();
        if (!ids.isEmpty()) {
            jdbc.sql("select id, topic_id, partition, position from ingest.dead_letter where id in (:ids)")
                    .param("ids", ids)
                    .query(row -> {
                        places.put(
                                row.getLong("id"),
                                new Place(row.getString("topic_id"), row.getInt("partition"), row.getLong("position")));
                    });
        }
        return places;
    }

    long count(LetterFilter filter) {
        LetterFilter.Where where = filter.where();
        return jdbc.sql("select count(*) from ingest.dead_letter l where " + where.condition())
                .params(where.parameters())
                .query(Long.class)
                .single();
    }

    LetterCounts counts() {
        var states = new HashMap<LetterState, Long>();
        for (LetterState state : LetterState.values()) {
            states.put(state, 0L);
        }
        var reasons = new ArrayList<LetterCounts.OfReason>();
        jdbc.sql("select reason, state, count(*) as letters from ingest.dead_letter group by reason, state")
                .query(row -> {
                    LetterState state = LetterState.valueOf(row.getString("state"));
                    long letters = row.getLong("letters");
                    states.merge(state, letters, Long::sum);
                    reasons.add(new LetterCounts.OfReason(row.getString("reason"), state, letters));
                });
        List<LetterCounts.OfGateway> gateways = jdbc.sql(
                        "select sender, count(*) as letters, max(refused_at) as last from ingest.dead_letter"
                                + " where state = 'OPEN' group by sender order by letters desc, sender limit 50")
                .query((row, n) -> new LetterCounts.OfGateway(
                        row.getString("sender"), row.getLong("letters"), Timestamps.fromDatabase(row, "last")))
                .list();
        long lost = jdbc.sql("select coalesce(sum(lost), 0) from ingest.dead_letter_progress")
                .query(Long.class)
                .single();
        return LetterCounts.of(states, reasons, gateways, lost);
    }

    static DeadLetter letter(ResultSet row) throws SQLException {
        return new DeadLetter(
                row.getLong("id"),
                row.getString("raw_position"),
                row.getString("sender"),
                row.getString("topic"),
                row.getString("reason"),
                row.getString("detail"),
                row.getInt("bytes"),
                Timestamps.fromDatabase(row, "received_at"),
                Timestamps.fromDatabase(row, "refused_at"),
                LetterState.valueOf(row.getString("state")),
                Timestamps.fromNullable(row, "state_at"),
                nullable(row, "state_by"),
                nullable(row, "state_why"),
                nullable(row, "replay_of"),
                nullable(row, "replayed_as"),
                row.getBoolean("queued"),
                nullable(row, "trouble"));
    }

    private static @Nullable String nullable(ResultSet row, String column) throws SQLException {
        return row.getString(column);
    }
}
