package vn.trangtien.ingest.fleet;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.trangtien.ingest.registry.GatewayId;
import vn.trangtien.platform.database.Timestamps;

/** Reads the fleet, one statement a question. Thread-safe. */
@Repository
public class FleetList {

    /** Whether a gateway reports another configuration than the desired one; over {@code r} and {@code t}. */
    static final String DRIFT = "coalesce(t.sha256 <> r.config_sha256, false)";

    private static final String TABLES = """
             from ingest.gateway g
             left join ingest.report r on r.account = g.account and r.gateway = g.gateway
             left join ingest.twin t on t.account = g.account and t.gateway = g.gateway
            """;

    /** The end of the certificate as the authority knows it; the report may be older. */
    private static final String CERTIFICATE = """
            (select max(c.not_after) from ingest.certificate c
             where c.account = g.account and c.gateway = g.gateway and c.revoked_at is null)""";

    private static final String ALARMS = """
            array(select a.kind from ingest.fleet_alarm a where a.account = g.account and a.gateway = g.gateway
                and a.cleared_at is null order by a.kind)""";

    /** Names that may be sorted by, and how; people expect Vietnamese order, and 2 before 10. */
    private static final Map<String, String> SORTS = Map.of(
            "name", "g.name collate ingest.vietnamese",
            "gateway", "g.gateway collate ingest.vietnamese",
            "lastSeen", "g.last_message_at",
            "state", "g.state",
            "software", "r.software",
            "certificateUntil", CERTIFICATE,
            "spoolDepth", "r.spool_depth");

    private static final int MAX_SIZE = 500;

    /** A part of the list. */
    public record Page(long total, int page, int size, List<FleetItem> items) {

        /** Pages in all, at least one. */
        public long pages() {
            return Math.max(1, (total + size - 1) / size);
        }
    }

    /** A gateway on the map. */
    public record Place(
            String account,
            String gateway,
            String name,
            double lat,
            double lon,
            String state,
            boolean drift,
            int alarms) {}

    /** The fleet in numbers. */
    public record Summary(
            long total,
            long online,
            long offline,
            long missing,
            long neverSeen,
            long drift,
            Map<String, Long> alarms,
            Map<String, Long> software) {}

    private final JdbcClient jdbc;

