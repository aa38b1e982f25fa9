package vn.trangtien.ingest.processing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.trangtien.ingest.processing.SenderTally.Line;
import vn.trangtien.ingest.processing.SenderTally.Sender;
import vn.trangtien.ingest.registry.GatewayId;

/**
 * The account of each gateway. What it received is told by the judging, which numbers the messages of a gateway; what became of them
 * is counted where they are booked, in the same transaction. The two must agree at any moment: what is in flight is in neither.
 * Thread-safe.
 */
@Repository
public class SenderAccounts {

    /**
     * One gateway.
     *
     * @param gateway empty for all senders that are no gateways by their names, of whom only the counts are known
     * @param received messages that were numbered by the judging, up to the last that was booked
     * @param stored messages whose content is kept
     * @param duplicate repetitions of messages that were there before
     * @param rejected by reason
     * @param repeated messages that were judged once more after Kafka had lost its positions, and had been booked before
     * @param gaps numbers that the gateway gave out and that have not arrived, for no known reason
     * @param evicted numbers that will not arrive, because the gateway gave the messages up and said so
     */
    public record SenderAccount(
            Optional<GatewayId> gateway,
            long received,
            long stored,
            long duplicate,
            Map<String, Long> rejected,
            long repeated,
            long gaps,
            long evicted) {

        public SenderAccount {
            rejected = Map.copyOf(rejected);
        }

        /** All that was rejected. */
        public long rejectedInAll() {
            return rejected.values().stream().mapToLong(Long::longValue).sum();
        }

        /** Messages that nobody can account for; negative if more were booked than came. */
        public long difference() {
            return received - stored - duplicate - rejectedInAll() - repeated;
        }
    }

    /**
     * All gateways of one jurisdiction.
     *
     * @param account its name; empty for senders that are no gateways
     * @param gateways that have sent something
     * @param unbalanced gateways whose account does not add up
     */
    public record Jurisdiction(
            String account,
            long gateways,
            long received,
            long stored,
            long duplicate,
            long rejected,
            long repeated,
            long difference,
            long unbalanced,
            long gaps,
            long evicted) {}

    private static final String RECEIVED = "(s.last_ordinal - s.first_ordinal + 1)";
    private static final String DIFFERENCE = "(" + RECEIVED + " - s.stored - s.duplicate - s.rejected - s.repeated)";
    private static final String MISSING =
            " left join (select account, gateway, sum(gaps) as gaps, sum(evicted) as evicted"
                    + " from (select account, gateway, gaps, evicted_missing as evicted from ingest.spool"
                    + " union all select account, gateway, gaps, 0 from ingest.sparkplug_node) numbers group by 1, 2) m"
                    + " on m.account = s.account and m.gateway = s.gateway";

    private final JdbcClient jdbc;
    private final JdbcTemplate rows;

    public SenderAccounts(JdbcClient jdbc, JdbcTemplate rows) {
        this.jdbc = jdbc;
        this.rows = rows;
    }

    /**
     * Books a batch; joins the caller's transaction. A sender whose ordinals begin anew, because the judging has lost what it
     * remembered, is counted on from where its account stands.
     */
    void book(SenderTally tally) {
        List<Map.Entry<Sender, Line>> lines = tally.lines().entrySet().stream().toList();
        if (lines.isEmpty()) {
            return;
        }
        rows.update(
                "insert into ingest.sender_account as s (account, gateway, first_ordinal, last_ordinal, stored, duplicate,"
                        + " rejected, repeated) select * from unnest(?::text[], ?::text[], ?::bigint[], ?::bigint[],"
                        + " ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[])"
                        + " on conflict (account, gateway) do update set first_ordinal = case"
                        + " when excluded.first_ordinal <= s.last_ordinal then excluded.first_ordinal - " + RECEIVED
                        + " else s.first_ordinal end,"
                        + " last_ordinal = excluded.last_ordinal, stored = s.stored + excluded.stored,"
                        + " duplicate = s.duplicate + excluded.duplicate, rejected = s.rejected + excluded.rejected,"
                        + " repeated = s.repeated + excluded.repeated",
                texts(lines, Sender::account),
                texts(lines, Sender::gateway),
                numbers(lines, Line::first),
                numbers(lines, Line::last),
                numbers(lines, Line::stored),
                numbers(lines, Line::duplicate),
                numbers(lines, Line::rejectedInAll),
                numbers(lines, Line::repeated));
        var rejected = new ArrayList<Object[]>();
        lines.forEach(line -> line.getValue()
                .rejected()
                .forEach((reason, messages) -> rejected.add(
                        new Object[] {line.getKey().account(), line.getKey().gateway(), reason, messages})));
        if (!rejected.isEmpty()) {
            rows.batchUpdate(
                    "insert into ingest.sender_rejected as r (account, gateway, reason, messages) values (?, ?, ?, ?)"
                            + " on conflict (account, gateway, reason) do update set messages = r.messages + excluded.messages",
                    rejected);
        }
    }

