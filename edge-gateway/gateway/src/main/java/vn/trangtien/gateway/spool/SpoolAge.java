package vn.trangtien.gateway.spool;

import java.sql.SQLException;

/**
 * The clock by which messages grow old: as the time of day when the spool was made, but it never jumps. While the process runs it
 * follows the monotonic clock; over a restart it moves on by what the time of day moved, and stands still if that went back.
 * So setting the clock by a day neither expires a spool nor keeps it for ever.
 */
final class SpoolAge {

    private final Statements sql;
    private final SpoolClock clock;
    private final long start;
    private final long startedAt;

    SpoolAge(Statements sql, SpoolClock clock) throws SQLException {
        this.sql = sql;
        this.clock = clock;
        long wall = clock.wall().millis();
        this.start = sql.first(
                        "SELECT age_ms, wall_ms FROM spool_time",
                        row -> row.getLong(1) + Math.max(0, wall - row.getLong(2)))
                .orElse(wall);
        this.startedAt = clock.monotonicMillis();
    }

    long now() {
        return start + clock.monotonicMillis() - startedAt;
    }

    /** Notes the pair from which the next process goes on; within a transaction. */
    void save() throws SQLException {
        sql.update(
                "INSERT OR REPLACE INTO spool_time (one, age_ms, wall_ms) VALUES (1, ?, ?)",
                now(),
                clock.wall().millis());
    }
}
