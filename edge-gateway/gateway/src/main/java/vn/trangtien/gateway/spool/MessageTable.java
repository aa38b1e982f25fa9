package vn.trangtien.gateway.spool;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The rows of undelivered messages. Not thread-safe. */
final class MessageTable {

    private static final String NUMBERED = "seq < " + Tally.FIRST_REPLY;

    /** Every row costs more than its bytes: number, priority, time, index entry. */
    static final int ROW_OVERHEAD = 64;

    private final Statements sql;

    MessageTable(Statements sql) {
        this.sql = sql;
    }

    /**
     * What a row costs.
     *
     * @param size counted against the limit
     */
    record Cost(long seq, long size) {

        static Cost read(ResultSet row) throws SQLException {
            return new Cost(row.getLong(1), row.getLong(2));
        }
    }

    /** A row without its content. */
    record Waiting(long seq, int priority) {}

    /** A message stamped by a clock that was not to be trusted. */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Untrusted(long seq, long size, byte[] payload, long clockBase) {}

    void insert(
            long seq,
            int priority,
            long size,
            long age,
            String topic,
            byte[] payload,
            String boot,
            OptionalLong clockBase)
            throws SQLException {
        @Nullable Long base = clockBase.isPresent() ? clockBase.getAsLong() : null;
        sql.update(
                "INSERT INTO message (seq, priority, size, appended_ms, topic, payload, boot, clock_base) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                seq,
                priority,
                size,
                age,
                topic,
                payload,
                base == null ? null : boot,
                base);
    }

    void delete(long seq) throws SQLException {
        sql.update("DELETE FROM message WHERE seq = ?", seq);
    }

    void delete(Collection<Long> seqs) throws SQLException {
        sql.update("DELETE FROM message WHERE seq IN (SELECT value FROM json_each(?))", Statements.json(seqs));
    }

    /** Those of the numbers that are there. */
    List<Cost> costs(Collection<Long> seqs) throws SQLException {
        return sql.list(
                "SELECT seq, size FROM message WHERE seq IN (SELECT value FROM json_each(?))",
                Cost::read,
                Statements.json(seqs));
    }

    /**
     * The oldest of the least important messages that together free {@code bytes}, or fewer if messages more important than
     * {@code priority} would have to go. Replies are not among them.
     */
    List<Cost> victims(long bytes, int priority) throws SQLException {
        List<Cost> victims = new ArrayList<>();
        long missing = bytes;
        int above = Integer.MAX_VALUE;
        while (missing > 0) {
            Optional<Integer> least = sql.first(
                    "SELECT priority FROM message WHERE priority < ? AND " + NUMBERED
                            + " ORDER BY priority DESC LIMIT 1",
                    row -> row.getInt(1),
                    above);
            if (least.isEmpty() || least.get() < priority) {
                break;
            }
            above = least.get();
            for (Cost cost : sql.list(
                    "SELECT seq, size FROM message WHERE priority = ? AND " + NUMBERED + " ORDER BY seq LIMIT ?",
                    Cost::read,
                    above,
                    missing / ROW_OVERHEAD + 1)) {
                if (missing > 0) {
                    victims.add(cost);
                    missing -= cost.size();
                }
            }
        }
        return victims;
    }

    List<Cost> oldestReplies(int most) throws SQLException {
        return sql.list(
                "SELECT seq, size FROM message WHERE seq >= " + Tally.FIRST_REPLY + " ORDER BY seq LIMIT ?",
                Cost::read,
                most);
    }

    /** The first messages of the spool as long as they are older; ages grow with the numbers. */
    List<Cost> olderThan(long age, int most) throws SQLException {
        return older(NUMBERED, age, most);
    }

    List<Cost> repliesOlderThan(long age, int most) throws SQLException {
        return older("seq >= " + Tally.FIRST_REPLY, age, most);
    }

    private List<Cost> older(String which, long age, int most) throws SQLException {
        record Aged(Cost cost, long age) {}
        return sql
                .list(
                        "SELECT seq, size, appended_ms FROM message WHERE " + which + " ORDER BY seq LIMIT ?",
                        row -> new Aged(Cost.read(row), row.getLong(3)),
                        most)
                .stream()
                .takeWhile(one -> one.age() < age)
                .map(Aged::cost)
                .toList();
    }

    List<Waiting> next(int limit) throws SQLException {
        return sql.list(
                "SELECT seq, priority FROM message ORDER BY priority, seq LIMIT ?",
                row -> new Waiting(row.getLong(1), row.getInt(2)),
                limit);
    }

    List<SpooledMessage> get(Collection<Long> seqs) throws SQLException {
        return sql.list(
                "SELECT seq, priority, topic, payload FROM message WHERE seq IN (SELECT value FROM json_each(?)) ORDER BY priority, seq",
                row -> new SpooledMessage(row.getLong(1), row.getInt(2), row.getString(3), row.getBytes(4)),
                Statements.json(seqs));
    }

    List<Untrusted> untrusted(String boot, int most) throws SQLException {
        return sql.list(
                "SELECT seq, size, payload, clock_base FROM message WHERE clock_base IS NOT NULL AND boot = ? LIMIT ?",
                row -> new Untrusted(row.getLong(1), row.getLong(2), row.getBytes(3), row.getLong(4)),
                boot,
                most);
    }

    void corrected(long seq, long size, byte[] payload) throws SQLException {
        sql.update("UPDATE message SET payload = ?, size = ?, clock_base = NULL WHERE seq = ?", payload, size, seq);
    }
}
