package vn.trangtien.ingest.timeseries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static vn.trangtien.ingest.timeseries.SeriesStand.point;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.trangtien.events.ChannelRef;
import vn.trangtien.ingest.timeseries.TimeSeriesStore.PointsRefused;
import vn.trangtien.ingest.timeseries.TimeSeriesStore.StoreUnavailable;

/** What every make of server does; each test has an account of its own on a server that is shared. */
abstract class TimeSeriesContract {

    private static final AtomicInteger ACCOUNTS = new AtomicInteger();

    final String account = "hue" + ACCOUNTS.incrementAndGet();
    final ChannelRef level = channel("river", "level");
    SeriesStand stand;

    /** A client of the shared server. */
    abstract TimeSeriesServer server() throws Exception;

    /** A client of a server that is not there. */
    abstract TimeSeriesServer nobody();

    /** For how many days the server keeps that tier, by its own word. */
    abstract int keptDays(Tier tier) throws Exception;

    /** Raw rows of the channel, with or without a value. */
    abstract long rows(ChannelRef channel) throws Exception;

    /** Past everything that looks at points before they leave. */
    abstract void writeLine(String line) throws Exception;

    @BeforeEach
    void stand() throws Exception {
        stand = new SeriesStand(server());
    }

    @AfterEach
    void close() {
        stand.close();
    }

    @Test
    void seriesIsAveragesAndBoundsOfBuckets() throws Exception {
        Instant at = stand.now().truncatedTo(ChronoUnit.MINUTES).minusSeconds(600);
        stand.book(
                point(level, 1, at),
                point(level, 2, at.plusSeconds(9)),
                point(level, -3.5, at.plusSeconds(20)),
                point(channel("river", "other"), 100, at));

        Series series = stand.store.series(level, at, at.plusSeconds(100), 10);

        assertThat(series.unit()).isEqualTo("m");
        assertThat(series.tier()).isEqualTo(Tier.RAW);
        assertThat(series.bucketMillis()).isEqualTo(10_000);
        assertThat(series.points())
                .containsExactly(
                        new Series.Bucket(at, 1.5, 1, 2), new Series.Bucket(at.plusSeconds(20), -3.5, -3.5, -3.5));
        assertThat(stand.store
                        .series(channel("river", "none"), at, at.plusSeconds(100), 10)
                        .points())
                .isEmpty();
    }

    @Test
    void endIsExclusiveAndTheBeginningIsNot() throws Exception {
        Instant at = stand.now().minusSeconds(600);
        stand.book(point(level, 1, at), point(level, 2, at.plusSeconds(1)));

        assertThat(stand.values(level, new Span(at, at.plusSeconds(1)))).containsExactly(1.0);
        assertThat(stand.values(level, new Span(at.plusNanos(1000), at.plusMillis(1001))))
                .containsExactly(2.0);
    }

    @Test
    void writingAgainLeavesOnePointAndTheLastValueStands() throws Exception {
        Instant at = stand.now().minusSeconds(60);
        stand.book(point(level, 1, at));
        stand.book(point(level, 1, at));
        stand.book(point(level, 5, at.plusSeconds(1)));
        stand.book(point(level, 6, at.plusSeconds(1)));

        assertThat(stand.values(level, new Span(at, stand.now()))).containsExactly(1.0, 6.0);
        assertThat(rows(level)).isEqualTo(2);
    }

    @Test
    void samplesOfOneMillisecondAllSurvive() throws Exception {
        Instant at = stand.now().minusSeconds(60);
        stand.book(
                point(level, 1, at),
                point(level, 2, at, 1),
                point(level, 3, at, 999),
                point(level, 4, at.plusMillis(1)));

        assertThat(stand.values(level, new Span(at, stand.now()))).containsExactly(1.0, 2.0, 3.0, 4.0);
    }

