package vn.trangtien.ingest.reports;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.trangtien.ingest.registry.GatewayId;
import vn.trangtien.platform.database.Timestamps;

/** Signs of life that say more than the last message: measurements, connections, a clock that is not trusted. */
@Repository
public class Vitals {

    /** How long reports, events and connections are kept. */
    public static final Duration RETENTION = Duration.ofDays(90);

    /**
     * What one batch tells of one gateway.
     *
     * @param dataAt arrival of its last measurement
     * @param clockUntrustedAt arrival of its last measurement by a clock that is not trusted
     */
    public record Sign(
            GatewayId gateway,
            @Nullable Instant dataAt,
            @Nullable Instant clockUntrustedAt) {

        /** Both signs in one; the later of each counts. */
        public Sign and(Sign other) {
            return new Sign(gateway, later(dataAt, other.dataAt), later(clockUntrustedAt, other.clockUntrustedAt));
        }

        private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
            return one == null || (other != null && other.isAfter(one)) ? other : one;
        }
    }

    private final JdbcTemplate rows;
    private final JdbcClient jdbc;

    public Vitals(JdbcTemplate rows, JdbcClient jdbc) {
        this.rows = rows;
        this.jdbc = jdbc;
    }

    /** @param signs one for each gateway */
    public void keep(Collection<Sign> signs) {
        if (signs.isEmpty()) {
            return;
        }
        rows.update(
                "insert into ingest.vital (account, gateway, last_data_at, clock_untrusted_at)"
                        + " select * from unnest(?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[])"
                        + " on conflict (account, gateway) do update set"
                        + " last_data_at = greatest(vital.last_data_at, excluded.last_data_at),"
                        + " clock_untrusted_at = greatest(vital.clock_untrusted_at, excluded.clock_untrusted_at)",
                column(signs, sign -> sign.gateway().account()),
                column(signs, sign -> sign.gateway().gateway()),
                column(signs, sign -> text(sign.dataAt())),
                column(signs, sign -> text(sign.clockUntrustedAt())));
    }

    private static @Nullable String[] column(Collection<Sign> signs, Function<Sign, @Nullable String> of) {
        return signs.stream().map(of).toArray(String[]::new);
    }

    private static @Nullable String text(@Nullable Instant at) {
        return at == null ? null : at.toString();
    }

    /** A gateway said that it came. */
    public void connected(GatewayId gateway, Instant at) {
        jdbc.sql("insert into ingest.connection (account, gateway, at) values (?, ?, ?) on conflict do nothing")
                .params(gateway.account(), gateway.gateway(), Timestamps.toDatabase(at))
                .update();
    }

    /** Deletes what is older than {@link #RETENTION}. */
    public int forget(Instant now) {
        Instant limit = now.minus(RETENTION);
        return delete("connection", "at", limit)
                + delete("report_history", "received_at", limit)
                + delete("edge_event", "received_at", limit);
    }

    private int delete(String table, String column, Instant limit) {
        return jdbc.sql("delete from ingest." + table + " where " + column + " < ?")
                .param(Timestamps.toDatabase(limit))
                .update();
    }
}
