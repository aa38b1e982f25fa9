package vn.trangtien.ingest.fleet;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;
import vn.trangtien.ingest.registry.GatewayId;
import vn.trangtien.ingest.registry.GatewayQuarantined;
import vn.trangtien.ingest.registry.GatewayReleased;
import vn.trangtien.ingest.supervision.Backoff;
import vn.trangtien.ingest.supervision.Supervised;
import vn.trangtien.ingest.supervision.SupervisedPart;
import vn.trangtien.platform.database.Timestamps;

/** Looks at every gateway now and then, and has alarms raised and cleared. */
@Component
class Patrol extends SupervisedPart {

    private static final Logger LOG = LoggerFactory.getLogger(Patrol.class);
    private static final int PHASE = 330;
    private static final Duration PERIOD = Duration.ofSeconds(20);
    private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));

    private final JdbcClient jdbc;
    private final Settings settings;
    private final Alarms alarms;
    private final Clock clock;

    Patrol(JdbcClient jdbc, Settings settings, Alarms alarms, Clock clock) {
        super("ingest-fleet", PHASE, BACKOFF, clock);
        this.jdbc = jdbc;
        this.settings = settings;
        this.alarms = alarms;
        this.clock = clock;
    }

    @Override
    protected void work(Supervised.Run run) throws Exception {
        while (run.isWanted()) {
            look();
            run.progressed();
            run.pause(PERIOD);
        }
    }

    /** That somebody copied a gateway is told at once, not with the next look. */
    @TransactionalEventListener(fallbackExecution = true)
    void onQuarantined(GatewayQuarantined event) {
        atOnce(event.gateway(), () -> alarms.found(Inspector.quarantined(event.gateway())));
    }

    @TransactionalEventListener(fallbackExecution = true)
    void onReleased(GatewayReleased event) {
        atOnce(event.gateway(), () -> alarms.over(event.gateway(), Alarm.Kind.QUARANTINED));
    }

    private static void atOnce(GatewayId gateway, Runnable deed) {
        try {
            deed.run();
        } catch (RuntimeException e) {
            LOG.warn("gateway={} event=alarm-late reason=\"{}\"; the next look tells it", gateway.key(), e.toString());
        }
    }

    void look() {
        alarms.settle(this::findings);
    }

    private List<Alarm.Finding> findings() {
        Instant now = clock.instant();
        Settings.Today today = settings.today();
        var inspector = new Inspector(today, now);
        List<Alarm.Finding> findings = new ArrayList<>();
        for (Inspector.Signs signs : signs(now.minusSeconds((long) today.general("flapping-window")))) {
            findings.addAll(inspector.inspect(signs));
        }
        return findings;
    }

    private List<Inspector.Signs> signs(Instant flappingSince) {
        return jdbc.sql("""
            select g.account, g.gateway, g.kind, g.state, g.since, l.last_data_at, l.evicted_at,
                l.clock_untrusted_at, coalesce(n.connections, 0) as connections, c.until,
                g.enrolment = 'QUARANTINED' as quarantined,
                coalesce(s.last_ordinal - s.first_ordinal + 1 - s.stored - s.duplicate - s.rejected - s.repeated, 0)
                    as unaccounted,
                case when t.push_state in ('REFUSED', 'ROLLED_BACK') then t.push_detail
                    else f.detail end as failure
            from ingest.gateway g
            left join ingest.vital l on l.account = g.account and l.gateway = g.gateway
            left join ingest.sender_account s on s.account = g.account and s.gateway = g.gateway
            left join ingest.twin t on t.account = g.account and t.gateway = g.gateway
            left join (select account, gateway, count(*) as connections from ingest.connection
                where at > :since group by 1, 2) n on n.account = g.account and n.gateway = g.gateway
            left join (select account, gateway, max(not_after) as until from ingest.certificate
                where revoked_at is null group by 1, 2) c on c.account = g.account and c.gateway = g.gateway
            left join (select distinct on (x.account, x.gateway) x.account, x.gateway,
                    case when x.state = 'FAILED' then x.detail end as detail
                from ingest.rollout_target x join ingest.rollout o on o.id = x.rollout
                where o.kind = 'RELEASE' and x.state in ('FAILED', 'DONE', 'REVERTED')
                order by x.account, x.gateway, x.since desc) f
                on f.account = g.account and f.gateway = g.gateway
            where g.active\
            """)
                .param("since", Timestamps.toDatabase(flappingSince))
                .query((row, n) -> signs(row))
                .list();
    }

    private static Inspector.Signs signs(ResultSet row) throws SQLException {
        return new Inspector.Signs(
                new GatewayId(row.getString("account"), row.getString("gateway")),
                row.getString("kind"),
                row.getString("state").equals("ONLINE"),
                Timestamps.fromDatabase(row, "since"),
                Timestamps.fromNullable(row, "last_data_at"),
                row.getInt("connections"),
                Timestamps.fromNullable(row, "until"),
                row.getBoolean("quarantined"),
                row.getString("failure"),
                Timestamps.fromNullable(row, "evicted_at"),
                Timestamps.fromNullable(row, "clock_untrusted_at"),
                row.getLong("unaccounted"));
    }
}
