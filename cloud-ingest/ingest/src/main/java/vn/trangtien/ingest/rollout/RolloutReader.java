package vn.trangtien.ingest.rollout;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import vn.trangtien.ingest.fleet.FleetFilter;
import vn.trangtien.ingest.rollout.RolloutView.LineView;
import vn.trangtien.ingest.rollout.RolloutView.TargetPage;
import vn.trangtien.ingest.rollout.RolloutView.TargetView;
import vn.trangtien.platform.database.Timestamps;

/** Rollouts for people and programs to look at. */
@Repository
public class RolloutReader {

    private static final int MOST = 500;

    private static final TypeReference<TreeMap<String, Long>> COUNTS = new TypeReference<>() {};
    private static final String SELECT = """
        select o.*, coalesce((select json_object_agg(c.state, c.number)
            from (select x.state, count(*) as number from ingest.rollout_target x where x.rollout = o.id group by 1) c),
            '{}') as counts
        from ingest.rollout o""";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    public RolloutReader(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Newest first, without their templates. */
    public List<RolloutView> all() {
        return jdbc.sql(SELECT + " order by o.id desc limit ?")
                .param(MOST)
                .query((row, n) -> view(row, false))
                .list();
    }

    /** @throws UnknownRollout if there is none */
    public RolloutView get(long id) {
        return jdbc.sql(SELECT + " where o.id = ?")
                .param(id)
                .query((row, n) -> view(row, true))
                .optional()
                .orElseThrow(() -> new UnknownRollout(id));
    }

    /** In the order in which they are touched. */
    public TargetPage targets(long id, @Nullable String state, int page, int size) {
        if (page < 0 || size < 1 || size > MOST) {
            throw new IllegalArgumentException(
                    "page must be 0 or more and size 1 to %d, but were %d and %d".formatted(MOST, page, size));
        }
        String condition = " from ingest.rollout_target where rollout = :id and (:state = '' or state = :state)";
        Map<String, Object> parameters = Map.of("id", id, "state", state == null ? "" : state);
        long total = jdbc.sql("select count(*)" + condition)
                .params(parameters)
                .query(Long.class)
                .single();
        return new TargetPage(
                total,
                page,
                size,
                jdbc.sql("select *" + condition + " order by place limit :size offset :offset")
                        .params(parameters)
                        .param("size", size)
                        .param("offset", (long) page * size)
                        .query((row, n) -> new TargetView(
                                row.getString("account"),
                                row.getString("gateway"),
                                row.getInt("ring"),
                                row.getString("state"),
                                Timestamps.fromDatabase(row, "since"),
                                row.getString("detail")))
                        .list());
    }

    /** Newest first. */
    public List<LineView> history(long id) {
        return jdbc.sql("select * from ingest.rollout_history where rollout = ? order by id desc limit ?")
                .params(id, MOST)
                .query((row, n) -> new LineView(
                        Timestamps.fromDatabase(row, "at"),
                        row.getString("account"),
                        row.getString("gateway"),
                        row.getString("text")))
                .list();
    }

    private RolloutView view(ResultSet row, boolean whole) throws SQLException {
        Map<String, Long> counts = json.readValue(row.getString("counts"), COUNTS);
        long targets = counts.values().stream().mapToLong(Long::longValue).sum();
        Policy policy = json.readValue(row.getString("policy"), RolloutStore.KeptPolicy.class)
                .policy();
        return new RolloutView(
                row.getLong("id"),
                row.getString("name"),
                row.getString("kind"),
                row.getString("mode"),
                whole ? row.getString("template") : null,
                row.getString("release"),
                json.readValue(row.getString("filter"), FleetFilter.class),
                policy.rings(),
                policy.soak().toSeconds(),
                policy.patience().toSeconds(),
                policy.reconnectGrace().toSeconds(),
                policy.healthyShare(),
                row.getString("state"),
                row.getInt("ring"),
                Timestamps.fromDatabase(row, "ring_since"),
                row.getString("reason"),
                row.getString("created_by"),
                Timestamps.fromDatabase(row, "created_at"),
                Timestamps.fromNullable(row, "ended_at"),
                counts,
                targets,
                targets - counts.getOrDefault("PENDING", 0L) - counts.getOrDefault("SKIPPED", 0L),
                counts.getOrDefault("APPLYING", 0L) + counts.getOrDefault("DONE", 0L));
    }
}
