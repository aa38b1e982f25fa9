package vn.trangtien.gateway.pipeline;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.trangtien.drivers.Quality;
import vn.trangtien.gateway.config.Aggregate;
import vn.trangtien.gateway.config.ChannelRules.RateTime;

/**
 * The samples of one channel between two reports. Only usable ones are aggregated, and the result is as good as the worst of
 * them. With fewer than {@value #FEWEST_PERCENT} % of the expected samples usable it is UNCERTAIN at best; with none it is the
 * last sample as it came, which says why.
 */
final class Window {

    static final int FEWEST_PERCENT = 75;

    private final Aggregate aggregate;
    private final RateTime per;
    private final int expected;
    private double[] values;
    private int usable;
    private Quality quality = Quality.GOOD;
    private @Nullable Measured last;
    private @Nullable Measured lastUsable;
    private @Nullable Measured rateFrom;

    /** @param expected samples between two reports */
    Window(Aggregate aggregate, RateTime per, int expected) {
        this.aggregate = aggregate;
        this.per = per;
        this.expected = expected;
        this.values = new double[Math.min(expected, 16)];
    }

    void add(Measured sample) {
        last = sample;
        if (!sample.isUsable()) {
            return;
        }
        if (usable == values.length) {
            values = Arrays.copyOf(values, 2 * usable);
        }
        values[usable++] = sample.value().orElseThrow();
        quality = Measured.worse(quality, sample.quality());
        lastUsable = sample;
        if (rateFrom == null) {
            rateFrom = sample;
        }
    }

    boolean isEmpty() {
        return last == null;
    }

    /** The result, and an empty window for what follows; empty if there is nothing to say yet. */
    Optional<Measured> close() {
        Measured end = lastUsable;
        Optional<Measured> result = end == null ? Optional.ofNullable(last) : result(end);
        usable = 0;
        quality = Quality.GOOD;
        last = null;
        lastUsable = null;
        return result;
    }

    private Optional<Measured> result(Measured end) {
        boolean few = usable * 100L < (long) expected * FEWEST_PERCENT;
        Quality judged = few ? Quality.UNCERTAIN : quality;
        if (aggregate == Aggregate.RATE) {
            return rate(end, judged);
        }
        return Optional.of(Measured.of(Summary.of(aggregate, Arrays.copyOf(values, usable)), judged, end.at()));
    }

    /** From the last sample of the report before. Time that stands still or runs backwards gives no rate. */
    private Optional<Measured> rate(Measured end, Quality judged) {
        Measured from = rateFrom;
        rateFrom = end;
        if (from == null || end.at() - from.at() <= 0) {
            return Optional.empty();
        }
        double grown = end.value().orElseThrow() - from.value().orElseThrow();
        return Optional.of(Measured.of(
                grown / ((end.at() - from.at()) / per.nanos()), Measured.worse(judged, from.quality()), end.at()));
    }
}