    public FleetList(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * One page of what the filter finds.
     *
     * @param sort one of the documented names, with {@code -} before it for the other direction
     * @throws IllegalArgumentException if sort, page or size break their rules
     */
    public Page page(FleetFilter filter, String sort, int page, int size) {
        if (page < 0 || size < 1 || size > MAX_SIZE) {
            throw new IllegalArgumentException(
                    "page must be 0 or more and size 1 to %d, but were %d and %d".formatted(MAX_SIZE, page, size));
        }
        boolean descending = sort.startsWith("-");
        String column = SORTS.get(descending ? sort.substring(1) : sort);
        if (column == null) {
            throw new IllegalArgumentException("sort must be one of %s, with - before it for descending, but was '%s'"
                    .formatted(new java.util.TreeSet<>(SORTS.keySet()), sort));
        }
        FleetFilter.Where where = filter.where();
        long total = jdbc.sql("select count(*)" + TABLES + " where " + where.condition())
                .params(where.parameters())
                .query(Long.class)
                .single();
        List<FleetItem> items = jdbc.sql(select() + " where " + where.condition() + " order by " + column
                        + (descending ? " desc nulls last" : " nulls last")
                        + ", g.account, g.gateway collate ingest.vietnamese, g.gateway"
                        + " limit :size offset :offset")
                .params(where.parameters())
                .param("size", size)
                .param("offset", (long) page * size)
                .query((row, n) -> item(row))
                .list();
        return new Page(total, page, size, items);
    }

    public Optional<FleetItem> find(GatewayId gateway) {
        return jdbc.sql(select() + " where g.account = ? and g.gateway = ?")
                .params(gateway.account(), gateway.gateway())
                .query((row, n) -> item(row))
                .optional();
    }

    /** Whom the filter finds, in a fixed order. */
    public List<GatewayId> ids(FleetFilter filter) {
        FleetFilter.Where where = filter.where();
        return jdbc.sql("select g.account, g.gateway" + TABLES + " where g.active and " + where.condition()
                        + " order by g.account, g.gateway")
                .params(where.parameters())
                .query((row, n) -> new GatewayId(row.getString(1), row.getString(2)))
                .list();
    }

    /** Gateways with a position. */
    public List<Place> places() {
        return jdbc.sql("select g.account, g.gateway, g.name, g.lat, g.lon, g.state, " + DRIFT + " as drift,"
                        + " (select count(*) from ingest.fleet_alarm a where a.account = g.account"
                        + " and a.gateway = g.gateway and a.cleared_at is null) as alarms" + TABLES
                        + " where g.lat is not null and g.active order by g.account, g.gateway")
                .query((row, n) -> new Place(
                        row.getString("account"),
                        row.getString("gateway"),
                        row.getString("name"),
                        row.getDouble("lat"),
                        row.getDouble("lon"),
                        row.getString("state"),
                        row.getBoolean("drift"),
                        row.getInt("alarms")))
                .list();
    }

    public Summary summary() {
        Map<String, Long> states = counts("select g.state as name, count(*) as number" + TABLES + " group by 1");
        long drift = jdbc.sql("select count(*)" + TABLES + " where " + DRIFT)
                .query(Long.class)
                .single();
        return new Summary(
                states.values().stream().mapToLong(Long::longValue).sum(),
                states.getOrDefault("ONLINE", 0L),
                states.getOrDefault("OFFLINE", 0L),
                states.getOrDefault("MISSING", 0L),
                states.getOrDefault("NEVER_SEEN", 0L),
                drift,
                counts("select kind as name, count(*) as number from ingest.fleet_alarm where cleared_at is null"
                        + " group by 1 order by 1"),
                counts("select software as name, count(*) as number from ingest.report where software is not null"
                        + " group by 1 order by 2 desc, 1 limit 50"));
    }

    private Map<String, Long> counts(String sql) {
        Map<String, Long> counts = new LinkedHashMap<>();
        jdbc.sql(sql).query(row -> {
            counts.put(row.getString("name"), row.getLong("number"));
        });
        return counts;
    }

    private static String select() {
        return """
                select g.account, g.gateway, g.name, g.kind, g.lat, g.lon, g.active, g.state, g.since, g.last_message_at,
                    (select l.last_data_at from ingest.vital l where l.account = g.account and l.gateway = g.gateway)
                        as last_data_at,
                    r.software, t.version, r.config_version, r.config_state, coalesce(t.push_state, 'NONE') as push_state,
                    r.spool_depth, %s as drift, %s as certificate_until, %s as alarms""".formatted(DRIFT, CERTIFICATE, ALARMS) + TABLES;
    }

    private static FleetItem item(ResultSet row) throws SQLException {
        return new FleetItem(
                row.getString("account"),
                row.getString("gateway"),
                row.getString("name"),
                row.getString("kind"),
                row.getObject("lat", Double.class),
                row.getObject("lon", Double.class),
                row.getBoolean("active"),
                row.getString("state"),
                Timestamps.fromDatabase(row, "since"),
                Timestamps.fromNullable(row, "last_message_at"),
                Timestamps.fromNullable(row, "last_data_at"),
                row.getString("software"),
                row.getObject("version", Long.class),
                row.getObject("config_version", Long.class),
                row.getString("config_state"),
                row.getBoolean("drift"),
                row.getString("push_state"),
                Timestamps.fromNullable(row, "certificate_until"),
                row.getObject("spool_depth", Long.class),
                texts(row.getArray("alarms")));
    }

    private static List<String> texts(@Nullable Array array) throws SQLException {
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }
}
