package vn.trangtien.egov.signing;

import java.time.Instant;
import java.util.List;

/**
 * The strict verdict on one file.
 *
 * @param reasons what speaks against the file as a whole; those against one signature stand there
 * @param sha256 of the whole file, in hexadecimal digits; empty if it could not be read
 * @param size in bytes; -1 if it could not be read
 * @param signatures in the order in which they were made
 * @param report the full report of the validation library (XML); empty if it did not come to one. Kept with the document.
 */
public record Verdict(
        Outcome outcome,
        List<Reason> reasons,
        String sha256,
        long size,
        Instant checkedAt,
        List<SignatureFinding> signatures,
        List<TimeStampFinding> timeStamps,
        String report) {

    public Verdict {
        reasons = List.copyOf(reasons);
        signatures = List.copyOf(signatures);
        timeStamps = List.copyOf(timeStamps);
    }

    public boolean isValid() {
        return outcome == Outcome.VALID;
    }

    /** Everything that is not well, the file's reasons first. Empty if all is. */
    public List<Reason> allReasons() {
        var all = new java.util.ArrayList<>(reasons);
        signatures.forEach(signature -> all.addAll(signature.reasons()));
        timeStamps.forEach(stamp -> all.addAll(stamp.reasons()));
        return all.stream()
                .filter(reason -> reason.code().weight() != Outcome.VALID)
                .distinct()
                .toList();
    }
}
