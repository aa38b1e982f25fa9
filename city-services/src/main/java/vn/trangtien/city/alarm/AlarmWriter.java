package vn.trangtien.city.alarm;

import static vn.trangtien.platform.database.Timestamps.toDatabase;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.trangtien.city.alarm.core.AlarmEvent;
import vn.trangtien.city.alarm.core.Phase;
import vn.trangtien.city.alarm.core.Rule;
import vn.trangtien.city.alarm.core.Text;
import vn.trangtien.city.alarm.core.Tracker;

/** Writes what happened to alarms: the row that the list shows, and the line of its history. */
@Repository
class AlarmWriter {

    private final JdbcClient jdbc;

    AlarmWriter(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Stores one event.
     *
     * @return the name under which it is stored and published
     */
    String write(TrackerKey key, AlarmEvent event, boolean simulated) {
        if (event instanceof AlarmEvent.Raised raised) {
            insert(key, raised, simulated);
            return history(raised.alarm(), raised.at(), "RAISED", raised.level(), raised.value(), null, null);
        }
        if (event instanceof AlarmEvent.Escalated e) {
            return history(e.alarm(), e.at(), "ESCALATED", e.level(), e.value(), null, null);
        }
        if (event instanceof AlarmEvent.Eased e) {
            return history(e.alarm(), e.at(), "EASED", e.level(), e.value(), null, null);
        }
        if (event instanceof AlarmEvent.Recurred e) {
            jdbc.sql("update city.alarm set returned_at = null where id = :id")
                    .param("id", e.alarm())
                    .update();
            return history(e.alarm(), e.at(), "RECURRED", e.level(), e.value(), null, null);
        }
        if (event instanceof AlarmEvent.Returned e) {
            jdbc.sql("update city.alarm set returned_at = :at where id = :id")
                    .param("id", e.alarm())
                    .param("at", toDatabase(e.at()))
                    .update();
            return history(e.alarm(), e.at(), "RETURNED", 0, e.value(), null, null);
        }
        if (event instanceof AlarmEvent.Acknowledged e) {
            jdbc.sql("""
                            update city.alarm
                            set acknowledged_at = :at, acknowledged_by = :by, acknowledgement = :note where id = :id""")
                    .param("id", e.alarm())
                    .param("at", toDatabase(e.at()))
                    .param("by", e.by())
                    .param("note", e.note())
                    .update();
            return history(e.alarm(), e.at(), "ACKNOWLEDGED", e.level(), null, e.by(), e.note());
        }
        jdbc.sql("update city.alarm set closed_at = :at, phase = 'NORMAL', level = 0 where id = :id")
                .param("id", event.alarm())
                .param("at", toDatabase(event.at()))
                .update();
        return history(event.alarm(), event.at(), "CLOSED", null, null, null, null);
    }

    /** Brings phase, level and peak of an open alarm up to its tracker. */
    void reflect(UUID alarm, Tracker tracker) {
        jdbc.sql("""
                        update city.alarm
                        set phase = :phase, level = :level, peak_level = greatest(peak_level, :level)
                        where id = :id and closed_at is null""")
                .param("id", alarm)
                .param("phase", tracker.phase().name())
                .param("level", tracker.level())
                .update();
    }

    /** The newest value of an open alarm. */
    void value(UUID alarm, Rule rule, double value, Instant at) {
        String worse = rule.direction() == vn.trangtien.city.alarm.core.Direction.ABOVE ? "greatest" : "least";
        jdbc.sql("update city.alarm set value = :value, value_at = :at, peak_value = " + worse
                        + "(peak_value, :value) where id = :id and closed_at is null")
                .param("id", alarm)
                .param("value", value)
                .param("at", toDatabase(at))
                .update();
    }

    /** What the reporter says of an open alarm. */
    void message(UUID alarm, Text message) {
        jdbc.sql("update city.alarm set message_vi = :vi, message_en = :en where id = :id and closed_at is null")
                .param("id", alarm)
                .param("vi", message.vi())
                .param("en", message.en())
                .update();
    }

    String history(
            UUID alarm,
            Instant at,
            String kind,
            @Nullable Integer level,
            @Nullable Double value,
            @Nullable String actor,
            @Nullable String note) {
        jdbc.sql("""
                        insert into city.alarm_history (alarm, at, kind, level, value, actor, note)
                        values (:alarm, :at, :kind, :level, :value, :actor, :note)""")
                .param("alarm", alarm)
                .param("at", toDatabase(at))
                .param("kind", kind)
                .param("level", level)
                .param("value", value)
                .param("actor", actor)
                .param("note", note)
                .update();
        jdbc.sql("update city.alarm set changed_at = greatest(changed_at, :at) where id = :id")
                .param("id", alarm)
                .param("at", toDatabase(at))
                .update();
        return kind;
    }

    private void insert(TrackerKey key, AlarmEvent.Raised raised, boolean simulated) {
        jdbc.sql("""
                        insert into city.alarm (id, source, gateway, rule, phase, level, peak_level, value, value_at, peak_value,
                            simulated, raised_at, changed_at)
                        values (:id, :source, :gateway, :rule, :phase, :level, :level, :value, :at, :value, :simulated, :at, :at)""")
                .param("id", raised.alarm())
                .param("source", key.source())
                .param("gateway", key.gateway())
                .param("rule", key.rule())
                .param("phase", Phase.UNACK.name())
                .param("level", raised.level())
                .param("value", raised.value())
                .param("at", toDatabase(raised.at()))
                .param("simulated", simulated)
                .update();
    }
}
