package vn.trangtien.egov.cases;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import vn.trangtien.platform.calendar.DueDate;
import vn.trangtien.platform.calendar.WorkCalendar;
import vn.trangtien.platform.cases.CaseRequest;
import vn.trangtien.platform.numbering.Numbering;
import vn.trangtien.platform.organisation.Organisation;
import vn.trangtien.platform.organisation.Unit;

/** Opens cases: finds who is responsible, reckons the due date, takes a number, all in one transaction. */
@Component
class CaseOpening {

    /** The case, and whether this request opened it or an earlier one with the same key. */
    record Opened(Case file, boolean isNew) {}

    private static final String BOOK = "case";

    private final Cases cases;
    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final Organisation organisation;
    private final WorkCalendar calendar;
    private final Numbering numbering;
    private final Clock clock;

    CaseOpening(
            Cases cases,
            JdbcClient jdbc,
            TransactionOperations transactions,
            Organisation organisation,
            WorkCalendar calendar,
            Numbering numbering,
            Clock clock) {
        this.cases = cases;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.organisation = organisation;
        this.calendar = calendar;
        this.numbering = numbering;
        this.clock = clock;
    }

    /** Opens the case, or gives the one that was opened for the same key. The request must be without fault. */
    Opened open(CaseRequest request) {
        Brief brief = CaseRequests.brief(request);
        return Objects.requireNonNull(transactions.execute(status -> {
            // Two requests with one key must not both find nothing and take a number each.
            jdbc.sql("select pg_advisory_xact_lock(hashtext('egov.case_file'), hashtext(?))")
                    .param(brief.idempotencyKey())
                    .query((row, n) -> n)
                    .single();
            Optional<Case> present = cases.findByKey(brief.idempotencyKey());
            return present.map(file -> new Opened(file, false))
                    .orElseGet(() -> new Opened(openNew(brief, request), true));
        }));
    }

    private Case openNew(Brief brief, CaseRequest request) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        LocalDate today = LocalDate.now(clock);
        Unit unit = organisation.responsible(request.unitCode().strip(), today).orElseThrow();
        DueDate due = calendar.dueDate(LocalDateTime.ofInstant(now, clock.getZone()), request.workingDays());
        String number = numbering
                .issue(BOOK, unit.code(), unit.abbreviation(), today.getYear())
                .text();
        Case opened = Case.open(number, brief, ResponsibleUnit.of(unit), Deadline.of(due), now);
        cases.add(opened);
        return opened;
    }
}