    @Test
    void whatCouldNotBeMeasuredIsKeptWithoutAValue() throws Exception {
        Instant at = stand.now().minusSeconds(60);
        stand.book(
                new Point(level, null, "m", "COMM_FAULT", at, 0, true),
                point(level, 2, at.plusSeconds(1)),
                new Point(level, null, "m", "COMM_FAULT", at.plusSeconds(2), 0, true));

        assertThat(rows(level)).isEqualTo(3);
        assertThat(stand.values(level, new Span(at, stand.now()))).containsExactly(2.0);
    }

    @Test
    void lateValuesFindTheirPlace() throws Exception {
        Instant at = stand.now().minusSeconds(60);
        stand.book(point(level, 3, at));
        stand.book(point(level, 1, at.minus(Duration.ofDays(30))), point(level, 2, at.minus(Duration.ofDays(3))));

        assertThat(stand.values(level, new Span(at.minus(Duration.ofDays(40)), stand.now())))
                .containsExactly(1.0, 2.0, 3.0);
    }

    @Test
    void namesOfAllKindsAreKeptApart() throws Exception {
        Instant at = stand.now().minusSeconds(60);
        List<ChannelRef> names = List.of(
                channel("sông Hương", "mực nước"),
                channel("a b,c=d", "x=y"),
                channel("a b", "c=d,x=y"),
                channel("it's", "\"quoted\" 'twice'"),
                channel("100 %_\u00b5g/m3".replace('/', '-'), "${x}?;--"),
                channel("\ud83c\udf0a", "\u6c34\u4f4d"),
                channel("null", "true"),
                channel("time", "select"));
        for (int i = 0; i < names.size(); i++) {
            stand.book(point(names.get(i), i, at), point(names.get(i), i, at.minus(Duration.ofDays(1))));
        }
        stand.clock.pass(Duration.ofDays(2));
        stand.makeTiers();

        for (int i = 0; i < names.size(); i++) {
            Span span = new Span(at.minus(Duration.ofDays(2)), stand.now());
            assertThat(stand.values(names.get(i), span)).as("%s", names.get(i)).containsExactly((double) i, (double) i);
            assertThat(stand.bins(names.get(i), Tier.QUARTER, span.widenedTo(Tier.QUARTER)))
                    .as("%s", names.get(i))
                    .extracting(Bin::max)
                    .containsExactly((double) i, (double) i);
            assertThat(stand.store.growth(names.get(i), at.minusSeconds(1), stand.now()))
                    .as("%s", names.get(i))
                    .containsExactly(new Growth(names.get(i).channel(), 0, i));
        }
    }

    @Test
    void numbersComeBackBitByBit() throws Exception {
        Instant at = stand.now().minusSeconds(60);
        double[] numbers = {0.1, 1.0 / 3, -0.001, 1e-300, 1.7e308, 123_456_789.125, Double.MIN_VALUE, 4.35, -2.675};
        for (int i = 0; i < numbers.length; i++) {
            stand.book(point(level, numbers[i], at.plusMillis(i)));
        }

        assertThat(stand.values(level, new Span(at, stand.now())))
                .containsExactly(java.util.Arrays.stream(numbers).boxed().toArray(Double[]::new));
    }

    @Test
    void aPointThatCannotBeWrittenIsRefusedAndTheOthersCanBeWritten() throws Exception {
        Instant at = stand.now().minusSeconds(60);
        Point sly = point(channel("river", "line\nbreak"), 1, at);

        assertThatThrownBy(() -> stand.store.write(List.of(point(level, 1, at), sly)))
                .isInstanceOf(PointsRefused.class);

        stand.book(point(level, 2, at.plusSeconds(1)));
        assertThat(stand.values(level, new Span(at.plusMillis(1), stand.now()))).containsExactly(2.0);
        assertThatThrownBy(() -> writeLine("observation,account=hue value=one")).isInstanceOf(PointsRefused.class);
    }

