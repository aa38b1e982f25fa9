package vn.trangtien.ingest.deadletters;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.trangtien.ingest.supervision.Backoff;
import vn.trangtien.ingest.supervision.Supervised;
import vn.trangtien.ingest.supervision.SupervisedPart;

/** Counts the letters every now and then, for gauges. */
@Component
class LetterGauges extends SupervisedPart {

    private static final Duration PERIOD = Duration.ofSeconds(30);
    private static final Duration FIRST = Duration.ofSeconds(2);
    private static final int PHASE = 400;

    private final DeadLetters letters;
    private final Clock clock;
    private final AtomicReference<@Nullable LetterCounts> last = new AtomicReference<>();
    private final MultiGauge byReason;

    LetterGauges(DeadLetters letters, Clock clock, MeterRegistry meters) {
        super("ingest-dead-letter-gauges", PHASE, new Backoff(FIRST, PERIOD), clock);
        this.letters = letters;
        this.clock = clock;
        gauge(meters, "open", LetterCounts::open);
        gauge(meters, "replayed", LetterCounts::replayed);
        gauge(meters, "refused-again", LetterCounts::refusedAgain);
        gauge(meters, "dismissed", LetterCounts::dismissed);
        byReason = MultiGauge.builder("trangtien.ingest.dead.letters.open")
                .description("Dead letters that wait for a person, by reason")
                .register(meters);
    }

    @Override
    protected void work(Supervised.Run run) throws Exception {
        while (run.isWanted()) {
            LetterCounts counts = letters.counts();
            last.set(counts);
            byReason.register(
                    counts.reasons().stream()
                            .map(one -> MultiGauge.Row.of(Tags.of("reason", one.reason()), one.open()))
                            .toList(),
                    true);
            run.progressed();
            run.pause(PERIOD);
        }
    }

    private void gauge(MeterRegistry meters, String state, ToDoubleFunction<LetterCounts> of) {
        Gauge.builder("trangtien.ingest.dead.letters", last, held -> {
                    LetterCounts counts = held.get();
                    return counts == null ? Double.NaN : of.applyAsDouble(counts);
                })
                .description("Dead letters by what became of them")
                .tag("state", state)
                .register(meters);
    }
}
