package vn.trangtien.platform.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;
import vn.trangtien.platform.audit.proof.EntryHash;
import vn.trangtien.platform.database.Timestamps;

/**
 * Writes what people and services did, in the caller's transaction: the deed and its entry commit together or not at all.
 * Thread-safe.
 *
 * <p>The head of the chain is one row that stays locked until the transaction ends. So append last and keep the rest of the
 * transaction short. Who has many deeds at once gives them to {@link #appendAll} together.
 */
public final class AuditLog {

    /** As many rows as one statement writes; more would only make it larger. */
    private static final int BATCH = 2_000;

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
     * Adds one entry, with one statement. Characters that the database cannot keep (a zero, half of a pair) are replaced by
     * U+FFFD.
     *
     * @param actor account id or service
     * @param action for instance {@code case.closed}
     * @param subject for instance {@code case:01/2026/VV-SXD}
     * @param detail facts worth keeping; no secrets and no more personal data than the deed itself shows
     * @throws IllegalStateException outside a transaction
     */
    public AuditEntry append(String actor, String action, String subject, Map<String, String> detail) {
        inTransaction(action, subject);
        Instant at = now();
        String who = StorableText.of(actor);
        String what = StorableText.of(action);
        String whom = StorableText.of(subject);
        String json = json(detail);
        return jdbc.sql("select new_seq, prev_hash, new_hash from platform.audit_append(?, ?, ?, ?, ?, ?)")
                .params(Timestamps.toDatabase(at), service, who, what, whom, json)
                .query((row, n) -> new AuditEntry(
                        row.getLong("new_seq"),
                        at,
                        service,
                        who,
                        what,
                        whom,
                        json,
                        row.getString("prev_hash"),
                        row.getString("new_hash")))
                .single();
    }

    /**
     * Adds many entries, in their order, all with the same time.
     *
     * @return the entries; empty for no deeds
     * @throws IllegalStateException outside a transaction
     */
    public List<AuditEntry> appendAll(List<AuditDeed> deeds) {
        if (deeds.isEmpty()) {
            return List.of();
        }
        inTransaction(deeds.get(0).action(), deeds.get(0).subject());
        Head head = jdbc.sql("select seq, hash from platform.audit_head for update")
                .query(Head.class)
                .single();
        List<AuditEntry> entries = chained(head, deeds);
        for (int from = 0; from < entries.size(); from += BATCH) {
            insert(entries.subList(from, Math.min(entries.size(), from + BATCH)));
        }
        return entries;
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

    private List<AuditEntry> chained(Head head, List<AuditDeed> deeds) {
        var hashes = new EntryHash();
        var entries = new ArrayList<AuditEntry>(deeds.size());
        Instant at = now();
        long seq = head.seq();
        String before = head.hash();
        for (AuditDeed deed : deeds) {
            seq++;
            String who = StorableText.of(deed.actor());
            String what = StorableText.of(deed.action());
            String whom = StorableText.of(deed.subject());
            String json = json(deed.detail());
            String hash = hashes.of(before, seq, at, service, who, what, whom, json);
            entries.add(new AuditEntry(seq, at, service, who, what, whom, json, before, hash));
            before = hash;
        }
        return List.copyOf(entries);
    }

    /** Rows and head in one statement; the times of all rows are the same, so they travel once. */
    private void insert(List<AuditEntry> entries) {
        AuditEntry last = entries.get(entries.size() - 1);
        OffsetDateTime at = Timestamps.toDatabase(last.at());
        jdbc.sql("""
                        with moved as (update platform.audit_head set seq = ?, hash = ?)
                        insert into platform.audit (seq, at, service, actor, action, subject, detail, prev_hash, hash)
                        select seq, ?, ?, actor, action, subject, detail, prev_hash, hash
                        from unnest(?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                             as u (seq, actor, action, subject, detail, prev_hash, hash)""")
                .params(
                        last.seq(),
                        last.hash(),
                        at,
                        service,
                        entries.stream().map(AuditEntry::seq).toArray(Long[]::new),
                        column(entries, AuditEntry::actor),
                        column(entries, AuditEntry::action),
                        column(entries, AuditEntry::subject),
                        column(entries, AuditEntry::detail),
                        column(entries, AuditEntry::prevHash),
                        column(entries, AuditEntry::hash))
                .update();
    }

    private static String[] column(List<AuditEntry> entries, Function<AuditEntry, String> field) {
        return entries.stream().map(field).toArray(String[]::new);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static String json(Map<String, String> detail) {
        return StorableText.of(JsonMapper.shared().writeValueAsString(new TreeMap<>(detail)));
    }

    private static void inTransaction(String action, String subject) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException(
                    "audit %s of %s: an entry must be written inside the transaction of the deed"
                            .formatted(action, subject));
        }
    }
}
