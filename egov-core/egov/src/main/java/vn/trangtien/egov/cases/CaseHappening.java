package vn.trangtien.egov.cases;

import java.time.Instant;

/** What happened to a case, in the words of the office. */
sealed interface CaseHappening {

    Instant at();

    /** The unit got the work. */
    record Opened(String requestedBy, Instant at) implements CaseHappening {}

    /** The unit did the work and says how it ended. */
    record Closed(String closedBy, String result, boolean late, Instant at) implements CaseHappening {}
}
