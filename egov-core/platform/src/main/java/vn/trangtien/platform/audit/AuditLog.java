package vn.trangtien.platform.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;
import vn.trangtien.platform.database.Timestamps;

/**
 * Writes what people and services did, in the caller's transaction: the deed and its entry commit together or not at all.
 *
 * <p>The head of the chain is one row that stays locked until the transaction ends. So append last, keep the rest of the
 * transaction short, and do not write here what happens many times a second.
 */
public final class AuditLog {

    private record Head(long seq, String hash) {}

    private final JdbcClient jdbc;
    private final Clock clock;
    private final String service;

    /** @param service name of the writing service, kept in every entry */
    public AuditLog(JdbcClient jdbc, Clock clock, String service) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.service = service;
    }

    /**
     * Adds one entry.
     *
     * @param actor account id or service
     * @param action for instance {@code case.closed}
     * @param subject for instance {@code case:01/2026/VV-SXD}
     * @param detail facts worth keeping; no secrets and no more personal data than the deed itself shows
     * @throws IllegalStateException outside a transaction
     */
    public AuditEntry append(String actor, String action, String subject, Map<String, String> detail) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException(
                    "audit %s of %s: an entry must be written inside the transaction of the deed"
                            .formatted(action, subject));
        }
        Head head = jdbc.sql("select seq, hash from platform.audit_head for update")
                .query(Head.class)
                .single();
        long seq = head.seq() + 1;
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        String json = JsonMapper.shared().writeValueAsString(new TreeMap<>(detail));
        String hash = AuditHash.of(head.hash(), seq, at, service, actor, action, subject, json);
        var entry = new AuditEntry(seq, at, service, actor, action, subject, json, head.hash(), hash);
        jdbc.sql("""
                        insert into platform.audit (seq, at, service, actor, action, subject, detail, prev_hash, hash)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(seq, Timestamps.toDatabase(at), service, actor, action, subject, json, head.hash(), hash)
                .update();
        jdbc.sql("update platform.audit_head set seq = ?, hash = ?")
                .params(seq, hash)
                .update();
        return entry;
    }

    /** What happened to one thing, oldest first. */
    public List<AuditEntry> history(String subject) {
        return jdbc.sql("select * from platform.audit where subject = ? order by seq")
                .param(subject)
                .query((row, n) -> entry(row))
                .list();
    }

    /** The facts of an entry as they were given to {@link #append}. */
    public static Map<String, String> facts(AuditEntry entry) {
        return JsonMapper.shared().readerForMapOf(String.class).readValue(entry.detail());
    }

    static AuditEntry entry(ResultSet row) throws SQLException {
        return new AuditEntry(
                row.getLong("seq"),
                Timestamps.fromDatabase(row, "at"),
                row.getString("service"),
                row.getString("actor"),
                row.getString("action"),
                row.getString("subject"),
                row.getString("detail"),
                row.getString("prev_hash"),
                row.getString("hash"));
    }
}
