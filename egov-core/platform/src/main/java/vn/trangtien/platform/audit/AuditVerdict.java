package vn.trangtien.platform.audit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vn.trangtien.platform.audit.proof.Finding;

/** What a check of an audit log found. */
public sealed interface AuditVerdict {

    Checked checked();

    /**
     * What was looked at.
     *
     * @param firstSeq number of the first entry; more than 1 for a part of a log
     * @param entries how many were read
     * @param lastHash hash of the last one; written down elsewhere, it proves later that nothing was cut off
     * @param anchors how many were read
     * @param anchoredTo last entry that a time stamp vouches for; 0 if there is none
     * @param stampedAt when that was
     * @param authorityTrusted whether the time stamps were held against a trusted certificate
     */
    record Checked(
            long firstSeq,
            long entries,
            String lastHash,
            long anchors,
            long anchoredTo,
            Optional<Instant> stampedAt,
            boolean authorityTrusted) {}

    /** Every entry follows from the one before, and every time stamp holds. */
    record Intact(Checked checked) implements AuditVerdict {}

    /**
     * Somebody changed, removed or added something behind the log's back.
     *
     * @param findings one or more, by the number of the entry
     */
    record Broken(Checked checked, List<Finding> findings) implements AuditVerdict {

        public Broken {
            findings = List.copyOf(findings);
            if (findings.isEmpty()) {
                throw new IllegalArgumentException("a broken log must have findings, but there are none");
            }
        }

        /** The first thing that does not fit. */
        public Finding first() {
            return findings.get(0);
        }
    }
}
