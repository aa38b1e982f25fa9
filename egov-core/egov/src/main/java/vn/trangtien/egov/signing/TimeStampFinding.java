package vn.trangtien.egov.signing;

import java.time.Instant;
import java.util.List;

/**
 * A time stamp, of one signature or of the whole file.
 *
 * @param kind in the words of ETSI: SIGNATURE_TIMESTAMP, DOCUMENT_TIMESTAMP, …
 * @param by common name of the time stamper
 * @param intact whether it is about these bytes and its own signature is good
 */
public record TimeStampFinding(
        String kind, Instant at, String by, boolean intact, Outcome outcome, List<Reason> reasons) {

    public TimeStampFinding {
        reasons = List.copyOf(reasons);
    }
}
