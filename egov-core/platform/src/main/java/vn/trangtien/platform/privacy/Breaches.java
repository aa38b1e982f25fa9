package vn.trangtien.platform.privacy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import vn.trangtien.platform.audit.AuditLog;
import vn.trangtien.platform.database.DatabaseAutoConfiguration;
import vn.trangtien.platform.database.Timestamps;
import vn.trangtien.platform.privacy.PrivacyRules.BreachDeadline;

/** Breaches of personal data and the time there is to report them. Thread-safe. */
public final class Breaches {

    /**
     * One breach.
     *
     * @param dueAt last moment for the report, by the rule on the day it was found
     * @param subjects people concerned, as far as is known
     */
    public record Breach(
            long id,
            Instant foundAt,
            Instant dueAt,
            String rule,
            String description,
            long subjects,
            String recordedBy,
            Optional<Report> report) {}

    /** That the authority was told. */
    public record Report(Instant at, String by, String reference) {}

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final AuditLog audit;
    private final PrivacyRules rules;
    private final Clock clock;

    Breaches(JdbcClient jdbc, TransactionOperations transactions, AuditLog audit, PrivacyRules rules, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.audit = audit;
        this.rules = rules;
        this.clock = clock;
    }

    /**
     * @param foundAt when it was noticed, not when it happened; not in the future
     * @return the breach with its deadline
     */
    public Breach record(Instant foundAt, String description, long subjects, String by) {
        if (foundAt.isAfter(clock.instant()) || subjects < 0) {
            throw new IllegalArgumentException(
                    "a breach must have been found by now (%s) and concern 0 people or more, but was found at %s and concerns %d"
                            .formatted(clock.instant(), foundAt, subjects));
        }
        BreachDeadline rule = rules.breachDeadline(LocalDate.ofInstant(foundAt, DatabaseAutoConfiguration.ZONE));
        return Objects.requireNonNull(transactions.execute(status -> {
            Long id = jdbc.sql("""
                            insert into platform.privacy_breach (found_at, due_at, rule, description, subjects, recorded_by)
                            values (?, ?, ?, ?, ?, ?) returning id""")
                    .params(
                            Timestamps.toDatabase(foundAt),
                            Timestamps.toDatabase(foundAt.plus(rule.deadline())),
                            rule.law(),
                            description,
                            subjects,
                            by)
                    .query(Long.class)
                    .single();
            audit.append(by, "privacy.breach-recorded", "breach:" + id, Map.of("subjects", Long.toString(subjects)));
            return find(Objects.requireNonNull(id)).orElseThrow();
        }));
    }

    /**
     * Writes down that the authority was told.
     *
     * @param reference of the letter
     * @throws IllegalArgumentException if there is no such breach, or it was reported already
     */
    public Breach report(long id, String reference, String by) {
        return Objects.requireNonNull(transactions.execute(status -> {
            int changed = jdbc.sql("""
                            update platform.privacy_breach set reported_at = ?, reported_by = ?, reference = ?
                            where id = ? and reported_at is null""")
                    .params(Timestamps.toDatabase(clock.instant()), by, reference, id)
                    .update();
            if (changed == 0) {
                throw new IllegalArgumentException("breach %d must exist and not be reported yet".formatted(id));
            }
            audit.append(by, "privacy.breach-reported", "breach:" + id, Map.of("reference", reference));
            return find(id).orElseThrow();
        }));
    }

    public Optional<Breach> find(long id) {
        return jdbc.sql("select * from platform.privacy_breach where id = ?")
                .param(id)
                .query((row, n) -> breach(row))
                .optional();
    }

    /** What must still be reported, the most urgent first; those with {@code dueAt} in the past are late. */
    public List<Breach> open() {
        return jdbc.sql("select * from platform.privacy_breach where reported_at is null order by due_at")
                .query((row, n) -> breach(row))
                .list();
    }

    private static Breach breach(ResultSet row) throws SQLException {
        @Nullable Instant reportedAt = Timestamps.fromNullable(row, "reported_at");
        return new Breach(
                row.getLong("id"),
                Timestamps.fromDatabase(row, "found_at"),
                Timestamps.fromDatabase(row, "due_at"),
                row.getString("rule"),
                row.getString("description"),
                row.getLong("subjects"),
                row.getString("recorded_by"),
                reportedAt == null
                        ? Optional.empty()
                        : Optional.of(
                                new Report(reportedAt, row.getString("reported_by"), row.getString("reference"))));
    }
}
