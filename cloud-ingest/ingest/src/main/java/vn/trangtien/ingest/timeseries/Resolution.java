package vn.trangtien.ingest.timeseries;

import java.time.Duration;
import java.time.Instant;

/**
 * How finely a chart is drawn, and what from.
 *
 * <p>Buckets are as short as their number allows and then rounded up to whole ones of the tier; a tier is taken if that costs at most a
 * third of the buckets asked for, days always. Buckets lie on the clock, so one more than asked for may show at the edges. A tier that is
 * no longer kept at the beginning is not taken.
 */
record Resolution(Tier tier, Grid grid) {

    private static final long MILLI = 1000;
    private static final long SECOND = 1000 * MILLI;

    static Resolution of(Span span, int buckets, Keeping keep, Instant now) {
        long shortest = Math.max(
                MILLI,
                roundUp(roundUp(Duration.between(span.from(), span.to()).toNanos() / 1000, buckets), MILLI) * MILLI);
        Tier tier = Tier.RAW;
        for (Tier each : Tier.values()) {
            boolean finerIsGone =
                    tier.ordinal() == each.ordinal() - 1 && span.from().isBefore(keep.wholeSince(tier, now));
            if (finerIsGone || fits(each, shortest)) {
                tier = each;
            }
        }
        if (tier == Tier.RAW) {
            long unit = shortest < SECOND ? MILLI : SECOND;
            return new Resolution(tier, new Grid(roundUp(shortest, unit) * unit, 0));
        }
        long period = tier.grid().length();
        return new Resolution(
                tier, new Grid(roundUp(shortest, period) * period, tier.grid().offset()));
    }

    private static boolean fits(Tier tier, long shortest) {
        long period = tier.grid().length();
        return shortest >= 2 * period || (shortest >= period && (shortest % period == 0 || tier == Tier.DAY));
    }

    private static long roundUp(long dividend, long divisor) {
        return Math.floorDiv(dividend + divisor - 1, divisor);
    }
}
