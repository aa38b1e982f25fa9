package vn.trangtien.ingest.timeseries;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.trangtien.ingest.supervision.Backoff;
import vn.trangtien.ingest.supervision.Supervised;
import vn.trangtien.ingest.supervision.SupervisedPart;

/** Has tiers made every few seconds, on a thread of its own: a store that is slow or away must not hold up messages. */
@Component
class TierUpkeep extends SupervisedPart {

    private static final Duration PERIOD = Duration.ofSeconds(5);
    private static final Backoff BACKOFF = new Backoff(PERIOD, Duration.ofMinutes(1));
    private static final int PHASE = 400;

    private final TierMaker maker;
    private final WindowBooks books;
    private final Clock clock;
    private final Counter made;
    private final AtomicReference<WindowBooks.@Nullable Waiting> waiting = new AtomicReference<>();

    TierUpkeep(TierMaker maker, WindowBooks books, Clock clock, MeterRegistry meters) {
        super("ingest-tiers", PHASE, BACKOFF, clock);
        this.maker = maker;
        this.books = books;
        this.clock = clock;
        this.made = Counter.builder("trangtien.ingest.series.windows.made")
                .description("Parts of the tiers of the time series that were made or made again")
                .register(meters);
        Gauge.builder("trangtien.ingest.series.windows.waiting", waiting, TierUpkeep::windows)
                .description("Parts of the tiers of the time series that are due and not made")
                .register(meters);
        Gauge.builder("trangtien.ingest.series.windows.age", waiting, this::age)
                .description("For how long the oldest of them has been due")
                .baseUnit("seconds")
                .register(meters);
    }

    @Override
    protected void work(Supervised.Run run) throws Exception {
        boolean begun = false;
        while (run.isWanted()) {
            begun = begun || maker.begin();
            int windows = maker.round();
            made.increment(windows);
            waiting.set(books.waiting(clock.instant()));
            run.progressed();
            run.pause(windows == 0 ? PERIOD : Duration.ofSeconds(1));
        }
    }

    private static double windows(AtomicReference<WindowBooks.@Nullable Waiting> held) {
        WindowBooks.Waiting waiting = held.get();
        return waiting == null ? Double.NaN : waiting.windows();
    }

    private double age(AtomicReference<WindowBooks.@Nullable Waiting> held) {
        WindowBooks.Waiting waiting = held.get();
        return waiting == null
                ? Double.NaN
                : waiting.since()
                        .map(since -> Duration.between(since, clock.instant()).toMillis() / 1000.0)
                        .orElse(0.0);
    }
}
