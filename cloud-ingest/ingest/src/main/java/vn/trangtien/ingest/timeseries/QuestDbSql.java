package vn.trangtien.ingest.timeseries;

import java.time.Duration;

/** What QuestDB is asked. Texts are parameters wherever the server takes them, and quoted where it does not. */
final class QuestDbSql {

    private static final String KEYS = "account, gateway, asset, channel";
    private static final String ASSET = " WHERE account = ? AND gateway = ? AND asset = ?";
    private static final int DAYS_OF_MONTH = 30;
    private static final int DAYS_OF_YEAR = 365;

    /** QuestDB cannot be told to forget nothing once it has been told to forget something. */
    private static final String FOR_EVER = "1000 YEARS";

    private QuestDbSql() {}

    static String table(Tier tier) {
        return tier == Tier.RAW ? LineProtocol.TABLE : LineProtocol.TABLE + "_" + tier.label();
    }

    static String create(Tier tier) {
        String columns = tier == Tier.RAW
                ? " value DOUBLE, quality VARCHAR, unit VARCHAR, simulated BOOLEAN"
                : " n INT, low DOUBLE, high DOUBLE, total DOUBLE, first_value DOUBLE, last_value DOUBLE, unit SYMBOL";
        return "CREATE TABLE IF NOT EXISTS " + table(tier)
                + " (timestamp TIMESTAMP, account SYMBOL, gateway SYMBOL, asset SYMBOL, channel SYMBOL," + columns
                + ") TIMESTAMP(timestamp) PARTITION BY " + partition(tier) + " WAL DEDUP UPSERT KEYS(timestamp, " + KEYS
                + ")";
    }

    /** Parts go as a whole, so the time is rounded up to whole ones. */
    static String keep(Tier tier, Keeping keep) {
        long days = keep.of(tier).map(Duration::toDays).orElse(0L);
        String ttl = switch (partition(tier)) {
            case "DAY" -> days + " DAYS";
            case "MONTH" -> roundUp(days, DAYS_OF_MONTH) + " MONTHS";
            default -> roundUp(days, DAYS_OF_YEAR) + " YEARS";
        };
        return "ALTER TABLE " + table(tier) + " SET TTL " + (days == 0 ? FOR_EVER : ttl);
    }

    /** Has a suspended table go on. */
    static String resume(String table) {
        return "ALTER TABLE " + table + " RESUME WAL";
    }

    private static String partition(Tier tier) {
        return switch (tier) {
            case RAW, MINUTE -> "DAY";
            case QUARTER -> "MONTH";
            case DAY -> "YEAR";
        };
    }

    static String aggregate(Window window) {
        Tier from = window.tier().finer();
        Grid grid = window.tier().grid();
        Scope scope = window.scope();
        String sums = from == Tier.RAW
                ? "count(value), min(value), max(value), sum(value), first_not_null(value), last_not_null(value)"
                : "sum(n)::int, min(low), max(high), sum(total), first_not_null(first_value), last_not_null(last_value)";
        return "INSERT INTO " + table(window.tier()) + " SELECT " + bucket(grid) + " AS bucket, " + KEYS + ", " + sums
                + ", last(unit) FROM " + table(from) + " WHERE " + within(window.span())
                + (scope.isAll()
                        ? ""
                        : " AND account = " + quoted(scope.account()) + " AND gateway = " + quoted(scope.gateway()))
                + " GROUP BY bucket, " + KEYS;
    }

    /** The beginning of the bucket in which a row lies. */
    private static String bucket(Grid grid) {
        return "cast(((cast(timestamp AS long) - (%1$d)) / %2$d) * %2$d + (%1$d) AS timestamp)"
                .formatted(grid.offset(), grid.length());
    }

    static String bins(Tier tier, Span span, Grid grid) {
        String sums = tier == Tier.RAW
                ? "count(value), min(value), max(value), sum(value)"
                : "sum(n), min(low), max(high), sum(total)";
        return "SELECT (cast(timestamp AS long) - (%d)) / %d AS slot, ".formatted(grid.offset(), grid.length()) + sums
                + ", last(unit) FROM " + table(tier) + ASSET + " AND channel = ? AND " + within(span)
                + " GROUP BY slot ORDER BY slot";
    }

    /** Columns: channel, begin, first, last and then of raw values the growth, of a tier the least and the greatest value. */
    static String stretches(Tier tier, Span span) {
        if (tier != Tier.RAW) {
            return "SELECT channel, cast(timestamp AS long), first_value, last_value, low, high FROM " + table(tier)
                    + ASSET + " AND n > 0 AND " + within(span) + " ORDER BY timestamp";
        }
        return "SELECT channel, cast(min(timestamp) AS long), first(value), last(value),"
                + " sum(CASE WHEN earlier IS NULL THEN 0.0"
                + " WHEN value >= earlier THEN value - earlier ELSE value END) FROM ("
                + "SELECT timestamp, channel, value, lag(value) OVER (PARTITION BY channel ORDER BY timestamp) AS earlier"
                + " FROM " + table(tier) + ASSET + " AND value IS NOT NULL AND " + within(span)
                + ") GROUP BY channel";
    }

    private static String within(Span span) {
        return "timestamp >= %d AND timestamp < %d".formatted(Micros.of(span.from()), Micros.of(span.to()));
    }

    private static long roundUp(long dividend, long divisor) {
        return (dividend + divisor - 1) / divisor;
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
