package vn.trangtien.egov.cases;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.trangtien.platform.calendar.OpenDeadlines;
import vn.trangtien.platform.calendar.WorkCalendar;
import vn.trangtien.platform.calendar.YearList;
import vn.trangtien.platform.database.Timestamps;

/** Reckons the open cases anew that reach into a year whose days off were confirmed. */
@Component
class CaseDeadlines implements OpenDeadlines {

    private final Cases cases;
    private final JdbcClient jdbc;
    private final WorkCalendar calendar;
    private final Clock clock;

    CaseDeadlines(Cases cases, JdbcClient jdbc, WorkCalendar calendar, Clock clock) {
        this.cases = cases;
        this.jdbc = jdbc;
        this.calendar = calendar;
        this.clock = clock;
    }

    @Override
    public String owner() {
        return "egov.cases";
    }

    @Override
    public int reckonAnew(YearList confirmed) {
        int moved = 0;
        for (String number : open(confirmed.year())) {
            LocalDate before = cases.find(number).orElseThrow().deadline().date();
            cases.change(number, file -> {
                LocalDateTime opened = LocalDateTime.ofInstant(file.openedAt(), clock.getZone());
                file.reckonAnew(
                        Deadline.of(calendar.dueDate(opened, file.deadline().workingDays())),
                        confirmed.basis(),
                        clock.instant());
            });
            moved += cases.find(number).orElseThrow().deadline().date().equals(before) ? 0 : 1;
        }
        return moved;
    }

    private List<String> open(int year) {
        return jdbc.sql("""
                        select number from egov.case_file
                        where state = 'OPEN' and opened_at < :end and due_date >= :begin order by number""")
                .param("begin", LocalDate.of(year, 1, 1))
                .param(
                        "end",
                        Timestamps.toDatabase(LocalDate.of(year + 1, 1, 1)
                                .atStartOfDay(clock.getZone())
                                .toInstant()))
                .query(String.class)
                .list();
    }
}
