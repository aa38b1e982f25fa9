package vn.trangtien.city.alarm;

import static vn.trangtien.platform.database.Timestamps.fromNullable;
import static vn.trangtien.platform.database.Timestamps.toDatabase;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import vn.trangtien.city.alarm.core.Phase;
import vn.trangtien.city.alarm.core.Tracker;

/** What the engine remembers, in {@code city.tracker}. A tracker is locked from reading until the transaction ends. */
@Repository
class TrackerStore {

    private static final TypeReference<TreeMap<Integer, Instant>> TURNING = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    TrackerStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** The tracker, made if it does not exist; whoever else wants it waits for our transaction. */
    Tracker lock(TrackerKey key) {
        jdbc.sql("""
                        insert into city.tracker (source, rule, phase, level, turning)
                        values (:source, :rule, 'NORMAL', 0, '{}') on conflict do nothing""").param("source", key.source()).param("rule", key.rule()).update();
        return jdbc.sql("select * from city.tracker where source = :source and rule = :rule for update")
                .param("source", key.source())
                .param("rule", key.rule())
                .query((row, number) -> tracker(row))
                .single();
    }

    void save(TrackerKey key, Tracker tracker) {
        Instant watermark = tracker.watermark();
        jdbc.sql("""
                        update city.tracker
                        set phase = :phase, level = :level, turning = :turning::jsonb, watermark = :watermark, alarm = :alarm
                        where source = :source and rule = :rule""")
                .param("source", key.source())
                .param("rule", key.rule())
                .param("phase", tracker.phase().name())
                .param("level", tracker.level())
                .param("turning", json.writeValueAsString(tracker.turning()))
                .param("watermark", watermark == null ? null : toDatabase(watermark))
                .param("alarm", tracker.alarm())
                .update();
    }

    /** Sources on which a rule has something standing or about to change; all others may be skipped while all is well. */
    Set<String> restless(String rule) {
        return new HashSet<>(
                jdbc.sql("select source from city.tracker where rule = :rule and (level > 0 or turning <> '{}')")
                        .param("rule", rule)
                        .query(String.class)
                        .list());
    }

    private Tracker tracker(ResultSet row) throws SQLException {
        SortedMap<Integer, Instant> turning = json.readValue(row.getString("turning"), TURNING);
        @Nullable UUID alarm = row.getObject("alarm", UUID.class);
        return Tracker.of(
                Phase.valueOf(row.getString("phase")),
                row.getInt("level"),
                turning,
                fromNullable(row, "watermark"),
                alarm);
    }
}
