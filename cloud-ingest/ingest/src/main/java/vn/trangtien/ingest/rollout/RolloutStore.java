package vn.trangtien.ingest.rollout;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;
import vn.trangtien.ingest.registry.GatewayId;
import vn.trangtien.platform.database.Timestamps;

/** Rollouts at work, in the database. Joins the caller's transaction. */
@Repository
class RolloutStore {

    /** The policy as it is kept. */
    record KeptPolicy(List<Integer> rings, long soak, long patience, long grace, double share) {

        static KeptPolicy of(Policy policy) {
            return new KeptPolicy(
                    policy.rings(),
                    policy.soak().toSeconds(),
                    policy.patience().toSeconds(),
                    policy.reconnectGrace().toSeconds(),
                    policy.healthyShare());
        }

        Policy policy() {
            return new Policy(
                    rings, Duration.ofSeconds(soak), Duration.ofSeconds(patience), Duration.ofSeconds(grace), share);
        }
    }

    /** What is to be brought. */
    record Cargo(
            long id, String mode, String template, @Nullable String release) {

        boolean isRelease() {
            return mode.equals("RELEASE");
        }
    }

    /** A rollout with what must be known to go on. */
    record AtWork(Cargo cargo, Rollout rollout, Map<GatewayId, Health> health) {}

    private static final int CHUNK = 500;

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final JsonMapper json;

