package vn.trangtien.egov.cases;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.trangtien.platform.calendar.WorkCalendar;

/** Reads lists of cases: open ones by due date, closed ones the latest first. */
@Component
class CaseList {

    /** Rows on one page. */
    static final int PAGE = 50;

    private final JdbcClient jdbc;
    private final WorkCalendar calendar;
    private final Clock clock;
    private final int dueSoonWorkingDays;

    CaseList(
            JdbcClient jdbc,
            WorkCalendar calendar,
            Clock clock,
            @Value("${trangtien.egov.due-soon-working-days}") int dueSoonWorkingDays) {
        this.jdbc = jdbc;
        this.calendar = calendar;
        this.clock = clock;
        this.dueSoonWorkingDays = dueSoonWorkingDays;
    }

    /** @param page from 0 */
    List<Case> find(CaseFilter filter, Collection<String> unitCodes, int page) {
        return query("select *", filter, unitCodes, """
                        order by state desc, case when state = 'OPEN' then due_date end, closed_at desc, opened_at, number
                        limit %d offset %d""".formatted(PAGE, (long) page * PAGE))
                .query(CaseRow::map)
                .list();
    }

    /** How many cases each filter would show. */
    Map<CaseFilter, Long> counts(Collection<String> unitCodes) {
        var counts = new EnumMap<CaseFilter, Long>(CaseFilter.class);
        for (CaseFilter filter : CaseFilter.values()) {
            counts.put(
                    filter,
                    query("select count(*)", filter, unitCodes, "")
                            .query(Long.class)
                            .single());
        }
        return counts;
    }

    Urgency urgency(Case file) {
        if (file.state() == CaseState.CLOSED) {
            return Urgency.DONE;
        }
        LocalDate due = file.deadline().date();
        if (due.isBefore(today())) {
            return Urgency.OVERDUE;
        }
        return due.isAfter(soon()) ? Urgency.ON_TIME : Urgency.DUE_SOON;
    }

    /** Working days left until the last day; negative when it has passed. */
    int daysLeft(Case file) {
        return calendar.workingDaysLeft(today(), file.deadline().date());
    }

    private JdbcClient.StatementSpec query(String select, CaseFilter filter, Collection<String> unitCodes, String end) {
        return jdbc.sql(select + " from egov.case_file where unit_code = any(:units) and " + filter.condition() + " "
                        + end)
                .param("units", unitCodes.toArray(String[]::new))
                .param("today", today())
                .param("soon", soon());
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }

    private LocalDate soon() {
        return calendar.plusWorkingDays(today(), dueSoonWorkingDays);
    }
}
