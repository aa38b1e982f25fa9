package vn.trangtien.ingest.timeseries;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Which tier is read for which part of a time, so that the whole says what the raw values say.
 *
 * <p>A tier is read where it is made. Where it is not made yet, and at the edges where its buckets do not fit, the tier below is read
 * instead, and so on down to the raw values; unless that tier is no longer kept there.
 */
final class ReadingPlan {

    /** What is read of one tier: whole buckets of it, or raw values. */
    record Part(Tier tier, Span span) {}

    /** More holes than this in one tier are read as one: questions cost more than rows. */
    private static final int HOLES = 4;

    private final Collection<Window> unmade;
    private final Keeping keep;
    private final Instant now;
    private final List<Part> parts = new ArrayList<>();

    private ReadingPlan(Collection<Window> unmade, Keeping keep, Instant now) {
        this.unmade = unmade;
        this.keep = keep;
        this.now = now;
    }

    /**
     * The parts in the order of time.
     *
     * @param unmade what is not made yet, of any tier, of the channel's gateway or of all
     */
    static List<Part> of(Tier tier, Span span, Collection<Window> unmade, Keeping keep, Instant now) {
        var plan = new ReadingPlan(unmade, keep, now);
        plan.read(tier, span);
        return plan.parts;
    }

    private void read(Tier tier, Span span) {
        if (span.isEmpty()) {
            return;
        }
        if (tier == Tier.RAW) {
            parts.add(new Part(tier, span));
            return;
        }
        Instant whole = keep.wholeSince(tier.finer(), now);
        boolean headGone = span.from().isBefore(whole);
        Instant begin = headGone ? tier.floor(span.from()) : tier.ceiling(span.from());
        Instant end = tier.floor(span.to()).isBefore(whole) ? tier.ceiling(span.to()) : tier.floor(span.to());
        if (!begin.isBefore(end)) {
            read(tier.finer(), span);
            return;
        }
        read(tier.finer(), new Span(span.from(), begin));
        Instant done = begin;
        for (Span hole : holes(tier, new Span(begin, end), whole)) {
            add(tier, new Span(done, hole.from()));
            read(tier.finer(), hole);
            done = hole.to();
        }
        add(tier, new Span(done, end));
        read(tier.finer(), new Span(end, span.to()));
    }

    private void add(Tier tier, Span span) {
        if (!span.isEmpty()) {
            parts.add(new Part(tier, span));
        }
    }

    private List<Span> holes(Tier tier, Span inside, Instant whole) {
        Span readable = new Span(tier.ceiling(whole), Instant.MAX).within(inside);
        List<Span> holes = Span.merged(unmade.stream()
                .filter(window -> window.tier().ordinal() <= tier.ordinal())
                .map(window -> window.span().widenedTo(tier).within(readable))
                .toList());
        return holes.size() <= HOLES
                ? holes
                : List.of(new Span(
                        holes.get(0).from(), holes.get(holes.size() - 1).to()));
    }
}