    @Test
    void aServerThatIsNotThereIsUnavailable() {
        try (SeriesStand lost = new SeriesStand(nobody())) {
            Instant at = lost.now();
            assertThatThrownBy(() -> lost.store.write(List.of(point(level, 1, at))))
                    .isInstanceOf(StoreUnavailable.class);
            assertThatThrownBy(() -> lost.server.write(List.of(point(level, 1, at))))
                    .isInstanceOf(StoreUnavailable.class);
            assertThatThrownBy(() -> lost.store.series(level, at, at.plusSeconds(1), 1))
                    .isInstanceOf(StoreUnavailable.class);
            assertThatThrownBy(() -> lost.maker.begin()).isInstanceOf(StoreUnavailable.class);
        }
    }

    @Test
    void countersGrowOverRestarts() throws Exception {
        Instant at = stand.now().truncatedTo(ChronoUnit.HOURS).minusSeconds(3600);
        ChannelRef forward = channel("cam", "count.forward");
        ChannelRef bus = channel("cam", "bus.forward");
        double[] counted = {10, 12, 15, 3, 8};
        for (int i = 0; i < counted.length; i++) {
            stand.book(point(forward, counted[i], at.plusSeconds(60L * i)));
        }
        stand.book(point(bus, 4, at.plusSeconds(200)));

        assertThat(stand.store.growth(forward, at.plusMillis(1), stand.now()))
                .containsExactly(new Growth("bus.forward", 4, 4), new Growth("count.forward", 13, 8));
        assertThat(stand.store.growth(forward, at, stand.now()))
                .containsExactly(new Growth("bus.forward", 4, 4), new Growth("count.forward", 13, 8));
    }

    @Test
    void countersAreCountedFromTiersWhereRawValuesAreGone() throws Exception {
        Instant at = stand.now().truncatedTo(ChronoUnit.HOURS).minusSeconds(3600);
        ChannelRef forward = channel("cam", "count.forward");
        stand.book(IntStream.range(0, 100)
                .mapToObj(i -> point(forward, i < 50 ? i : i - 50, at.plusSeconds(10L * i)))
                .toList());
        stand.clock.pass(Duration.ofHours(1));
        stand.makeTiers();
        Growth exact = new Growth("count.forward", 98, 49);
        assertThat(stand.store.growth(forward, at, stand.now())).containsExactly(exact);

        stand.clock.pass(Duration.ofDays(366));
        assertThat(stand.store.growth(forward, at, stand.now())).containsExactly(exact);
    }

    @Test
    void everyTierIsKeptAsLongAsIsInForce() throws Exception {
        LocalDate today = LocalDate.ofInstant(stand.now().plus(Duration.ofHours(7)), java.time.ZoneOffset.UTC);
        Keeping shorter = new Keeping(
                today.minusYears(1),
                Duration.ofDays(30),
                Duration.ofDays(90),
                Duration.ofDays(365),
                Duration.ofDays(0));
        Keeping longer = new Keeping(
                today.plusDays(2),
                Duration.ofDays(60),
                Duration.ofDays(180),
                Duration.ofDays(730),
                Duration.ofDays(3650));
        try (SeriesStand dated = new SeriesStand(server(), shorter, longer)) {
            dated.book(point(level, 1, dated.now()));
            await().untilAsserted(() -> {
                assertThat(keptDays(Tier.RAW)).isEqualTo(30);
                assertThat(keptDays(Tier.MINUTE)).isEqualTo(90);
                assertThat(keptDays(Tier.QUARTER)).isBetween(365, 13 * 31);
                assertThat(keptDays(Tier.DAY)).isZero();
            });

            dated.clock.pass(Duration.ofDays(2));
            dated.book(point(level, 1, dated.now()));
            // A server may say yes before it shows it.
            await().untilAsserted(() -> assertThat(keptDays(Tier.RAW)).isEqualTo(60));
            await().untilAsserted(() -> assertThat(keptDays(Tier.DAY)).isEqualTo(3650));
        } finally {
            stand.server.prepare(Keeping.DEFAULT);
        }
    }

    final ChannelRef channel(String asset, String channel) {
        return new ChannelRef(account, "cổng 1", asset, channel);
    }
}
