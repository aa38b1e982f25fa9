package vn.trangtien.platform.audit;

import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Recomputes the chain of the audit log and names the first row that does not fit. Needs no Spring context; may run while
 * services write, because it checks up to the head it saw at the start.
 *
 * <p>A chain alone cannot show that its end was cut off together with the head row. Compare
 * {@link AuditVerdict.Intact#lastHash()} with one kept elsewhere for that.
 */
public final class AuditVerifier {

    private static final int PAGE = 1_000;

    private record Head(long seq, String hash) {}

    private final JdbcClient jdbc;

    public AuditVerifier(DataSource dataSource) {
        this(JdbcClient.create(dataSource));
    }

    public AuditVerifier(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public AuditVerdict verify() {
        Optional<Head> stored = jdbc.sql("select seq, hash from platform.audit_head")
                .query(Head.class)
                .optional();
        if (stored.isEmpty()) {
            return new AuditVerdict.Broken(1, "the head of the log is missing");
        }
        Head head = stored.get();
        long expected = 1;
        String before = AuditHash.GENESIS;
        List<AuditEntry> page = page(0, head.seq());
        while (!page.isEmpty()) {
            for (AuditEntry entry : page) {
                Optional<String> fault = fault(entry, expected, before);
                if (fault.isPresent()) {
                    return new AuditVerdict.Broken(Math.min(expected, entry.seq()), fault.get());
                }
                before = entry.hash();
                expected++;
            }
            page = page(expected - 1, head.seq());
        }
        return end(head, expected - 1, before);
    }

    private AuditVerdict end(Head head, long entries, String lastHash) {
        if (entries != head.seq()) {
            return new AuditVerdict.Broken(
                    entries + 1,
                    "row %d is missing; the head says there are %d rows".formatted(entries + 1, head.seq()));
        }
        if (!lastHash.equals(head.hash())) {
            return new AuditVerdict.Broken(entries, "the head of the log holds another hash than the last row");
        }
        return new AuditVerdict.Intact(entries, lastHash);
    }

    private static Optional<String> fault(AuditEntry entry, long expected, String before) {
        if (entry.seq() != expected) {
            return Optional.of("row %d is missing; the next one is %d".formatted(expected, entry.seq()));
        }
        if (!entry.prevHash().equals(before)) {
            return Optional.of("row %d does not follow the row before it".formatted(expected));
        }
        if (!AuditHash.of(entry).equals(entry.hash())) {
            return Optional.of("the content of row %d does not match its hash".formatted(expected));
        }
        return Optional.empty();
    }

    private List<AuditEntry> page(long after, long upTo) {
        return jdbc.sql("select * from platform.audit where seq > ? and seq <= ? order by seq limit ?")
                .params(after, upTo, PAGE)
                .query((row, n) -> AuditLog.entry(row))
                .list();
    }
}
