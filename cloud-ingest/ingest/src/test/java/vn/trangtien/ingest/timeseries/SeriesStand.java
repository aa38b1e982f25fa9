package vn.trangtien.ingest.timeseries;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.trangtien.events.ChannelRef;
import vn.trangtien.ingest.support.Backends;
import vn.trangtien.ingest.support.VirtualClock;
import vn.trangtien.ingest.timeseries.TimeSeriesStore.StoreUnavailable;

/** The time series as the service puts it together, on one server, with a database of its own and a clock that stands still. */
final class SeriesStand implements AutoCloseable {

    private static DataSource database;

    static final Duration SETTLING = Duration.ofSeconds(20);

    /** The servers keep by the real time, so the tests live today: at noon in the city. */
    final VirtualClock clock = new VirtualClock(
            Clock.systemUTC().instant().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofHours(19)));

    final JdbcClient jdbc;
    final JdbcTemplate batches;
    final TimeSeriesServer server;
    final FaultyServer faulty;
    final TieredStore store;
    final TierMaker maker;
    final DirtyWindows dirty;
    final WindowBooks books;
    final TransactionTemplate transaction;

    SeriesStand(TimeSeriesServer server, Keeping... keep) {
        this.server = server;
        this.faulty = new FaultyServer(server);
        DataSource database = database();
        this.jdbc = JdbcClient.create(database);
        this.batches = new JdbcTemplate(database);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        var properties = new TimeSeriesProperties(
                new TimeSeriesProperties.Influx("", "", "", "", "", ""),
                new TimeSeriesProperties.Questdb("", "", ""),
                new TimeSeriesProperties.Store(
                        TimeSeriesProperties.Kind.QUESTDB, Duration.ofSeconds(30), SETTLING, List.of(keep)));
        this.dirty = new DirtyWindows(jdbc, batches, clock);
        this.books = new WindowBooks(jdbc, batches);
        this.store = new TieredStore(faulty, dirty, properties, clock);
        this.maker = new TierMaker(faulty, books, properties, transaction, clock);
    }

    /** One for all; the lists in it are emptied. */
    private static synchronized DataSource database() {
        if (database == null) {
            database = Backends.get().newIngestDatabase();
        }
        JdbcClient.create(database)
                .sql("truncate ingest.series_mark, ingest.series_window, ingest.series_store")
                .update();
        return database;
    }

    Instant now() {
        return clock.instant();
    }

    /** Writes and books, as a batch is. */
    void book(List<Point> points) throws Exception {
        store.write(points);
        transaction.executeWithoutResult(status -> dirty.dirty(points));
        server.settle(Tier.RAW);
    }

    void book(Point... points) throws Exception {
        book(List.of(points));
    }

    /** As often as there is something due. */
    void makeTiers() throws StoreUnavailable {
        while (maker.round() > 0) {
            // Parts of the next tier may have become due.
        }
        for (Tier tier : Tier.values()) {
            server.settle(tier);
        }
    }

    static Point point(ChannelRef channel, double value, Instant at) {
        return new Point(channel, value, "m", "GOOD", at, 0, true);
    }

    static Point point(ChannelRef channel, double value, Instant at, int ordinal) {
        return new Point(channel, value, "m", "GOOD", at, ordinal, true);
    }

    List<Bin> bins(ChannelRef channel, Tier tier, Span span) throws StoreUnavailable {
        return server.bins(channel, tier, span, tier.grid());
    }

    List<Double> values(ChannelRef channel, Span span) throws StoreUnavailable {
        var values = new ArrayList<Double>();
        server.bins(channel, Tier.RAW, span, new Grid(1, 0)).forEach(bin -> values.add(bin.sum()));
        return values;
    }

    @Override
    public void close() {
        server.close();
    }
}
