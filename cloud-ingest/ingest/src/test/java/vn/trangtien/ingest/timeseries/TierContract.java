package vn.trangtien.ingest.timeseries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.trangtien.ingest.timeseries.SeriesStand.point;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import vn.trangtien.events.ChannelRef;
import vn.trangtien.ingest.timeseries.TimeSeriesStore.StoreUnavailable;

/** A tier says what the raw values say, however they came. */
abstract class TierContract extends TimeSeriesContract {

    private static final int ROUNDS = 6;
    private static final int QUESTIONS = 10;

    /** What was written last for each channel and instant, in microseconds. */
    private final Map<ChannelRef, NavigableMap<Long, Double>> model = new HashMap<>();

    @Test
    void tiersAndChartsSayWhatTheRawValuesSay() throws Exception {
        var random = new Random(20_261_123);
        List<ChannelRef> channels = channels();
        for (int round = 0; round < ROUNDS; round++) {
            List<Point> points = points(random, channels);
            points.forEach(this::remember);
            stand.book(points);
            if (round % 3 == 1) {
                stand.faulty.failAfter(random.nextInt(4));
                try {
                    stand.makeTiers();
                } catch (StoreUnavailable asAskedFor) {
                    assertThat(asAskedFor).hasMessageContaining("as asked for");
                }
            } else if (round % 3 == 2) {
                stand.makeTiers();
            }
            for (int i = 0; i < QUESTIONS; i++) {
                askSomething(random, channels.get(random.nextInt(channels.size())));
            }
            stand.clock.pass(Duration.ofSeconds(random.nextInt(3600)));
        }
        stand.clock.pass(Duration.ofDays(2));
        stand.makeTiers();

        Span everything = new Span(stand.now().minus(Duration.ofDays(10)), stand.now());
        for (ChannelRef channel : channels) {
            for (Tier tier : List.of(Tier.MINUTE, Tier.QUARTER, Tier.DAY)) {
                assertThat(stand.bins(channel, tier, everything.widenedTo(tier)))
                        .as("%s of %s", tier, channel)
                        .isEqualTo(expected(channel, everything, tier.grid()));
            }
        }
        for (int i = 0; i < 4 * QUESTIONS; i++) {
            askSomething(random, channels.get(random.nextInt(channels.size())));
        }
    }

    private List<ChannelRef> channels() {
        var channels = new ArrayList<ChannelRef>();
        for (int gateway = 0; gateway < 3; gateway++) {
            for (int channel = 0; channel < 4; channel++) {
                channels.add(new ChannelRef(account, "g" + gateway, "river", "level " + channel));
            }
        }
        return channels;
    }

    /** Most in time, some hours or days late, some for the second time, and some of those with another value. */
    private List<Point> points(Random random, List<ChannelRef> channels) {
        var points = new ArrayList<Point>();
        for (int i = 0; i < 150; i++) {
            ChannelRef channel = channels.get(random.nextInt(channels.size()));
            int kind = random.nextInt(10);
            NavigableMap<Long, Double> known = model.get(channel);
            if (kind == 0 && known != null) {
                Long key = known.ceilingKey(
                        known.firstKey() + (long) (random.nextDouble() * (known.lastKey() - known.firstKey())));
                double value = random.nextBoolean() ? known.get(key) : value(random);
                points.add(point(channel, value, Instant.ofEpochMilli(key / 1000), (int) (key % 1000)));
            } else {
                long back = kind < 7
                        ? random.nextInt(120_000)
                        : (long) (random.nextDouble()
                                * Duration.ofHours(kind == 9 ? 60 : 3).toMillis());
                points.add(point(channel, value(random), stand.now().minusMillis(back), random.nextInt(3)));
            }
        }
        return points;
    }

    /** Sums of such values are the same in any order. */
    private static double value(Random random) {
        return random.nextInt(4000) / 4.0;
    }

    private void remember(Point point) {
        model.computeIfAbsent(point.channel(), channel -> new TreeMap<>()).put(point.timestampMicros(), point.value());
    }

    private void askSomething(Random random, ChannelRef channel) throws Exception {
        Instant to = stand.now().minusMillis((long) (random.nextDouble() * random.nextInt(100_000_000)));
        Instant from = to.minusMillis(1
                + (long) (Math.pow(random.nextDouble(), 4) * Duration.ofDays(4).toMillis()));
        int buckets = 1 + random.nextInt(random.nextBoolean() ? 20 : 400);
        Series series = stand.store.series(channel, from, to, buckets);

        Span span = new Span(from, to);
        Grid grid = Resolution.of(span, buckets, Keeping.DEFAULT, stand.now()).grid();
        assertThat(series.points())
                .as("%s from %s to %s in %d", channel, from, to, buckets)
                .isEqualTo(
                        expected(channel, span, grid).stream().map(Bin::bucket).toList());
        assertThat(series.points()).hasSizeLessThanOrEqualTo(buckets + 1);
    }

