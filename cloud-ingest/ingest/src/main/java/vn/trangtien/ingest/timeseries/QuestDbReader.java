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
import java.util.List;
import java.util.Properties;
import vn.trangtien.events.ChannelRef;

/** Reads points from QuestDB by SQL, and makes the table. One connection per question; not shared between threads. */
final class QuestDbReader {

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
