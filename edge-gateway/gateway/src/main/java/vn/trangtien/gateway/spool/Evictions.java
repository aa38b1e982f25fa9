package vn.trangtien.gateway.spool;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Which numbers were given up and not yet told to the cloud. A range is taken out when the report that names it was delivered,
 * and stands to be told again if that report itself was given up. Ranges are bounded: of more than {@value #MOST} the oldest are
 * forgotten; the counter of evicted messages stays right.
 */
final class Evictions {

    static final int MOST = 65_536;

    /** By a report whose number is not known yet. */
    private static final long CLAIMED = -1;

    private final Statements sql;

    Evictions(Statements sql) {
        this.sql = sql;
    }

    void record(long seq, EvictedRange.Reason reason) throws SQLException {
        reportGone(seq);
        long first =
                untoldRange("last", seq - 1, reason).map(EvictedRange::first).orElse(seq);
        Optional<EvictedRange> after = untoldRange("first", seq + 1, reason);
        long last = after.map(EvictedRange::last).orElse(seq);
        if (after.isPresent()) {
            sql.update("DELETE FROM eviction WHERE first = ?", after.get().first());
        }
        sql.update(
                "INSERT OR REPLACE INTO eviction (first, last, reason, report) VALUES (?, ?, ?, NULL)",
                first,
                last,
                reason.stored());
    }

    /** @param end {@code first} or {@code last}; both have an index */
    private Optional<EvictedRange> untoldRange(String end, long seq, EvictedRange.Reason reason) throws SQLException {
        return sql.first(
                "SELECT first, last, reason FROM eviction WHERE " + end + " = ? AND reason = ? AND report IS NULL",
                Evictions::range,
                seq,
                reason.stored());
    }

    private static EvictedRange range(ResultSet row) throws SQLException {
        return new EvictedRange(row.getLong(1), row.getLong(2), EvictedRange.Reason.of(row.getInt(3)));
    }

    /** Keeps the list bounded; once in a transaction. */
    void bound() throws SQLException {
        sql.update(
                "DELETE FROM eviction WHERE first IN (SELECT first FROM eviction ORDER BY first LIMIT max(0, (SELECT count(*) FROM eviction) - ?))",
                MOST);
    }

    List<EvictedRange> untold(int most) throws SQLException {
        return sql.list(
                "SELECT first, last, reason FROM eviction WHERE report IS NULL ORDER BY first LIMIT ?",
                Evictions::range,
                most);
    }

    boolean anyUntold() throws SQLException {
        return sql.number("SELECT EXISTS (SELECT 1 FROM eviction WHERE report IS NULL)") == 1;
    }

    boolean anyBeingTold() throws SQLException {
        return sql.number("SELECT EXISTS (SELECT 1 FROM eviction WHERE report IS NOT NULL)") == 1;
    }

    /**
     * The transaction of a report that tells of ranges. They are claimed before the report is stored, lest what gives way for it
     * is joined to them.
     */
    Appender.Also telling(List<EvictedRange> ranges) {
        return new Appender.Also() {
            @Override
            public void before() throws SQLException {
                sql.update(
                        "UPDATE eviction SET report = ? WHERE first IN (SELECT value FROM json_each(?))",
                        CLAIMED,
                        Statements.json(ranges.stream().map(EvictedRange::first).toList()));
            }

            @Override
            public void after(OptionalLong report) throws SQLException {
                sql.update(
                        "UPDATE eviction SET report = ? WHERE report = ?",
                        report.isPresent() ? (Long) report.getAsLong() : null,
                        CLAIMED);
            }
        };
    }

    void told(Collection<Long> reports) throws SQLException {
        sql.update("DELETE FROM eviction WHERE report IN (SELECT value FROM json_each(?))", Statements.json(reports));
    }

    /** A report will not arrive. */
    void reportGone(long report) throws SQLException {
        sql.update("UPDATE eviction SET report = NULL WHERE report = ?", report);
    }
}