    private List<Bin> expected(ChannelRef channel, Span span, Grid grid) {
        var bins = new TreeMap<Instant, Bin>();
        model.getOrDefault(channel, new TreeMap<>())
                .subMap(Micros.of(span.from()), Micros.of(span.to()))
                .forEach((at, value) -> {
                    Instant start = Micros.instant(grid.floor(at));
                    bins.merge(start, new Bin(start, 1, value, value, value, "m"), Bin::and);
                });
        return List.copyOf(bins.values());
    }

    @Test
    void lateValuesChangeTheirTiersOnly() throws Exception {
        Instant longAgo = Tier.DAY.floor(stand.now()).minus(Duration.ofDays(5)).plusSeconds(100);
        stand.book(point(level, 4, longAgo));
        stand.clock.pass(Duration.ofDays(1));
        stand.makeTiers();
        stand.book(point(level, 2, longAgo.plusSeconds(1)));
        assertThat(chart(longAgo)).as("before it is made").isEqualTo(3.0);
        int before = stand.faulty.aggregated();
        stand.makeTiers();

        assertThat(stand.faulty.aggregated() - before).as("one of each tier").isEqualTo(3);
        Instant day = Tier.DAY.floor(longAgo);
        assertThat(stand.bins(level, Tier.DAY, new Span(day, day.plus(Duration.ofDays(1)))))
                .containsExactly(new Bin(day, 2, 2, 4, 6, "m"));
        assertThat(chart(longAgo)).isEqualTo(3.0);
    }

    private double chart(Instant at) throws StoreUnavailable {
        Series series = stand.store.series(level, at.minus(Duration.ofDays(2)), at.plus(Duration.ofDays(2)), 2);
        assertThat(series.tier()).isIn(Tier.DAY, Tier.QUARTER);
        return series.points().get(0).avg();
    }

    @Test
    void whatWasWrittenBeforeACrashIsMadeAfterIt() throws Exception {
        Instant at = Tier.QUARTER.floor(stand.now()).minusSeconds(3600);
        stand.book(point(level, 4, at), point(level, 6, at.plusSeconds(1)));
        stand.clock.pass(Duration.ofHours(1));
        stand.faulty.failAfter(0);
        assertThatThrownBy(() -> stand.maker.round()).isInstanceOf(StoreUnavailable.class);
        assertThat(stand.books.waiting(stand.now()).windows()).isPositive();

        stand.makeTiers();

        assertThat(stand.bins(level, Tier.QUARTER, new Span(at, at.plusSeconds(900))))
                .containsExactly(new Bin(at, 2, 4, 6, 10, "m"));
        assertThat(stand.books.waiting(stand.now()).windows()).isZero();
    }

    @Test
    void onlyOneInstanceMakesTiers() throws Exception {
        stand.book(point(level, 4, stand.now().minusSeconds(3600)));
        stand.transaction.executeWithoutResult(status -> {
            assertThat(stand.books.claim()).isTrue();
            var elsewhere = new Thread(() -> {
                try {
                    stand.maker.round();
                } catch (StoreUnavailable e) {
                    throw new IllegalStateException(e);
                }
            });
            elsewhere.start();
            join(elsewhere);
        });

        assertThat(stand.faulty.aggregated()).isZero();
        stand.makeTiers();
        assertThat(stand.faulty.aggregated()).isPositive();
    }

    private static void join(Thread thread) {
        try {
            thread.join(10_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        assertThat(thread.isAlive()).isFalse();
    }

    @Test
    void aValueThatComesAfterTheRawOnesAreGoneDoesNotReplaceTheirSum() throws Exception {
        Instant at = Tier.DAY.floor(stand.now()).minus(Duration.ofDays(1)).plusSeconds(100);
        stand.book(point(level, 4, at), point(level, 6, at.plusSeconds(1)));
        stand.clock.pass(Duration.ofDays(2));
        stand.makeTiers();
        stand.clock.pass(Duration.ofDays(365));
        Point late = point(level, 1000, at.plusSeconds(2));
        stand.transaction.executeWithoutResult(status -> stand.dirty.dirty(List.of(late)));
        stand.makeTiers();

        Series series = stand.store.series(level, at, at.plusSeconds(10), 10);
        assertThat(series.tier()).isEqualTo(Tier.MINUTE);
        assertThat(series.points()).containsExactly(new Series.Bucket(Tier.MINUTE.floor(at), 5, 4, 6));
    }

    @Test
    void valuesThatWereThereBeforeTheTiersAreListedOnce() throws Exception {
        stand.store.write(List.of(point(level, 4, stand.now().minus(Duration.ofDays(2)))));
        stand.server.settle(Tier.RAW);

        assertThat(stand.maker.begin()).isTrue();

        long listed = stand.books.waiting(stand.now()).windows();
        assertThat(listed).isGreaterThanOrEqualTo(2 * 96);
        assertThat(stand.maker.begin()).isTrue();
        assertThat(stand.books.waiting(stand.now()).windows()).isEqualTo(listed);
    }
}
