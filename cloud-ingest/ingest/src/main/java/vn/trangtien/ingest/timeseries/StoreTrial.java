package vn.trangtien.ingest.timeseries;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import vn.trangtien.events.ChannelRef;
import vn.trangtien.ingest.timeseries.TimeSeriesStore.PointsRefused;
import vn.trangtien.ingest.timeseries.TimeSeriesStore.StoreUnavailable;

/**
 * Measures a store with a day of values, through the code that the service uses. It leaves them there, under the account {@code trial}:
 * for an empty store, before it is put to use, or for one of a test.
 */
public final class StoreTrial {

    private static final int BATCH = 10_000;
    private static final int GATEWAYS = 200;

    /**
     * What was measured.
     *
     * @param pointsPerSecond written, until all can be read
     * @param firstChartMillis 24 hours of one channel in buckets of four minutes from raw values, the first time
     * @param chartMillis the same of other channels, the median
     * @param tieredChartMillis the same from minutes
     * @param minuteMillis for adding up one minute of all channels, the median
     */
    public record Figures(
            long points,
            double pointsPerSecond,
            double firstChartMillis,
            double chartMillis,
            double tieredChartMillis,
            double minuteMillis) {}

    private final TimeSeriesServer server;
    private final Instant begin;
    private final int channels;

    private StoreTrial(TimeSeriesServer server, Instant begin, int channels) {
        this.server = server;
        this.begin = begin;
        this.channels = channels;
    }

    /**
     * Writes and reads.
     *
     * @param end of the day of which values are made
     * @param channels at least 1
     * @param samples of each channel, at least 1
     */
    public static Figures run(TimeSeriesProperties properties, Instant end, int channels, int samples)
            throws PointsRefused, StoreUnavailable {
        try (TimeSeriesServer server = TimeSeriesConfiguration.server(properties)) {
            server.prepare(Keeping.inForce(properties.timeseries().keep(), end));
            Instant begin = Tier.QUARTER.floor(end.minus(Duration.ofDays(1)));
            return new StoreTrial(server, begin, channels).run(samples);
        }
    }

    private Figures run(int samples) throws PointsRefused, StoreUnavailable {
        long step = Duration.ofDays(1).toMillis() / samples;
        long started = System.nanoTime();
        var random = new Random(1);
        var batch = new ArrayList<Point>(BATCH);
        for (int sample = 0; sample < samples; sample++) {
            for (int channel = 0; channel < channels; channel++) {
                batch.add(new Point(
                        channel(channel),
                        random.nextInt(100_000) / 100.0,
                        "m",
                        "GOOD",
                        begin.plusMillis(sample * step + channel * step / channels),
                        0,
                        true));
                if (batch.size() == BATCH) {
                    server.write(batch);
                    batch.clear();
                }
            }
        }
        if (!batch.isEmpty()) {
            server.write(batch);
        }
        server.settle(Tier.RAW);
        double seconds = millisSince(started) / 1000;
        long points = (long) samples * channels;
        double first = chart(Tier.RAW, 0);
        double chart = median(Tier.RAW);
        double minute = minutes();
        return new Figures(points, points / seconds, first, chart, median(Tier.MINUTE), minute);
    }

    /** Of a few minutes one by one, and of the rest at once. */
    private double minutes() throws StoreUnavailable {
        var times = new ArrayList<Double>();
        for (int minute = 0; minute < 15; minute++) {
            Instant from = begin.plus(Duration.ofMinutes(minute));
            long started = System.nanoTime();
            server.aggregate(window(from, Duration.ofMinutes(1)));
            server.settle(Tier.MINUTE);
            times.add(millisSince(started));
        }
        for (int quarter = 1; quarter < 96; quarter++) {
            server.aggregate(window(begin.plus(Duration.ofMinutes(15L * quarter)), Duration.ofMinutes(15)));
        }
        server.settle(Tier.MINUTE);
        return median(times);
    }

    private static Window window(Instant from, Duration length) {
        return new Window(Tier.MINUTE, new Span(from, from.plus(length)), Scope.ALL);
    }

    private double median(Tier tier) throws StoreUnavailable {
        var times = new ArrayList<Double>();
        for (int i = 0; i < 21; i++) {
            times.add(chart(tier, i * 31));
        }
        return median(times);
    }

    private double chart(Tier tier, int channel) throws StoreUnavailable {
        long started = System.nanoTime();
        Span day = new Span(begin, begin.plus(Duration.ofDays(1)));
        server.bins(
                channel(channel % channels),
                tier,
                day,
                new Grid(Duration.ofMinutes(4).toNanos() / 1000, 0));
        return millisSince(started);
    }

    private ChannelRef channel(int number) {
        return new ChannelRef("trial", "gateway-" + number % GATEWAYS, "asset", "channel-" + number / GATEWAYS);
    }

    private static double median(List<Double> times) {
        return times.stream().sorted().toList().get(times.size() / 2);
    }

    private static double millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1e6;
    }
}