    private static String[] texts(List<Map.Entry<Sender, Line>> lines, Function<Sender, String> of) {
        return lines.stream().map(line -> of.apply(line.getKey())).toArray(String[]::new);
    }

    private static Long[] numbers(List<Map.Entry<Sender, Line>> lines, Function<Line, Long> of) {
        return lines.stream().map(line -> of.apply(line.getValue())).toArray(Long[]::new);
    }

    /** One gateway; empty if nothing of it was booked yet. */
    public Optional<SenderAccount> find(GatewayId gateway) {
        return list("s.account = ? and s.gateway = ?", "limit 1", gateway.account(), gateway.gateway()).stream()
                .findFirst();
    }

    /**
     * By jurisdiction and name.
     *
     * @param account of one jurisdiction alone
     * @param unbalanced only those that do not add up
     * @param after those behind this gateway
     * @param limit 1 to 1,000
     */
    public List<SenderAccount> list(
            @Nullable String account, boolean unbalanced, @Nullable GatewayId after, int limit) {
        if (limit < 1 || limit > 1_000) {
            throw new IllegalArgumentException("limit must be 1 to 1000, but was " + limit);
        }
        var where = new StringBuilder("true");
        var parameters = new ArrayList<Object>();
        if (account != null) {
            where.append(" and s.account = ?");
            parameters.add(account);
        }
        if (after != null) {
            where.append(" and (s.account, s.gateway) > (?, ?)");
            parameters.add(after.account());
            parameters.add(after.gateway());
        }
        if (unbalanced) {
            where.append(" and ").append(DIFFERENCE).append(" <> 0");
        }
        return list(where.toString(), "limit " + limit, parameters.toArray());
    }

    private List<SenderAccount> list(String where, String limit, Object... parameters) {
        return rows.query(
                "select s.account, s.gateway, " + RECEIVED + " as received, s.stored, s.duplicate, s.repeated,"
                        + " coalesce(m.gaps, 0) as gaps, coalesce(m.evicted, 0) as evicted,"
                        + " (select string_agg(r.reason || '=' || r.messages, ',' order by r.reason)"
                        + " from ingest.sender_rejected r where r.account = s.account and r.gateway = s.gateway) as rejected"
                        + " from ingest.sender_account s" + MISSING + " where " + where
                        + " order by s.account, s.gateway " + limit,
                (row, number) -> new SenderAccount(
                        GatewayId.of(row.getString("account"), row.getString("gateway")),
                        row.getLong("received"),
                        row.getLong("stored"),
                        row.getLong("duplicate"),
                        reasons(row.getString("rejected")),
                        row.getLong("repeated"),
                        row.getLong("gaps"),
                        row.getLong("evicted")),
                parameters);
    }

    private static Map<String, Long> reasons(@Nullable String text) {
        var reasons = new TreeMap<String, Long>();
        if (text != null) {
            for (String each : text.split(",")) {
                int equals = each.indexOf('=');
                reasons.put(each.substring(0, equals), Long.parseLong(each.substring(equals + 1)));
            }
        }
        return reasons;
    }

    /** By name. */
    public List<Jurisdiction> jurisdictions() {
        return jdbc.sql("select s.account, count(*) as gateways, sum(" + RECEIVED + ") as received,"
                        + " sum(s.stored) as stored, sum(s.duplicate) as duplicate, sum(s.rejected) as rejected,"
                        + " sum(s.repeated) as repeated, sum(" + DIFFERENCE + ") as difference,"
                        + " count(*) filter (where " + DIFFERENCE + " <> 0) as unbalanced,"
                        + " coalesce(sum(m.gaps), 0) as gaps, coalesce(sum(m.evicted), 0) as evicted"
                        + " from ingest.sender_account s" + MISSING + " group by s.account order by s.account")
                .query((row, number) -> new Jurisdiction(
                        row.getString("account"),
                        row.getLong("gateways"),
                        row.getLong("received"),
                        row.getLong("stored"),
                        row.getLong("duplicate"),
                        row.getLong("rejected"),
                        row.getLong("repeated"),
                        row.getLong("difference"),
                        row.getLong("unbalanced"),
                        row.getLong("gaps"),
                        row.getLong("evicted")))
                .list();
    }
}
