package vn.trangtien.ingest.timeseries;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.trangtien.events.ChannelRef;
import vn.trangtien.ingest.timeseries.TimeSeriesStore.PointsRefused;
import vn.trangtien.ingest.timeseries.TimeSeriesStore.StoreUnavailable;

/** QuestDB: line protocol in, SQL out. A tier is a table {@code observation_1m} and so on, which the server fills by itself. */
final class QuestDbServer implements TimeSeriesServer {

    private static final Duration POLL = Duration.ofMillis(20);

    private final Influx2Writer writer;
    private final SqlPool sql;
    private final TimeSeriesProperties.Questdb server;
    private final String bucket;
    private final Duration timeout;

    QuestDbServer(Influx2Writer writer, TimeSeriesProperties.Questdb server, Duration timeout) {
        this.writer = writer;
        this.server = server;
        this.bucket = LineProtocol.TABLE;
        this.timeout = timeout;
        this.sql = new SqlPool(server, timeout);
    }

    @Override
    public String name() {
        return "questdb " + server.url();
    }

    /**
     * A table that QuestDB makes by itself at the first write would neither replace a repeated point nor forget old ones.
     */
    @Override
    public void prepare(Keeping keep) throws StoreUnavailable {
        sql.with(connection -> {
            try (Statement statement = connection.createStatement()) {
                for (Tier tier : Tier.values()) {
                    statement.execute(QuestDbSql.create(tier));
                    statement.execute(QuestDbSql.keep(tier, keep));
                }
            }
            return true;
        });
    }

    @Override
    public void write(List<Point> points) throws PointsRefused, StoreUnavailable {
        writer.write(bucket, LineProtocol.lines(points));
    }

    /** A table that meets a full disk or a damaged file suspends itself: its log goes on taking what is written. */
    @Override
    public List<GivenUp> givenUp() throws StoreUnavailable {
        List<String> ours = Arrays.stream(Tier.values()).map(QuestDbSql::table).toList();
        return sql.with(connection -> {
            var suspended = new ArrayList<GivenUp>();
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(
                            "SELECT name, errorTag, errorMessage FROM wal_tables() WHERE suspended")) {
                while (row.next()) {
                    String table = row.getString(1);
                    if (ours.contains(table)) {
                        suspended.add(new GivenUp(
                                table, words(row.getString(2), row.getString(3)), QuestDbSql.resume(table)));
                    }
                }
            }
            return suspended;
        });
    }

    private static String words(@Nullable String... told) {
        return Arrays.stream(told)
                .filter(word -> word != null && !word.isBlank())
                .collect(Collectors.joining(": "));
    }

    @Override
    public void goOn(GivenUp part) throws StoreUnavailable {
        sql.with(connection -> execute(connection, part.remedy()));
    }

    /** QuestDB reads tables from files that may not be in memory, and makes a program of each new question. */
    @Override
    public Optional<ChannelRef> newest() throws StoreUnavailable {
        return sql.with(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(
                            "SELECT account, gateway, asset, channel FROM " + LineProtocol.TABLE + " LIMIT -1")) {
                return row.next()
                        ? Optional.of(
                                new ChannelRef(row.getString(1), row.getString(2), row.getString(3), row.getString(4)))
                        : Optional.<ChannelRef>empty();
            }
        });
    }

    /** What was written stands in a log first, from which the table is filled. */
    @Override
    public void settle(Tier tier) throws StoreUnavailable {
        String table = QuestDbSql.table(tier);
        long deadline = System.nanoTime() + timeout.toNanos();
        long wanted = Long.MAX_VALUE;
        while (true) {
            Progress progress = progress(table);
            wanted = Math.min(wanted, progress.written());
            if (progress.shown() >= wanted) {
                return;
            }
            if (progress.suspended()) {
                throw new StoreUnavailable("table %s of the time-series store at %s is suspended; %s"
                        .formatted(table, server.url(), QuestDbSql.resume(table)));
            }
            if (System.nanoTime() > deadline) {
                throw new StoreUnavailable(
                        "table %s of the time-series store at %s shows %d of %d transactions after %s"
                                .formatted(table, server.url(), progress.shown(), wanted, timeout));
            }
            pause();
        }
    }

    private record Progress(boolean suspended, long shown, long written) {}

    private Progress progress(String table) throws StoreUnavailable {
        return sql.with(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(
                    "SELECT suspended, writerTxn, sequencerTxn FROM wal_tables() WHERE name = ?")) {
                statement.setString(1, table);
                try (ResultSet row = statement.executeQuery()) {
                    return row.next()
                            ? new Progress(row.getBoolean(1), row.getLong(2), row.getLong(3))
                            : new Progress(false, 0, 0);
                }
            }
        });
    }

    private static void pause() throws StoreUnavailable {
        try {
            TimeUnit.NANOSECONDS.sleep(POLL.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailable("interrupted while waiting for the time-series store", e);
        }
    }

    @Override
    public void aggregate(Window window) throws StoreUnavailable {
        sql.with(connection -> execute(connection, QuestDbSql.aggregate(window)));
    }

    @Override
    public List<Bin> bins(ChannelRef channel, Tier tier, Span span, Grid grid) throws StoreUnavailable {
        return sql.with(connection -> {
            var bins = new ArrayList<Bin>();
            try (PreparedStatement statement = connection.prepareStatement(QuestDbSql.bins(tier, span, grid))) {
                bindAsset(statement, channel);
                statement.setString(4, channel.channel());
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        if (row.getLong(2) > 0) {
                            String unit = row.getString(6);
                            bins.add(new Bin(
                                    Micros.instant(grid.start(row.getLong(1))),
                                    row.getLong(2),
                                    row.getDouble(3),
                                    row.getDouble(4),
                                    row.getDouble(5),
                                    unit == null ? "" : unit));
                        }
                    }
                }
            }
            return bins;
        });
    }

    @Override
    public Map<String, Stretch> stretches(ChannelRef asset, Tier tier, Span span) throws StoreUnavailable {
        return sql.with(connection -> {
            var found = new HashMap<String, Stretch>();
            try (PreparedStatement statement = connection.prepareStatement(QuestDbSql.stretches(tier, span))) {
                bindAsset(statement, asset);
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        Instant begins = Micros.instant(row.getLong(2));
                        Stretch stretch = tier == Tier.RAW
                                ? new Stretch(begins, row.getDouble(3), row.getDouble(4), row.getDouble(5))
                                : Stretch.ofBucket(
                                        begins, row.getDouble(3), row.getDouble(5), row.getDouble(6), row.getDouble(4));
                        found.merge(row.getString(1), stretch, Stretch::and);
                    }
                }
            }
            return found;
        });
    }

    @Override
    public Optional<Instant> oldest() throws StoreUnavailable {
        return sql.with(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(
                            "SELECT cast(timestamp AS long) FROM " + LineProtocol.TABLE + " LIMIT 1")) {
                return row.next() ? Optional.of(Micros.instant(row.getLong(1))) : Optional.<Instant>empty();
            }
        });
    }

    @Override
    public void close() {
        writer.close();
        sql.close();
    }

    private static boolean execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.execute(sql);
        }
    }

    private static void bindAsset(PreparedStatement statement, ChannelRef asset) throws SQLException {
        statement.setString(1, asset.account());
        statement.setString(2, asset.gateway());
        statement.setString(3, asset.asset());
    }
}
