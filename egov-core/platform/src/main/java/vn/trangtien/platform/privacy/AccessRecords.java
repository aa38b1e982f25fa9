package vn.trangtien.platform.privacy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import vn.trangtien.platform.audit.AuditLog;
import vn.trangtien.platform.database.DatabaseAutoConfiguration;
import vn.trangtien.platform.database.Timestamps;
import vn.trangtien.platform.text.VietnameseText;

/**
 * Who read which person's data for what, and whether it may be. The record is written before the data are shown, and the person
 * can read it. Thread-safe.
 */
public final class AccessRecords {

    /** Shorter ones say nothing. */
    public static final int SHORTEST_REASON = 10;

    /** How data were read. */
    public enum Kind {
        /** Shown as usual, masked where the rules say so. */
        READ,
        /** A masked value shown as it is. */
        REVEAL,
        /** Handed out to the person. */
        EXPORT
    }

    /**
     * One look.
     *
     * @param reader account id or service
     * @param basis legal basis of the purpose on that day
     * @param reason as the reader gave it; empty where none is asked for
     */
    public record Access(
            long id,
            Instant at,
            String service,
            Kind kind,
            String reader,
            String subject,
            List<String> fields,
            String purpose,
            String basis,
            String reason) {

        public Access {
            fields = List.copyOf(fields);
        }
    }

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final AuditLog audit;
    private final PrivacyRules rules;
    private final Consents consents;
    private final Clock clock;
    private final String service;

    AccessRecords(
            JdbcClient jdbc,
            TransactionOperations transactions,
            AuditLog audit,
            PrivacyRules rules,
            Consents consents,
            Clock clock,
            String service) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.audit = audit;
        this.rules = rules;
        this.consents = consents;
        this.clock = clock;
        this.service = service;
    }

    /**
     * Records a look at somebody's data.
     *
     * @param fields codes of what is shown
     * @throws PrivacyRefusedException if one of them may not be read for that purpose today
     */
    public void read(String reader, SubjectId subject, Collection<String> fields, String purpose) {
        write(Kind.READ, reader, subject, fields, permit(subject, fields, purpose), "");
    }

    /**
     * Shows one value that is masked otherwise, and records it, in the audit log too. Nothing is shown unless the record was
     * written.
     *
     * @param reason why the reader needs it, {@value #SHORTEST_REASON} characters or more
     * @param value fetches it
     * @throws PrivacyRefusedException if it may not be read for that purpose today, or the reason is too short
     */
    public String reveal(
            String reader, SubjectId subject, String field, String purpose, String reason, Supplier<String> value) {
        String why = VietnameseText.nfc(reason.strip());
        if (why.length() < SHORTEST_REASON) {
            throw new PrivacyRefusedException("reason for %s must have %d characters or more, but was '%s'"
                    .formatted(field, SHORTEST_REASON, why));
        }
        Purpose permitted = permit(subject, List.of(field), purpose);
        return Objects.requireNonNull(transactions.execute(status -> {
            String shown = value.get();
            write(Kind.REVEAL, reader, subject, List.of(field), permitted, why);
            audit.append(
                    reader,
                    "privacy.revealed",
                    subject.value(),
                    java.util.Map.of("field", field, "purpose", purpose, "reason", why));
            return shown;
        }));
    }

    void exported(String reader, SubjectId subject, Collection<String> fields, String purpose) {
        write(Kind.EXPORT, reader, subject, fields, permit(subject, List.of(), purpose), "");
    }

    /** Who looked at somebody's data, newest first. */
    public List<Access> of(SubjectId subject, int most) {
        return jdbc.sql("select * from platform.privacy_access where subject = ? order by id desc limit ?")
                .params(subject.value(), most)
                .query((row, n) -> access(row))
                .list();
    }

    /** Whose data somebody looked at, newest first; to find who looks too much. */
    public List<Access> by(String reader, int most) {
        return jdbc.sql("select * from platform.privacy_access where reader = ? order by id desc limit ?")
                .params(reader, most)
                .query((row, n) -> access(row))
                .list();
    }

    private Purpose permit(SubjectId subject, Collection<String> fields, String code) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), DatabaseAutoConfiguration.ZONE);
        Purpose purpose = rules.purpose(code, today)
                .orElseThrow(() -> new PrivacyRefusedException(
                        "purpose must be one of the privacy file that is valid on %s, but was '%s'"
                                .formatted(today, code)));
        for (String name : fields) {
            DataField field = rules.field(name)
                    .orElseThrow(() -> new PrivacyRefusedException(
                            "field '%s' must be described in the privacy file before it is shown".formatted(name)));
            if (!field.purposes().contains(code)) {
                throw new PrivacyRefusedException("%s may be read for %s, but not for %s"
                        .formatted(name, field.purposes().stream().sorted().collect(Collectors.joining(", ")), code));
            }
        }
        if (purpose.basis() == Purpose.Basis.CONSENT && !consents.isGiven(subject, code)) {
            throw new PrivacyRefusedException(
                    "%s needs the consent of %s, who has not given it or took it back".formatted(code, subject));
        }
        return purpose;
    }

    private void write(
            Kind kind, String reader, SubjectId subject, Collection<String> fields, Purpose purpose, String reason) {
        jdbc.sql("""
                        insert into platform.privacy_access
                               (at, service, kind, reader, subject, fields, purpose, basis, reason)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        Timestamps.toDatabase(clock.instant()),
                        service,
                        kind.name(),
                        reader,
                        subject.value(),
                        fields.toArray(String[]::new),
                        purpose.code(),
                        purpose.legalBasis(),
                        reason)
                .update();
    }

    private static Access access(ResultSet row) throws SQLException {
        return new Access(
                row.getLong("id"),
                Timestamps.fromDatabase(row, "at"),
                row.getString("service"),
                Kind.valueOf(row.getString("kind")),
                row.getString("reader"),
                row.getString("subject"),
                List.of((String[]) row.getArray("fields").getArray()),
                row.getString("purpose"),
                row.getString("basis"),
                row.getString("reason"));
    }
}