    RolloutStore(JdbcClient jdbc, JdbcTemplate batches, JsonMapper json) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.json = json;
    }

    List<Long> atWork() {
        return jdbc.sql("select id from ingest.rollout where state in ('RUNNING', 'PAUSED', 'ROLLING_BACK') order by"
                        + " id")
                .query(Long.class)
                .list();
    }

    /** Loads and locks it until the transaction ends; empty if there is none, or somebody else works on it. */
    Optional<AtWork> lock(long id, boolean wait) {
        return jdbc.sql("select * from ingest.rollout where id = ? for update" + (wait ? "" : " skip locked"))
                .param(id)
                .query((row, n) -> {
                    var cargo =
                            new Cargo(id, row.getString("mode"), row.getString("template"), row.getString("release"));
                    Map<GatewayId, Health> health = new HashMap<>();
                    List<Target> targets = targets(cargo, health);
                    var rollout = new Rollout(
                            json.readValue(row.getString("policy"), KeptPolicy.class)
                                    .policy(),
                            targets,
                            Rollout.Stage.valueOf(row.getString("state")),
                            row.getInt("ring"),
                            Timestamps.fromDatabase(row, "ring_since"),
                            Timestamps.fromNullable(row, "settled_at"),
                            row.getString("reason"),
                            row.getInt("forgiven"));
                    return new AtWork(cargo, rollout, health);
                })
                .optional();
    }

    private List<Target> targets(Cargo cargo, Map<GatewayId, Health> health) {
        return jdbc.sql("""
            select x.*, g.state as presence, g.since as presence_since, r.config_sha256, r.config_state, r.software,
                t.sha256 as twin_sha256, t.push_state, t.push_detail, b.sha256 as before_sha256
            from ingest.rollout_target x
            join ingest.gateway g on g.account = x.account and g.gateway = x.gateway
            left join ingest.report r on r.account = x.account and r.gateway = x.gateway
            left join ingest.twin t on t.account = x.account and t.gateway = x.gateway
            left join ingest.twin_version b on b.account = x.account and b.gateway = x.gateway
                and b.version::text = x.before
            where x.rollout = ? order by x.place\
            """)
                .param(cargo.id())
                .query((row, n) -> {
                    var gateway = new GatewayId(row.getString("account"), row.getString("gateway"));
                    health.put(gateway, cargo.isRelease() ? releaseHealth(row) : configurationHealth(row));
                    return new Target(
                            gateway,
                            row.getInt("ring"),
                            Target.State.valueOf(row.getString("state")),
                            Timestamps.fromDatabase(row, "since"),
                            row.getString("detail"));
                })
                .list();
    }

    private static Health releaseHealth(ResultSet row) throws SQLException {
        String software = row.getString("software");
        return new Health(
                awaySince(row),
                row.getString("wanted").equals(software),
                row.getString("before").equals(software),
                Optional.ofNullable(row.getString("failure")));
    }

    private static Health configurationHealth(ResultSet row) throws SQLException {
        String wanted = row.getString("wanted");
        String runs = row.getString("config_sha256");
        boolean isSettled = !"confirming".equals(row.getString("config_state"));
        boolean isStillDesired = wanted.equals(row.getString("twin_sha256"));
        String push = row.getString("push_state");
        boolean hasFailed =
                isStillDesired && ("REFUSED".equals(push) || "ROLLED_BACK".equals(push) || "CONFLICT".equals(push));
        Optional<String> failure = hasFailed
                ? Optional.of(push + ": " + row.getString("push_detail"))
                : Optional.ofNullable(row.getString("failure"));
        return new Health(
                awaySince(row),
                isSettled && wanted.equals(runs),
                isSettled && runs != null && runs.equals(row.getString("before_sha256")),
                failure);
    }

    private static Optional<Instant> awaySince(ResultSet row) throws SQLException {
        return row.getString("presence").equals("ONLINE")
                ? Optional.empty()
                : Optional.of(Timestamps.fromDatabase(row, "presence_since"));
    }

    long add(
            String name,
            String kind,
            String mode,
            String template,
            @Nullable String release,
            Object filter,
            Policy policy,
            Rollout rollout,
            String actor,
            Instant now) {
        long id = jdbc.sql(
                        "insert into ingest.rollout (name, kind, mode, template, release, filter, policy, state, ring,"
                                + " ring_since, created_by, created_at) values (:name, :kind, :mode, :template, :release,"
                                + " :filter::jsonb, :policy::jsonb, :state, 0, :now, :by, :now) returning id")
                .param("name", name)
                .param("kind", kind)
                .param("mode", mode)
                .param("template", template)
                .param("release", release)
                .param("filter", json.writeValueAsString(filter))
                .param("policy", json.writeValueAsString(KeptPolicy.of(policy)))
                .param("state", rollout.stage().name())
                .param("by", actor)
                .param("now", Timestamps.toDatabase(now))
                .query(Long.class)
                .single();
        List<Target> targets = rollout.targets();
        int[] place = {0};
        batches.batchUpdate(
                "insert into ingest.rollout_target (rollout, account, gateway, place, ring, state, since, detail)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)",
                targets,
                CHUNK,
                (statement, target) -> {
                    statement.setLong(1, id);
                    statement.setString(2, target.gateway().account());
                    statement.setString(3, target.gateway().gateway());
                    statement.setInt(4, place[0]++);
                    statement.setInt(5, target.ring());
                    statement.setString(6, target.state().name());
                    statement.setObject(7, Timestamps.toDatabase(target.since()));
                    statement.setString(8, target.detail());
                });
        return id;
    }

    /** What became of the rollout since it was locked. */
    void save(long id, Rollout rollout, Instant now) {
        Instant settled = rollout.settledAt();
        jdbc.sql("update ingest.rollout set state = :state, ring = :ring, ring_since = :since, settled_at = :settled,"
                        + " reason = :reason, forgiven = :forgiven,"
                        + " ended_at = case when :over then coalesce(ended_at, :now) end where id = :id")
                .param("state", rollout.stage().name())
                .param("ring", rollout.ring())
                .param("since", Timestamps.toDatabase(rollout.ringSince()))
                .param(
                        "settled",
                        settled == null ? null : Timestamps.toDatabase(settled),
                        java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
                .param("reason", rollout.reason())
                .param("forgiven", rollout.forgiven())
                .param("over", rollout.stage().isOver())
                .param("now", Timestamps.toDatabase(now))
                .param("id", id)
                .update();
        batches.batchUpdate(
                "update ingest.rollout_target set state = ?, since = ?, detail = ?"
                        + " where rollout = ? and account = ? and gateway = ?",
                rollout.takeChanged(),
                CHUNK,
                (statement, target) -> {
                    statement.setString(1, target.state().name());
                    statement.setObject(2, Timestamps.toDatabase(target.since()));
                    statement.setString(3, target.detail().replace('\u0000', '\ufffd'));
                    statement.setLong(4, id);
                    statement.setString(5, target.gateway().account());
                    statement.setString(6, target.gateway().gateway());
                });
        batches.batchUpdate(
                "insert into ingest.rollout_history (rollout, at, account, gateway, text) values (?, ?, ?, ?, ?)",
                rollout.takeHistory(),
                CHUNK,
                (statement, line) -> {
                    statement.setLong(1, id);
                    statement.setObject(2, Timestamps.toDatabase(now));
                    statement.setString(
                            3, line.gateway().map(GatewayId::account).orElse(null));
                    statement.setString(
                            4, line.gateway().map(GatewayId::gateway).orElse(null));
                    statement.setString(5, line.text().replace('\u0000', '\ufffd'));
                });
    }

    /** What a gateway had and what it gets. */
    void given(long id, GatewayId gateway, String before, String wanted) {
        jdbc.sql(
                        "update ingest.rollout_target set before = ?, wanted = ?, failure = null, asked_at = null, ask_after = null"
                                + " where rollout = ? and account = ? and gateway = ?")
                .params(before, wanted, id, gateway.account(), gateway.gateway())
                .update();
    }

    /** As {@link #given} was told. */
    record Given(String before, String wanted) {}

    Given given(long id, GatewayId gateway) {
        return jdbc.sql("select before, wanted from ingest.rollout_target"
                        + " where rollout = ? and account = ? and gateway = ?")
                .params(id, gateway.account(), gateway.gateway())
                .query(Given.class)
                .single();
    }

    void failed(long id, GatewayId gateway, String why) {
        jdbc.sql("update ingest.rollout_target set failure = ? where rollout = ? and account = ? and gateway = ?")
                .params(why.replace('\u0000', '\ufffd'), id, gateway.account(), gateway.gateway())
                .update();
    }

    /** A gateway that waits to be asked to install something. */
    record Unasked(
            long rollout,
            GatewayId gateway,
            boolean back,
            @Nullable String release,
            String before) {}

    List<Unasked> unasked(int limit, Instant now) {
        return jdbc.sql("""
            select x.rollout, x.account, x.gateway, x.state = 'REVERTING' as back, o.release, x.before
            from ingest.rollout_target x
            join ingest.rollout o on o.id = x.rollout
            join ingest.gateway g on g.account = x.account and g.gateway = x.gateway
            where o.mode = 'RELEASE' and o.state in ('RUNNING', 'ROLLING_BACK') and x.asked_at is null
                and x.failure is null and g.state = 'ONLINE' and (x.ask_after is null or x.ask_after <= ?)
                and x.state = case when o.state = 'RUNNING' then 'APPLYING' else 'REVERTING' end
            limit ?\
            """)
                .params(Timestamps.toDatabase(now), limit)
                .query((row, n) -> new Unasked(
                        row.getLong("rollout"),
                        new GatewayId(row.getString("account"), row.getString("gateway")),
                        row.getBoolean("back"),
                        row.getString("release"),
                        row.getString("before")))
                .list();
    }

    /** @return false if somebody else has asked */
    boolean ask(Unasked unasked, Instant now) {
        return jdbc.sql("update ingest.rollout_target set asked_at = ?"
                                + " where rollout = ? and account = ? and gateway = ? and asked_at is null")
                        .params(
                                Timestamps.toDatabase(now),
                                unasked.rollout(),
                                unasked.gateway().account(),
                                unasked.gateway().gateway())
                        .update()
                == 1;
    }

    /** It was not answered: it is asked again. */
    void askAgain(long id, GatewayId gateway) {
        jdbc.sql("update ingest.rollout_target set asked_at = null where rollout = ? and account = ? and gateway = ?")
                .params(id, gateway.account(), gateway.gateway())
                .update();
    }

    /** It obeys nobody yet: it is asked again, but not before then. */
    void askLater(long id, GatewayId gateway, Instant then, String why) {
        jdbc.sql("update ingest.rollout_target set asked_at = null, ask_after = ?, detail = ?"
                        + " where rollout = ? and account = ? and gateway = ?")
                .params(
                        Timestamps.toDatabase(then),
                        why.replace('\u0000', '\ufffd'),
                        id,
                        gateway.account(),
                        gateway.gateway())
                .update();
    }

    /** A gateway tells that an installation failed. */
    void failedBy(GatewayId gateway, long job, String why) {
        jdbc.sql("update ingest.rollout_target set failure = ? where rollout = ? and account = ? and gateway = ?"
                        + " and state in ('APPLYING', 'DONE')")
                .params(why.replace('\u0000', '\ufffd'), job, gateway.account(), gateway.gateway())
                .update();
    }
}
