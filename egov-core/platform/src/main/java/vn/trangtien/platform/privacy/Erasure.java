package vn.trangtien.platform.privacy;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;
import vn.trangtien.platform.audit.AuditLog;
import vn.trangtien.platform.database.DatabaseAutoConfiguration;
import vn.trangtien.platform.database.Timestamps;
import vn.trangtien.platform.privacy.PersonalDataHolder.Erased;

/**
 * The end of personal data: when a person asks for it, and when its time is over. What registers must keep stays: number, type, date
 * and digests. Thread-safe.
 */
public final class Erasure {

    /**
     * What a person is told.
     *
     * @param kept one sentence for each thing that a law keeps
     */
    public record Answer(int erased, List<String> kept) {

        public Answer {
            kept = List.copyOf(kept);
        }
    }

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final AuditLog audit;
    private final PrivacyRules rules;
    private final List<PersonalDataHolder> holders;
    private final Clock clock;

    Erasure(
            JdbcClient jdbc,
            TransactionOperations transactions,
            AuditLog audit,
            PrivacyRules rules,
            List<PersonalDataHolder> holders,
            Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.audit = audit;
        this.rules = rules;
        this.holders = List.copyOf(holders);
        this.clock = clock;
    }

    /**
     * Erases what is kept about somebody, as far as the law lets it; all holders or none.
     *
     * @param by who does it, the person or an official
     * @param reason the request
     * @param locale of the answer
     */
    public Answer erase(SubjectId subject, String by, String reason, Locale locale) {
        return Objects.requireNonNull(transactions.execute(status -> {
            int erased = 0;
            var kept = new ArrayList<String>();
            for (PersonalDataHolder holder : holders) {
                for (Erased item : holder.erase(subject, today())) {
                    keep(subject, by, reason, holder, item);
                    if (item.erased()) {
                        erased++;
                    } else {
                        kept.add(rules.keptAnswer(locale, today(), item.law(), item.until(), item.reference()));
                    }
                }
            }
            audit.append(
                    by,
                    "privacy.erased",
                    subject.value(),
                    Map.of(
                            "erased",
                            Integer.toString(erased),
                            "kept",
                            Integer.toString(kept.size()),
                            "reason",
                            reason));
            return new Answer(erased, kept);
        }));
    }

    /**
     * Erases everything whose time is over; for a job that runs every night.
     *
     * @return how many things, by category; only those where there were any
     */
    public Map<String, Integer> sweep() {
        return Objects.requireNonNull(transactions.execute(status -> {
            var swept = new TreeMap<String, Integer>();
            for (RetentionRule rule : rules.retention(today())) {
                LocalDate before = today().minus(rule.period());
                int count = holders.stream()
                        .mapToInt(holder -> holder.eraseClosedBefore(rule.category(), before))
                        .sum();
                if (count > 0) {
                    swept.put(rule.category(), count);
                    audit.append(
                            "system",
                            "privacy.retention-over",
                            "category:" + rule.category(),
                            Map.of("count", Integer.toString(count), "before", before.toString(), "law", rule.law()));
                }
            }
            return swept;
        }));
    }

    private void keep(SubjectId subject, String by, String reason, PersonalDataHolder holder, Erased item) {
        jdbc.sql("""
                        insert into platform.privacy_erasure
                               (at, subject, by, reason, holder, item, erased, law, until, remains)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        Timestamps.toDatabase(clock.instant()),
                        subject.value(),
                        by,
                        reason,
                        holder.name(),
                        item.reference(),
                        item.erased(),
                        item.law(),
                        item.until(),
                        JsonMapper.shared().writeValueAsString(new TreeMap<>(item.remains())))
                .update();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), DatabaseAutoConfiguration.ZONE);
    }
}
