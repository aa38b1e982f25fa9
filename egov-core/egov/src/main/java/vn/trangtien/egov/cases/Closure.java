package vn.trangtien.egov.cases;

import java.time.Instant;

/** How a case ended. */
record Closure(String closedBy, String result, Instant at) {}
