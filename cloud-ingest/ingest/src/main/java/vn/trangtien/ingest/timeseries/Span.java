package vn.trangtien.ingest.timeseries;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * A stretch of time.
 *
 * @param to exclusive
 */
record Span(Instant from, Instant to) {

    boolean isEmpty() {
        return !from.isBefore(to);
    }

    /** What of it lies in the other one; may be empty. */
    Span within(Span other) {
        return new Span(from.isBefore(other.from) ? other.from : from, to.isAfter(other.to) ? other.to : to);
    }

    /** The whole buckets of the tier that it touches. */
    Span widenedTo(Tier tier) {
        return new Span(tier.floor(from), tier.ceiling(to));
    }

    /** In order, and those that touch made one. */
    static List<Span> merged(Collection<Span> spans) {
        var merged = new ArrayList<Span>();
        spans.stream()
                .filter(span -> !span.isEmpty())
                .sorted(Comparator.comparing(Span::from))
                .forEach(span -> {
                    Span last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
                    if (last == null || last.to.isBefore(span.from)) {
                        merged.add(span);
                    } else if (span.to.isAfter(last.to)) {
                        merged.set(merged.size() - 1, new Span(last.from, span.to));
                    }
                });
        return merged;
    }
}
