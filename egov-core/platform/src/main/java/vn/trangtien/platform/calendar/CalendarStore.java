package vn.trangtien.platform.calendar;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.trangtien.platform.database.Datasets;

/** The rows of {@code platform.calendar_*} and {@code platform.office_hours} as a day book. */
final class CalendarStore {

    /** The data file; see {@code platform/calendar.yaml}. Hours and closures may be left out. */
    record File(
            int version,
            String about,
            LocalTime cutOff,
            @Nullable Boolean cutOffForHours,
            Set<Integer> listedYears,
            List<CalendarDay> days,
            @Nullable List<OfficeHours> hours,
            @Nullable List<Closure> closures)
            implements Datasets.Versioned {

        File {
            if (version < 1) {
                throw new IllegalArgumentException("calendar file: version must be 1 or more, but was " + version);
            }
            given("cutOff", cutOff);
            given("listedYears", listedYears);
            given("days", days);
        }

        private static void given(String key, @Nullable Object value) {
            if (value == null) {
                throw new IllegalArgumentException("calendar file: %s must be given, but is missing".formatted(key));
            }
        }

        boolean appliesCutOffToHours() {
            return cutOffForHours == null || cutOffForHours;
        }

        List<OfficeHours> officeHours() {
            return hours == null ? List.of() : hours;
        }

        DayBook book(HolidayRules rules) {
            return new DayBook(
                    days,
                    listedYears,
                    cutOff,
                    appliesCutOffToHours(),
                    officeHours(),
                    closures == null ? List.of() : closures,
                    rules);
        }
    }

    private record Rule(LocalTime cutOff, boolean cutOffForHours, Set<Integer> listedYears) {}

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
        jdbc.sql("insert into platform.calendar_rule (cut_off, cut_off_for_hours, listed_years) values (?, ?, ?)")
                .params(
                        file.cutOff(),
                        file.appliesCutOffToHours(),
                        file.listedYears().toArray(Integer[]::new))
                .update();
        jdbc.sql("delete from platform.office_hours").update();
        for (int i = 0; i < file.officeHours().size(); i++) {
            insert(i, file.officeHours().get(i));
        }
    }

    private void insert(int id, OfficeHours hours) {
        jdbc.sql("""
                        insert into platform.office_hours (id, unit_code, months, shifts, cut_off, valid_from, valid_to, source)
                        values (?, ?, ?, ?, ?, ?, ?, ?)""")
                .param(id)
                .param(hours.unitCode())
                .param(hours.months().toArray(Integer[]::new))
                .param(hours.shifts().stream()
                        .map(shift -> shift.from() + "-" + shift.to())
                        .toArray(String[]::new))
                .param(hours.cutOff())
                .param(hours.validFrom())
                .param(hours.validTo())
                .param(hours.source())
                .update();
    }

    DayBook load(HolidayRules rules) {
        Rule rule = jdbc.sql("select cut_off, cut_off_for_hours, listed_years from platform.calendar_rule")
                .query((row, n) -> new Rule(
                        row.getObject("cut_off", LocalTime.class),
                        row.getBoolean("cut_off_for_hours"),
                        numbers(row.getArray("listed_years"))))
                .single();
        List<YearList> lists =
                jdbc.sql("""
                        select distinct on (year) id, year, basis, confirmed_by, confirmed_at
                        from platform.calendar_list order by year, id desc""").query((row, n) -> YearList.of(row, this)).list();
        Set<Integer> confirmed = lists.stream().map(YearList::year).collect(Collectors.toSet());
        var days = new ArrayList<CalendarDay>();
        jdbc.sql("select * from platform.calendar_day").query((row, n) -> day(row)).list().stream()
                .filter(day -> !confirmed.contains(day.date().getYear()))
                .forEach(days::add);
        lists.forEach(list -> days.addAll(list.days()));
        var listedYears = new HashSet<>(rule.listedYears());
        listedYears.addAll(confirmed);
        return new DayBook(days, listedYears, rule.cutOff(), rule.cutOffForHours(), hours(), closures(), rules);
    }

    /** Days of a confirmed list. */
    List<CalendarDay> daysOf(long list) {
        return jdbc.sql("select *, true as confirmed from platform.calendar_list_day where list = ? order by day")
                .param(list)
                .query((row, n) -> day(row))
                .list();
    }

    private List<OfficeHours> hours() {
        return jdbc.sql("select * from platform.office_hours order by id")
                .query((row, n) -> new OfficeHours(
                        row.getString("unit_code"),
                        numbers(row.getArray("months")),
                        Arrays.stream((String[]) row.getArray("shifts").getArray())
                                .map(CalendarStore::shift)
                                .toList(),
                        row.getObject("cut_off", LocalTime.class),
                        row.getObject("valid_from", LocalDate.class),
                        row.getObject("valid_to", LocalDate.class),
                        row.getString("source")))
                .list();
    }

    private List<Closure> closures() {
        return jdbc.sql("""
                        select * from platform.calendar_closure c
                        where not exists (select from platform.calendar_closure_end e where e.closure = c.id)
                        order by first_day, id""").query((row, n) -> Closures.closure(row)).list();
    }

    private static Shift shift(String text) {
        int dash = text.indexOf('-');
        return new Shift(LocalTime.parse(text.substring(0, dash)), LocalTime.parse(text.substring(dash + 1)));
    }

    private static Set<Integer> numbers(Array array) throws SQLException {
        return Set.of((Integer[]) array.getArray());
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

    /** Whether a confirmed list is in force for the year, and which. */
    Optional<YearList> newest(int year) {
        return history(year).stream().findFirst();
    }

    /** All lists that were confirmed for the year, the newest first. */
    List<YearList> history(int year) {
        return jdbc.sql("select * from platform.calendar_list where year = ? order by id desc")
                .param(year)
                .query((row, n) -> YearList.of(row, this))
                .list();
    }

    /** Writes a list and gives its number. */
    long add(int year, String basis, String actor, OffsetDateTime at, List<CalendarDay> days) {
        Long id = jdbc.sql("""
                        insert into platform.calendar_list (year, basis, confirmed_by, confirmed_at)
                        values (?, ?, ?, ?) returning id""").params(year, basis, actor, at).query(Long.class).single();
        for (CalendarDay day : days) {
            jdbc.sql("""
                            insert into platform.calendar_list_day (list, day, kind, name_vi, name_en, source)
                            values (?, ?, ?, ?, ?, ?)""")
                    .params(id, day.date(), day.kind().name(), day.nameVi(), day.nameEn(), day.source())
                    .update();
        }
        return Objects.requireNonNull(id);
    }
}
