package vn.trangtien.ingest.timeseries;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import vn.trangtien.events.ChannelRef;

/** Reads points from QuestDB by SQL, and makes the table. One connection per question; not shared between threads. */
final class QuestDbReader {

    /** So far back a counter is looked for that begins to grow; all of the past would be too much to read. */
    private static final Duration REMEMBERED = Duration.ofDays(8);

    private static final String ASSET = " WHERE account = ? AND gateway = ? AND asset = ?";
    private static final String WHERE = " WHERE account = ? AND gateway = ? AND asset = ? AND channel = ?";

    private final TimeSeriesProperties.Questdb server;
    private final Duration retention;

    QuestDbReader(TimeSeriesProperties.Questdb server, Duration retention) {
        this.server = server;
        this.retention = retention;
    }

    /**
     * Makes the table unless it is there. A table that QuestDB makes by itself at the first write would neither replace a
     * repeated point nor forget old ones.
     */
    void ensureTable() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS " + LineProtocol.TABLE
                    + " (timestamp TIMESTAMP, account SYMBOL, gateway SYMBOL, asset SYMBOL, channel SYMBOL,"
                    + " value DOUBLE, quality VARCHAR, unit VARCHAR, simulated BOOLEAN)"
                    + " TIMESTAMP(timestamp) PARTITION BY DAY TTL " + retention.toDays() + " DAYS WAL"
                    + " DEDUP UPSERT KEYS(timestamp, account, gateway, asset, channel)");
        }
    }

    Series series(ChannelRef channel, Instant from, Instant to, int buckets) throws SQLException {
        try (Connection connection = connect()) {
            return new Series(unit(connection, channel), buckets(connection, channel, from, to, buckets));
        }
    }

    private static List<Series.Bucket> buckets(
            Connection connection, ChannelRef channel, Instant from, Instant to, int buckets) throws SQLException {
        String between = " AND timestamp >= %d AND timestamp < %d".formatted(micros(from), micros(to));
        String sql = "SELECT timestamp, avg(value), min(value), max(value) FROM " + LineProtocol.TABLE + WHERE + between
                + " SAMPLE BY " + interval(Duration.between(from, to), buckets) + " ALIGN TO CALENDAR";
        var found = new ArrayList<Series.Bucket>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, channel);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    double average = rows.getDouble(2);
                    if (!rows.wasNull()) {
                        found.add(new Series.Bucket(
                                rows.getTimestamp(1, utc()).toInstant(),
                                average,
                                rows.getDouble(3),
                                rows.getDouble(4)));
                    }
                }
            }
        }
        return found;
    }

    /** See {@link TimeSeriesStore#growth}. */
    List<Growth> growth(ChannelRef asset, Instant from, Instant to) throws SQLException {
        try (Connection connection = connect()) {
            Map<String, Double> before = before(connection, asset, from);
            String sql = "SELECT channel, first(value), last(value), sum(CASE WHEN earlier IS NULL THEN 0.0"
                    + " WHEN value >= earlier THEN value - earlier ELSE value END), min(timestamp) FROM ("
                    + "SELECT timestamp, channel, value, lag(value) OVER (PARTITION BY channel ORDER BY timestamp) AS earlier"
                    + " FROM " + LineProtocol.TABLE + ASSET
                    + " AND timestamp >= %d AND timestamp < %d AND value IS NOT NULL)"
                            .formatted(micros(from), micros(to));
            List<Stretch> rows = new ArrayList<>();
            try (PreparedStatement statement =
                    connection.prepareStatement(sql + " GROUP BY channel ORDER BY channel")) {
                bindAsset(statement, asset);
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        rows.add(new Stretch(
                                row.getString(1),
                                row.getDouble(2),
                                row.getDouble(3),
                                row.getDouble(4),
                                row.getTimestamp(5, utc()).toInstant()));
                    }
                }
            }
            Optional<Instant> first = rows.stream().map(Stretch::begins).min(Instant::compareTo);
            return rows.stream()
                    .map(row -> row.growth(
                            Optional.ofNullable(before.get(row.channel())),
                            !before.isEmpty()
                                    || first.filter(row.begins()::isAfter).isPresent()))
                    .toList();
        }
    }

    /** What was heard last of each channel before that time. */
    private static Map<String, Double> before(Connection connection, ChannelRef asset, Instant from)
            throws SQLException {
        String sql = "SELECT channel, last(value) FROM " + LineProtocol.TABLE + ASSET
                + " AND timestamp >= %d AND timestamp < %d AND value IS NOT NULL GROUP BY channel"
                        .formatted(micros(from.minus(REMEMBERED)), micros(from));
        Map<String, Double> found = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bindAsset(statement, asset);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.put(row.getString(1), row.getDouble(2));
                }
            }
        }
        return found;
    }

    /** What one channel did within the time asked for. */
    private record Stretch(String channel, double first, double last, double grown, Instant begins) {

        Growth growth(Optional<Double> before, boolean assetIsKnown) {
            double atBeginning =
                    before.map(value -> first >= value ? first - value : first).orElse(assetIsKnown ? first : 0.0);
            return new Growth(channel, atBeginning + grown, last);
        }
    }

    private static void bindAsset(PreparedStatement statement, ChannelRef asset) throws SQLException {
        statement.setString(1, asset.account());
        statement.setString(2, asset.gateway());
        statement.setString(3, asset.asset());
    }

    private static String unit(Connection connection, ChannelRef channel) throws SQLException {
        String sql = "SELECT unit FROM " + LineProtocol.TABLE + WHERE + " ORDER BY timestamp DESC LIMIT 1";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, channel);
            try (ResultSet rows = statement.executeQuery()) {
                String unit = rows.next() ? rows.getString(1) : null;
                return unit == null ? "" : unit;
            }
        }
    }

    /** The shortest interval that gives no more buckets than asked: in milliseconds below a second, in seconds above. */
    static String interval(Duration span, int buckets) {
        long millis = Math.max(1, roundUp(span.toMillis(), buckets));
        return millis < 1000 ? millis + "T" : roundUp(millis, 1000) + "s";
    }

    private static long roundUp(long dividend, long divisor) {
        return (dividend + divisor - 1) / divisor;
    }

    private static void bind(PreparedStatement statement, ChannelRef channel) throws SQLException {
        statement.setString(1, channel.account());
        statement.setString(2, channel.gateway());
        statement.setString(3, channel.asset());
        statement.setString(4, channel.channel());
    }

    private static long micros(Instant instant) {
        return Math.multiplyExact(instant.toEpochMilli(), 1000L);
    }

    private static java.util.Calendar utc() {
        return java.util.Calendar.getInstance(java.util.TimeZone.getTimeZone("UTC"));
    }

    private Connection connect() throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", server.username());
        properties.setProperty("password", server.password());
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("socketTimeout", "30");
        return DriverManager.getConnection(server.url(), properties);
    }
}
