package vn.trangtien.platform.audit;

/** What a check of the whole audit log found. */
public sealed interface AuditVerdict {

    /**
     * Every entry follows from the one before.
     *
     * @param entries how many there are
     * @param lastHash to be written down elsewhere: it proves later that nothing was cut off
     */
    record Intact(long entries, String lastHash) implements AuditVerdict {}

    /**
     * Somebody changed, removed or added rows behind the log's back.
     *
     * @param seq the first row that does not fit
     * @param reason what does not fit, in one sentence
     */
    record Broken(long seq, String reason) implements AuditVerdict {}
}
