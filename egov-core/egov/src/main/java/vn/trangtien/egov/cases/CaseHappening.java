package vn.trangtien.egov.cases;

import java.time.Instant;
import java.time.LocalDate;

/** What happened to a case, in the words of the office. */
sealed interface CaseHappening {

    Instant at();

    /** The unit got the work. */
    record Opened(String requestedBy, Instant at) implements CaseHappening {}

    /** A list of days off was confirmed, and the last day is another one now. */
    record DeadlineMoved(LocalDate before, LocalDate after, String basis, Instant at) implements CaseHappening {}

    /** The unit did the work and says how it ended. */
    record Closed(String closedBy, String result, boolean late, Instant at) implements CaseHappening {}
}
