package vn.trangtien.city.alarm;

import static vn.trangtien.platform.database.Timestamps.fromDatabase;
import static vn.trangtien.platform.database.Timestamps.fromNullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.trangtien.city.alarm.core.Text;

/** A row of {@code city.alarm}. */
record AlarmRow(
        UUID id,
        String source,
        String gateway,
        String rule,
        String phase,
        int level,
        int peakLevel,
        double value,
        Instant valueAt,
        double peakValue,
        boolean simulated,
        Instant raisedAt,
        Instant changedAt,
        @Nullable Instant returnedAt,
        @Nullable Instant closedAt,
        @Nullable Instant acknowledgedAt,
        @Nullable String acknowledgedBy,
        @Nullable String acknowledgement,
        AlarmView.@Nullable Case aCase,
        @Nullable Text message) {

    static AlarmRow of(ResultSet row, int number) throws SQLException {
        return new AlarmRow(
                row.getObject("id", UUID.class),
                row.getString("source"),
                row.getString("gateway"),
                row.getString("rule"),
                row.getString("phase"),
                row.getInt("level"),
                row.getInt("peak_level"),
                row.getDouble("value"),
                fromDatabase(row, "value_at"),
                row.getDouble("peak_value"),
                row.getBoolean("simulated"),
                fromDatabase(row, "raised_at"),
                fromDatabase(row, "changed_at"),
                fromNullable(row, "returned_at"),
                fromNullable(row, "closed_at"),
                fromNullable(row, "acknowledged_at"),
                row.getString("acknowledged_by"),
                row.getString("acknowledgement"),
                aCase(row),
                message(row));
    }

    TrackerKey key() {
        return new TrackerKey(source, rule);
    }

    /** The level that names the alarm: the one that stands, or the highest one after the condition has gone. */
    int namingLevel() {
        return Math.max(1, level > 0 ? level : peakLevel);
    }

    private static @Nullable Text message(ResultSet row) throws SQLException {
        String vi = row.getString("message_vi");
        String en = row.getString("message_en");
        return vi == null || en == null ? null : new Text(vi, en);
    }

    private static AlarmView.@Nullable Case aCase(ResultSet row) throws SQLException {
        String number = row.getString("case_number");
        return number == null
                ? null
                : new AlarmView.Case(
                        number,
                        row.getString("case_state"),
                        row.getString("case_unit"),
                        row.getObject("case_due", LocalDate.class),
                        row.getString("case_link"));
    }
}
