package vn.trangtien.ingest.fleet;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import vn.trangtien.events.CityTopics;
import vn.trangtien.events.FleetAlarm;
import vn.trangtien.ingest.fleet.Alarm.Finding;
import vn.trangtien.ingest.fleet.Alarm.Kind;
import vn.trangtien.ingest.registry.GatewayId;
import vn.trangtien.platform.database.Timestamps;
import vn.trangtien.platform.outbox.Outbox;

/** Alarms about gateways: each is raised once and cleared once, and the city is told of both. */
@Repository
public class Alarms {

    private static final String SELECT = "select a.*, g.name from ingest.fleet_alarm a"
            + " join ingest.gateway g on g.account = a.account and g.gateway = a.gateway";

    private final JdbcClient jdbc;
    private final Outbox outbox;
    private final Clock clock;

    public Alarms(JdbcClient jdbc, Outbox outbox, Clock clock) {
        this.jdbc = jdbc;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Open ones first, then newest first. */
    public List<Alarm> list(boolean openOnly, @Nullable String kind, int limit) {
        return jdbc.sql(SELECT + " where (a.cleared_at is null or not :open) and (:kind = '' or a.kind = :kind)"
                        + " order by a.cleared_at is not null, a.raised_at desc, a.id desc limit :limit")
                .param("open", openOnly)
                .param("kind", kind == null ? "" : kind)
                .param("limit", limit)
                .query((row, n) -> alarm(row))
                .list();
    }

    /** Those of one gateway that are open. */
    public List<Alarm> of(GatewayId gateway) {
        return jdbc.sql(SELECT + " where a.account = ? and a.gateway = ? and a.cleared_at is null order by a.id")
                .params(gateway.account(), gateway.gateway())
                .query((row, n) -> alarm(row))
                .list();
    }

    private static Alarm alarm(ResultSet row) throws SQLException {
        return new Alarm(
                row.getLong("id"),
                row.getString("account"),
                row.getString("gateway"),
                row.getString("name"),
                Kind.valueOf(row.getString("kind")),
                row.getString("severity"),
                row.getString("detail"),
                row.getString("detail_en"),
                Timestamps.fromDatabase(row, "raised_at"),
                Timestamps.fromNullable(row, "cleared_at"));
    }

    private record Open(
            long id, String account, String gateway, Kind kind, String severity, String detail, String detailEn) {

        String key() {
            return key(account, gateway, kind);
        }

        static String key(String account, String gateway, Kind kind) {
            return account + "/" + gateway + "/" + kind;
        }
    }

    /**
     * Looks, and makes what is open equal to what was found; the city is told again only of another severity.
     *
     * @param look made while nobody else settles: with findings from before, what another instance has raised or cleared since
     *     would be taken back
     */
    @Transactional
    void settle(Supplier<List<Finding>> look) {
        lock();
        List<Finding> findings = look.get();
        Map<String, Open> open = new HashMap<>();
        jdbc.sql(
                        "select id, account, gateway, kind, severity, detail, detail_en from ingest.fleet_alarm where cleared_at is null")
                .query(Open.class)
                .list()
                .forEach(alarm -> open.put(alarm.key(), alarm));
        for (Finding finding : findings) {
            Open known = open.remove(
                    Open.key(finding.gateway().account(), finding.gateway().gateway(), finding.kind()));
            if (known == null) {
                raise(finding);
            } else if (!known.severity().equals(finding.severity())) {
                change(known, finding);
                tell(known.id(), finding, FleetAlarm.State.RAISED, clock.instant());
            } else if (!(known.detail().equals(finding.detail())
                    && known.detailEn().equals(finding.detailEn()))) {
                change(known, finding);
            }
        }
        open.values().forEach(this::clear);
    }

    /** Raises one alarm at once, unless it is open. In a transaction of its own: it may follow the commit of another. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    void found(Finding finding) {
        lock();
        if (open(finding.gateway(), finding.kind()).isEmpty()) {
            raise(finding);
        }
    }

    /** Clears one alarm at once, if it is open. In a transaction of its own: it may follow the commit of another. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    void over(GatewayId gateway, Kind kind) {
        lock();
        open(gateway, kind).ifPresent(this::clear);
    }

    private Optional<Open> open(GatewayId gateway, Kind kind) {
        return jdbc.sql("select id, account, gateway, kind, severity, detail, detail_en from ingest.fleet_alarm"
                        + " where cleared_at is null and account = ? and gateway = ? and kind = ?")
                .params(gateway.account(), gateway.gateway(), kind.name())
                .query(Open.class)
                .optional();
    }

    private void lock() {
        jdbc.sql("lock table ingest.fleet_alarm in share row exclusive mode").update();
    }

    private void raise(Finding finding) {
        Instant now = clock.instant();
        long id = jdbc.sql(
                        "insert into ingest.fleet_alarm (account, gateway, kind, severity, detail, detail_en, raised_at)"
                                + " values (?, ?, ?, ?, ?, ?, ?) returning id")
                .params(
                        finding.gateway().account(),
                        finding.gateway().gateway(),
                        finding.kind().name(),
                        finding.severity(),
                        finding.detail(),
                        finding.detailEn(),
                        Timestamps.toDatabase(now))
                .query(Long.class)
                .single();
        tell(id, finding, FleetAlarm.State.RAISED, now);
    }

    private void change(Open known, Finding finding) {
        jdbc.sql("update ingest.fleet_alarm set severity = ?, detail = ?, detail_en = ? where id = ?")
                .params(finding.severity(), finding.detail(), finding.detailEn(), known.id())
                .update();
    }

    private void clear(Open alarm) {
        Instant now = clock.instant();
        jdbc.sql("update ingest.fleet_alarm set cleared_at = ? where id = ?")
                .params(Timestamps.toDatabase(now), alarm.id())
                .update();
        var gateway = new GatewayId(alarm.account(), alarm.gateway());
        tell(
                alarm.id(),
                new Finding(gateway, alarm.kind(), alarm.severity(), alarm.detail(), alarm.detailEn()),
                FleetAlarm.State.CLEARED,
                now);
    }

    private void tell(long id, Finding finding, FleetAlarm.State state, Instant at) {
        outbox.publish(
                CityTopics.FLEET_ALARM,
                finding.gateway().key(),
                new FleetAlarm(
                        Long.toString(id),
                        finding.gateway().account(),
                        finding.gateway().gateway(),
                        finding.kind().name(),
                        state,
                        finding.severity(),
                        at,
                        finding.detail(),
                        finding.detailEn()));
    }
}
