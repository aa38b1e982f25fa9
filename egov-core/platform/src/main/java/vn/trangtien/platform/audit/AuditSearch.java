package vn.trangtien.platform.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.trangtien.platform.audit.proof.Anchor;
import vn.trangtien.platform.audit.proof.EntryProof;
import vn.trangtien.platform.audit.proof.InclusionProof;
import vn.trangtien.platform.database.Timestamps;

/** Looks into the log: by who, what, to what and when, and one entry with its proof. Thread-safe. */
public final class AuditSearch {

    /**
     * What is looked for; an empty text asks for nothing.
     *
     * @param actor exactly
     * @param action exactly, or up to a point: {@code case.} finds {@code case.opened}
     * @param subject exactly, or its beginning up to a colon: {@code case:}
     * @param from first moment
     * @param before first moment after
     */
    public record Filter(
            String actor, String action, String subject, Optional<Instant> from, Optional<Instant> before) {

        /** Everything. */
        public static final Filter ALL = new Filter("", "", "", Optional.empty(), Optional.empty());
    }

    /** Entries on one page. */
    public static final int PAGE = 50;

    private static final String COLUMNS = "seq, at, service, actor, action, subject, detail, prev_hash, hash";

    private final JdbcClient jdbc;
    private final DataSource dataSource;

    AuditSearch(JdbcClient jdbc, DataSource dataSource) {
        this.jdbc = jdbc;
        this.dataSource = dataSource;
    }

    /**
     * At most {@value #PAGE} and one entries, the newest first; one more than a page says that there are older ones.
     *
     * @param beforeSeq only entries with a smaller number; {@link Long#MAX_VALUE} for the newest
     */
    public List<AuditEntry> find(Filter filter, long beforeSeq) {
        var conditions = new ArrayList<String>(List.of("seq < :before_seq"));
        Map<String, Object> values = new HashMap<>(Map.of("before_seq", beforeSeq));
        exactly(conditions, values, "actor", filter.actor());
        beginning(conditions, values, "action", filter.action(), '.');
        beginning(conditions, values, "subject", filter.subject(), ':');
        filter.from().ifPresent(from -> {
            conditions.add("at >= :from");
            values.put("from", Timestamps.toDatabase(from));
        });
        filter.before().ifPresent(before -> {
            conditions.add("at < :before");
            values.put("before", Timestamps.toDatabase(before));
        });
        return jdbc.sql("select %s from platform.audit where %s order by seq desc limit %d"
                        .formatted(COLUMNS, String.join(" and ", conditions), PAGE + 1))
                .params(values)
                .query((row, n) -> AuditLog.entry(row))
                .list();
    }

    public Optional<AuditEntry> entry(long seq) {
        return jdbc.sql("select %s from platform.audit where seq = ?".formatted(COLUMNS))
                .param(seq)
                .query((row, n) -> AuditLog.entry(row))
                .optional();
    }

    /** The entry under its time-stamped root; empty while no anchor covers it, or if the log no longer fits the anchor. */
    public Optional<EntryProof> proof(AuditEntry entry) {
        return anchorOf(entry.seq()).flatMap(anchor -> {
            List<String> hashes = jdbc.sql("select hash from platform.audit where seq between ? and ? order by seq")
                    .params(anchor.fromSeq(), anchor.toSeq())
                    .query(String.class)
                    .list();
            int place = Math.toIntExact(entry.seq() - anchor.fromSeq());
            if (hashes.size() != anchor.toSeq() - anchor.fromSeq() + 1
                    || !hashes.get(place).equals(entry.hash())) {
                return Optional.empty();
            }
            return Optional.of(EntryProof.of(entry, InclusionProof.of(hashes, place), anchor));
        });
    }

    /** The anchor whose range the entry is in. */
    public Optional<Anchor> anchorOf(long seq) {
        return jdbc.sql(
                        "select * from platform.audit_anchor where to_seq >= ? and from_seq <= ? order by number limit 1")
                .params(seq, seq)
                .query((row, n) -> DatabaseLog.anchor(row))
                .optional();
    }

    /** The newest anchors, newest first. */
    public List<Anchor> newestAnchors(int most) {
        return jdbc.sql("select * from platform.audit_anchor order by number desc limit ?")
                .param(most)
                .query((row, n) -> DatabaseLog.anchor(row))
                .list();
    }

    /**
     * The log as it is now, for an export.
     *
     * @param firstSeq of the entries; anchors come all
     */
    public DatabaseLog open(long firstSeq) throws SQLException {
        Connection connection = dataSource.getConnection();
        try {
            return new DatabaseLog(connection, firstSeq);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private static void exactly(List<String> conditions, Map<String, Object> values, String column, String wanted) {
        if (!wanted.isBlank()) {
            conditions.add(column + " = :" + column);
            values.put(column, wanted.strip());
        }
    }

    /** A text that ends with the separator finds everything below it; a range of texts, so that the index serves. */
    private static void beginning(
            List<String> conditions, Map<String, Object> values, String column, String wanted, char separator) {
        String text = wanted.strip();
        if (text.isEmpty() || text.charAt(text.length() - 1) != separator) {
            exactly(conditions, values, column, wanted);
            return;
        }
        conditions.add("%1$s >= :%1$s and %1$s < :%1$s_end".formatted(column));
        values.put(column, text);
        values.put(column + "_end", text.substring(0, text.length() - 1) + (char) (separator + 1));
    }
}
