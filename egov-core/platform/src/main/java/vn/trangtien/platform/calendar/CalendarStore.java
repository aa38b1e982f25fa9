package vn.trangtien.platform.calendar;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.trangtien.platform.database.Datasets;

/** The rows of {@code platform.calendar_day}. */
final class CalendarStore {

    /** The data file; see {@code platform/calendar.yaml}. */
    record File(int version, String about, LocalTime cutOff, Set<Integer> listedYears, List<CalendarDay> days)
            implements Datasets.Versioned {}

    private final JdbcClient jdbc;

    CalendarStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void replace(File file) {
        jdbc.sql("delete from platform.calendar_day").update();
        for (CalendarDay day : file.days()) {
            jdbc.sql("""
                            insert into platform.calendar_day (day, kind, name_vi, name_en, source, confirmed)
                            values (?, ?, ?, ?, ?, ?)""")
                    .params(day.date(), day.kind().name(), day.nameVi(), day.nameEn(), day.source(), day.confirmed())
                    .update();
        }
        jdbc.sql("delete from platform.calendar_rule").update();
        jdbc.sql("insert into platform.calendar_rule (cut_off, listed_years) values (?, ?)")
                .params(file.cutOff(), file.listedYears().toArray(Integer[]::new))
                .update();
    }

    WorkCalendar load() {
        List<CalendarDay> days = jdbc.sql("select * from platform.calendar_day")
                .query((row, n) -> day(row))
                .list();
        return jdbc.sql("select cut_off, listed_years from platform.calendar_rule")
                .query((row, n) -> new WorkCalendar(
                        days,
                        Set.of((Integer[]) row.getArray("listed_years").getArray()),
                        row.getObject("cut_off", LocalTime.class)))
                .single();
    }

    private static CalendarDay day(ResultSet row) throws SQLException {
        return new CalendarDay(
                row.getObject("day", LocalDate.class),
                CalendarDay.Kind.valueOf(row.getString("kind")),
                row.getString("name_vi"),
                row.getString("name_en"),
                row.getString("source"),
                row.getBoolean("confirmed"));
    }
}
