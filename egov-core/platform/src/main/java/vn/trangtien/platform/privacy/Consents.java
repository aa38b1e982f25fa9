package vn.trangtien.platform.privacy;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import vn.trangtien.platform.audit.AuditLog;
import vn.trangtien.platform.database.Timestamps;

/** What people agreed to and took back. Rows are only added; the newest decides. Thread-safe. */
public final class Consents {

    /**
     * One decision.
     *
     * @param given false if it was taken back
     * @param how for instance the form and the channel
     * @param textVersion of what the person was shown
     */
    public record Consent(
            String purpose, boolean given, Instant at, String recordedBy, String how, String textVersion) {}

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final AuditLog audit;
    private final Clock clock;

    Consents(JdbcClient jdbc, TransactionOperations transactions, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
    }

    /** @param by who entered it; the subject's own account or an official's */
    public void give(SubjectId subject, String purpose, String how, String textVersion, String by) {
        write(subject, purpose, true, how, textVersion, by);
    }

    /** As easy as giving, and at any time. */
    public void withdraw(SubjectId subject, String purpose, String how, String by) {
        write(subject, purpose, false, how, "", by);
    }

    public boolean isGiven(SubjectId subject, String purpose) {
        return jdbc.sql("""
                        select given from platform.privacy_consent where subject = ? and purpose = ?
                        order by id desc limit 1""")
                .params(subject.value(), purpose)
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    /** Every decision, oldest first. */
    public List<Consent> of(SubjectId subject) {
        return jdbc.sql("select * from platform.privacy_consent where subject = ? order by id")
                .param(subject.value())
                .query((row, n) -> new Consent(
                        row.getString("purpose"),
                        row.getBoolean("given"),
                        Timestamps.fromDatabase(row, "at"),
                        row.getString("recorded_by"),
                        row.getString("how"),
                        row.getString("text_version")))
                .list();
    }

    private void write(SubjectId subject, String purpose, boolean given, String how, String textVersion, String by) {
        transactions.executeWithoutResult(status -> {
            jdbc.sql("""
                            insert into platform.privacy_consent (subject, purpose, given, at, recorded_by, how, text_version)
                            values (?, ?, ?, ?, ?, ?, ?)""")
                    .params(
                            subject.value(),
                            purpose,
                            given,
                            Timestamps.toDatabase(clock.instant()),
                            by,
                            how,
                            textVersion)
                    .update();
            audit.append(
                    by,
                    given ? "privacy.consent-given" : "privacy.consent-withdrawn",
                    subject.value(),
                    Map.of("purpose", purpose, "how", how));
        });
    }
}
