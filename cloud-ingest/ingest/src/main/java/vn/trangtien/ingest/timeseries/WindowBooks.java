package vn.trangtien.ingest.timeseries;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The list of what is to be made, as the one who makes it keeps it. Every method joins the caller's transaction. */
@Repository
class WindowBooks {

    /** Any number will do that nobody else takes. */
    private static final long LOCK = 7_316_540_021L;

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    WindowBooks(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    static Tier tier(String label) {
        return Arrays.stream(Tier.values())
                .filter(tier -> tier.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no tier '" + label + "'"));
    }

    /**
     * Whether the caller is the one, until the end of its transaction. Two at once could leave the older result of the two.
     */
    boolean claim() {
        return jdbc.sql("select pg_try_advisory_xact_lock(?)")
                .param(LOCK)
                .query(Boolean.class)
                .single();
    }

    /** Moves what was marked to the list: minutes are due a while after their end, late values at once. */
    void collect(Duration settling) {
        jdbc.sql("with taken as (delete from ingest.series_mark returning from_at, to_at, account, gateway)"
                        + " insert into ingest.series_window (tier, from_at, to_at, account, gateway, due_at)"
                        + " select distinct '1m', from_at, to_at, account, gateway,"
                        + " to_at + make_interval(secs => :settling) from taken on conflict do nothing")
                .param("settling", settling.toMillis() / 1000.0)
                .update();
    }

    /** Those of one tier that are due, oldest first. */
    List<Window> due(Tier tier, Instant now, int most) {
        return jdbc.sql(
                        "select from_at, to_at, account, gateway from ingest.series_window"
                                + " where tier = :tier and due_at <= :now order by from_at, to_at, account, gateway limit :most")
                .param("tier", tier.label())
                .param("now", DirtyWindows.utc(now))
                .param("most", most)
                .query((row, number) -> new Window(
                        tier,
                        new Span(
                                row.getObject(1, OffsetDateTime.class).toInstant(),
                                row.getObject(2, OffsetDateTime.class).toInstant()),
                        new Scope(row.getString(3), row.getString(4))))
                .list();
    }

    void add(Collection<Window> windows, Duration settling) {
        batches.batchUpdate(
                "insert into ingest.series_window (tier, from_at, to_at, account, gateway, due_at)"
                        + " values (?, ?, ?, ?, ?, ?) on conflict do nothing",
                windows,
                500,
                (statement, window) -> {
                    statement.setString(1, window.tier().label());
                    statement.setObject(2, DirtyWindows.utc(window.span().from()));
                    statement.setObject(3, DirtyWindows.utc(window.span().to()));
                    statement.setString(4, window.scope().account());
                    statement.setString(5, window.scope().gateway());
                    statement.setObject(6, DirtyWindows.utc(window.span().to().plus(settling)));
                });
    }

    void strike(Collection<Window> windows) {
        batches.batchUpdate(
                "delete from ingest.series_window where tier = ? and from_at = ? and to_at = ? and account = ? and gateway = ?",
                windows,
                500,
                (statement, window) -> {
                    statement.setString(1, window.tier().label());
                    statement.setObject(2, DirtyWindows.utc(window.span().from()));
                    statement.setObject(3, DirtyWindows.utc(window.span().to()));
                    statement.setString(4, window.scope().account());
                    statement.setString(5, window.scope().gateway());
                });
    }

    /** Whether that store's older values were marked before. */
    boolean knows(String store) {
        return jdbc.sql("select count(*) from ingest.series_store where name = ?")
                        .param(store)
                        .query(Long.class)
                        .single()
                > 0;
    }

    void remember(String store, Instant now) {
        jdbc.sql("insert into ingest.series_store (name, begun_at) values (?, ?) on conflict do nothing")
                .params(store, DirtyWindows.utc(now))
                .update();
    }

    /** What waits although it is due. */
    record Waiting(long windows, Optional<Instant> since) {}

    Waiting waiting(Instant now) {
        return jdbc.sql("select count(*), min(due_at) from ingest.series_window where due_at <= ?")
                .param(DirtyWindows.utc(now))
                .query((row, number) -> new Waiting(
                        row.getLong(1),
                        Optional.ofNullable(row.getObject(2, OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant)))
                .single();
    }
}
