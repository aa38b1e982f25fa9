package vn.trangtien.city.alarm;

import static vn.trangtien.platform.database.Timestamps.fromDatabase;
import static vn.trangtien.platform.database.Timestamps.toDatabase;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads alarms. */
@Repository
class AlarmReader {

    /** More open alarms than anybody could read; beyond this the list is cut. */
    private static final int MOST_OPEN = 500;

    private static final int MOST_ENDED = 30;

    private final JdbcClient jdbc;

    AlarmReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<AlarmRow> find(UUID id) {
        return jdbc.sql("select * from city.alarm where id = :id")
                .param("id", id)
                .query(AlarmRow::of)
                .optional();
    }

    /** The same, and nobody else changes it until the transaction ends. */
    Optional<AlarmRow> lock(UUID id) {
        return jdbc.sql("select * from city.alarm where id = :id for update")
                .param("id", id)
                .query(AlarmRow::of)
                .optional();
    }

    List<AlarmRow> open() {
        return jdbc.sql("select * from city.alarm where closed_at is null order by raised_at desc limit " + MOST_OPEN)
                .query(AlarmRow::of)
                .list();
    }

    List<AlarmRow> endedSince(Instant since) {
        return jdbc.sql("""
                        select * from city.alarm
                        where closed_at is not null and (closed_at >= :since or case_state = 'OPEN')
                        order by closed_at desc limit\s""" + MOST_ENDED)
                .param("since", toDatabase(since))
                .query(AlarmRow::of)
                .list();
    }

    List<AlarmView.Line> history(UUID id) {
        return jdbc.sql("select * from city.alarm_history where alarm = :id order by line")
                .param("id", id)
                .query((row, number) -> new AlarmView.Line(
                        fromDatabase(row, "at"),
                        row.getString("kind"),
                        row.getObject("level", Integer.class),
                        row.getObject("value", Double.class),
                        row.getString("actor"),
                        row.getString("note")))
                .list();
    }

    /** How many instruments have ever spoken through each gateway. */
    Map<String, Integer> instrumentsByGateway() {
        var counts = new HashMap<String, Integer>();
        jdbc.sql("select gateway, count(*)::int as n from city.device_seen group by gateway")
                .query(row -> {
                    counts.put(row.getString("gateway"), row.getInt("n"));
                });
        return counts;
    }
}
