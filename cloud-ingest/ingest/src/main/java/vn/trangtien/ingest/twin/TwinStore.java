package vn.trangtien.ingest.twin;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import vn.trangtien.ingest.registry.GatewayId;
import vn.trangtien.ingest.registry.UnknownGateway;
import vn.trangtien.platform.database.Timestamps;

/** The rows of the twins. Joins the caller's transaction. */
@Repository
class TwinStore {

    private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};

    /** A push that is due, with what must be known to send it. */
    record Due(
            GatewayId gateway,
            long version,
            String sha256,
            String yaml,
            @Nullable String baseSha256,
            boolean forced,
            String by,
            int attempts,
            @Nullable Long reportedVersion,
            @Nullable String reportedSha256,
            boolean isOurs) {}

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    TwinStore(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    Twin twin(GatewayId gateway) {
        Optional<Twin> whole = jdbc.sql("""
                        select g.account, g.gateway, t.version, t.sha256, v.set_by, v.set_at, v.comment, v.yaml, t.push_state,
                            t.push_at, t.push_by, t.push_attempts, t.push_detail, t.push_problems, r.config_version,
                            r.config_sha256, r.config_state, r.software, r.received_at
                        from ingest.gateway g
                        left join ingest.twin t on t.account = g.account and t.gateway = g.gateway
                        left join ingest.twin_version v
                            on v.account = t.account and v.gateway = t.gateway and v.version = t.version
                        left join ingest.report r on r.account = g.account and r.gateway = g.gateway
                        where g.account = ? and g.gateway = ?""")
                .params(gateway.account(), gateway.gateway())
                .query((row, n) -> twin(row))
                .optional();
        return whole.orElseThrow(() -> new UnknownGateway(gateway));
    }

    /** The desired version now, locked until the transaction ends; 0 if there is none. */
    long lock(GatewayId gateway) {
        boolean isKnown = jdbc.sql("select 1 from ingest.gateway where account = ? and gateway = ? for update")
                .params(gateway.account(), gateway.gateway())
                .query(Integer.class)
                .optional()
                .isPresent();
        if (!isKnown) {
            throw new UnknownGateway(gateway);
        }
        return jdbc.sql("select coalesce(max(version), 0) from ingest.twin_version where account = ? and gateway = ?")
                .params(gateway.account(), gateway.gateway())
                .query(Long.class)
                .single();
    }

    void add(GatewayId gateway, long version, String sha256, String yaml, String by, String comment) {
        jdbc.sql("insert into ingest.twin_version (account, gateway, version, sha256, yaml, set_by, set_at, comment)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        gateway.account(),
                        gateway.gateway(),
                        version,
                        sha256,
                        yaml,
                        by,
                        Timestamps.toDatabase(clock.instant()),
                        comment)
                .update();
        jdbc.sql("""
                        insert into ingest.twin (account, gateway, version, sha256, base_version, base_sha256)
                        select :account, :gateway, :version, :sha256, r.config_version, r.config_sha256
                        from (values (1)) one left join ingest.report r on r.account = :account and r.gateway = :gateway
                        on conflict (account, gateway) do update set version = excluded.version, sha256 = excluded.sha256,
                            base_version = excluded.base_version, base_sha256 = excluded.base_sha256, push_state = 'NONE',
                            push_forced = false, push_at = null, push_by = '', push_attempts = 0, push_detail = '',
                            push_problems = '[]', not_before = null""")
                .param("account", gateway.account())
                .param("gateway", gateway.gateway())
                .param("version", version)
                .param("sha256", sha256)
                .update();
    }

    /** @return false if nothing is desired */
    boolean startPush(GatewayId gateway, boolean forced, String by) {
        return jdbc.sql(
                                "update ingest.twin set push_state = 'WAITING', push_forced = ?, push_by = ?, push_attempts = 0,"
                                        + " push_detail = '', push_problems = '[]', not_before = null, push_at = ?"
                                        + " where account = ? and gateway = ?")
                        .params(
                                forced,
                                by,
                                Timestamps.toDatabase(clock.instant()),
                                gateway.account(),
                                gateway.gateway())
                        .update()
                == 1;
    }

    void withdraw(GatewayId gateway, String by) {
        jdbc.sql("update ingest.twin set push_state = 'NONE', not_before = null"
                        + " where account = ? and gateway = ? and push_by = ? and push_state = 'WAITING'")
                .params(gateway.account(), gateway.gateway(), by)
                .update();
    }

    /** Of gateways that are there; what a rollout began waits while the rollout is held or after it stopped. */
    List<Due> due(int limit) {
        return jdbc.sql("""
                        select t.account, t.gateway, t.version, t.sha256, v.yaml, t.base_sha256, t.push_forced, t.push_by,
                            t.push_attempts, r.config_version, r.config_sha256,
                            exists (select 1 from ingest.twin_version o where o.account = t.account
                                and o.gateway = t.gateway and o.sha256 = r.config_sha256) as ours
                        from ingest.twin t
                        join ingest.gateway g on g.account = t.account and g.gateway = t.gateway
                        join ingest.twin_version v
                            on v.account = t.account and v.gateway = t.gateway and v.version = t.version
                        left join ingest.report r on r.account = t.account and r.gateway = t.gateway
                        where t.push_state = 'WAITING' and (t.not_before is null or t.not_before <= ?)
                            and g.state = 'ONLINE' and g.active
                            and not exists (select 1 from ingest.rollout o where t.push_by = ? || o.id
                                and o.state in ('PAUSED', 'STOPPED', 'ABORTED'))
                        order by t.not_before nulls first limit ?""")
                .params(Timestamps.toDatabase(clock.instant()), Twins.ROLLOUT, limit)
                .query((row, n) -> new Due(
                        new GatewayId(row.getString("account"), row.getString("gateway")),
                        row.getLong("version"),
                        row.getString("sha256"),
                        row.getString("yaml"),
                        row.getString("base_sha256"),
                        row.getBoolean("push_forced"),
                        row.getString("push_by"),
                        row.getInt("push_attempts"),
                        row.getObject("config_version", Long.class),
                        row.getString("config_sha256"),
                        row.getBoolean("ours")))
                .list();
    }

    /** Takes a due push for this instance. @return false if somebody else has it, or another version is wanted by now */
    boolean take(Due due) {
        return jdbc.sql("update ingest.twin set push_state = 'SENT', push_attempts = push_attempts + 1, push_at = ?"
                                + " where account = ? and gateway = ? and version = ? and push_state = 'WAITING'")
                        .params(
                                Timestamps.toDatabase(clock.instant()),
                                due.gateway().account(),
                                due.gateway().gateway(),
                                due.version())
                        .update()
                == 1;
    }

    /** The outcome of one attempt, unless another version is wanted by now. */
    void settle(
            GatewayId gateway,
            long version,
            Twin.State state,
            String detail,
            List<String> problems,
            @Nullable Instant notBefore) {
        jdbc.sql("update ingest.twin set push_state = :state, push_detail = :detail, push_problems = :problems::jsonb,"
                        + " not_before = :later where account = :account and gateway = :gateway and version = :version"
                        + " and push_state in ('WAITING', 'SENT')")
                .param("state", state.name())
                .param("detail", detail.replace('\u0000', '\ufffd'))
                .param("problems", json.writeValueAsString(problems).replace("\\u0000", "?"))
                .param("later", notBefore == null ? null : Timestamps.toDatabase(notBefore))
                .param("account", gateway.account())
                .param("gateway", gateway.gateway())
                .param("version", version)
                .update();
    }

    /** The gateway came: what waits for it is tried at once. */
    void tryNow(GatewayId gateway) {
        jdbc.sql("update ingest.twin set not_before = null"
                        + " where account = ? and gateway = ? and push_state = 'WAITING'")
                .params(gateway.account(), gateway.gateway())
                .update();
    }

    /**
     * Holds reports against what is desired. A gateway that goes back reports what it had before, which does not tell from which
     * change it went back; but its reports come in order, so it counts only after it told that it tries what is desired.
     */
    void reconcile(Instant sentBefore, Instant acceptedBefore) {
        // A gateway that went back to what is desired by now runs it as well; only what it still tries may change
        // again.
        jdbc.sql("update ingest.twin t set push_state = 'APPLIED', push_detail = '', push_problems = '[]'"
                        + " from ingest.report r where r.account = t.account and r.gateway = t.gateway"
                        + " and t.push_state not in ('NONE', 'APPLIED') and r.config_sha256 = t.sha256"
                        + " and coalesce(r.config_state, 'applied') <> 'confirming'")
                .update();
        jdbc.sql(
                        "update ingest.twin t set push_state = 'ROLLED_BACK', push_detail = case when r.config_state = 'rolled-back'"
                                + " then 'gateway đã quay lại cấu hình cũ vì không tới được đám mây / the gateway went back, because it could not reach the cloud with it'"
                                + " else 'gateway vẫn chạy cấu hình khác / the gateway runs another configuration all the same' end"
                                + " from ingest.report r where r.account = t.account and r.gateway = t.gateway"
                                + " and t.push_state = 'ACCEPTED' and r.config_sha256 <> t.sha256"
                                + " and ((r.config_state = 'rolled-back' and exists (select 1 from ingest.report_history h"
                                + " where h.account = t.account and h.gateway = t.gateway and h.received_at >= t.push_at"
                                + " and h.received_at <= r.received_at and h.texts ->> 'config.sha256' = t.sha256"
                                + " and h.texts ->> 'config.state' = 'confirming'))"
                                + " or (r.config_state in ('applied', 'rolled-back') and t.push_at < :accepted"
                                + " and r.received_at > :accepted))")
                .param("accepted", Timestamps.toDatabase(acceptedBefore))
                .update();
        jdbc.sql("update ingest.twin set push_state = 'WAITING', not_before = null"
                        + " where push_state = 'SENT' and push_at < ?")
                .param(Timestamps.toDatabase(sentBefore))
                .update();
        // Also what was under way when somebody ended the rollout, and came back without an answer since.
        jdbc.sql("update ingest.twin t set push_state = 'NONE', not_before = null, push_detail = ''"
                        + " from ingest.rollout o where t.push_state = 'WAITING' and t.push_by = ? || o.id"
                        + " and o.state = 'ABORTED'")
                .param(Twins.ROLLOUT)
                .update();
    }

    List<Twin.Headline> versions(GatewayId gateway) {
        return jdbc.sql("select * from ingest.twin_version where account = ? and gateway = ? order by version desc")
                .params(gateway.account(), gateway.gateway())
                .query((row, n) -> desired(row).headline())
                .list();
    }

    Optional<Twin.Desired> version(GatewayId gateway, long version) {
        return jdbc.sql("select * from ingest.twin_version where account = ? and gateway = ? and version = ?")
                .params(gateway.account(), gateway.gateway(), version)
                .query((row, n) -> desired(row))
                .optional();
    }

    private static Twin.Desired desired(ResultSet row) throws SQLException {
        return new Twin.Desired(
                row.getLong("version"),
                row.getString("sha256"),
                row.getString("set_by"),
                Timestamps.fromDatabase(row, "set_at"),
                row.getString("comment"),
                row.getString("yaml"));
    }

    private Twin twin(ResultSet row) throws SQLException {
        Instant reportedAt = Timestamps.fromNullable(row, "received_at");
        Twin.Reported reported = reportedAt == null
                ? null
                : new Twin.Reported(
                        row.getObject("config_version", Long.class),
                        row.getString("config_sha256"),
                        row.getString("config_state"),
                        row.getString("software"),
                        reportedAt);
        String wanted = row.getString("sha256");
        String has = reported == null ? null : reported.sha256();
        boolean isWanted = wanted != null;
        return new Twin(
                row.getString("account"),
                row.getString("gateway"),
                isWanted && has != null && !has.equals(wanted),
                isWanted ? desired(row) : null,
                reported,
                isWanted ? push(row) : Twin.Push.NONE);
    }

    private Twin.Push push(ResultSet row) throws SQLException {
        return new Twin.Push(
                Twin.State.valueOf(row.getString("push_state")),
                Timestamps.fromNullable(row, "push_at"),
                row.getString("push_by"),
                row.getInt("push_attempts"),
                row.getString("push_detail"),
                json.readValue(row.getString("push_problems"), TEXTS));
    }
}
