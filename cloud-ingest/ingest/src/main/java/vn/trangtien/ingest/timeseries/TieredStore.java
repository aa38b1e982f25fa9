package vn.trangtien.ingest.timeseries;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import vn.trangtien.events.ChannelRef;

/** Points and tiers in one server, read so that it does not matter which tier an answer comes from. */
@Component
final class TieredStore implements TimeSeriesStore {

    /** So far back a counter is looked for that begins to grow; all of the past would be too much to read. */
    private static final Duration REMEMBERED = Duration.ofDays(8);
    /** What was written a moment ago may not be on the list of what is to be made yet. */
    private static final Duration FRESH = Duration.ofMinutes(2);

    /** Points in one request: about 3 MB, far below what servers take. */
    private static final int AT_ONCE = 20_000;

    private final TimeSeriesServer server;
    private final DirtyWindows dirty;
    private final List<Keeping> keep;
    private final Clock clock;
    private volatile @Nullable Keeping prepared;

    TieredStore(TimeSeriesServer server, DirtyWindows dirty, TimeSeriesProperties properties, Clock clock) {
        this.server = server;
        this.dirty = dirty;
        this.keep = properties.timeseries().keep();
        this.clock = clock;
    }

    @Override
    public void write(List<Point> points) throws PointsRefused, StoreUnavailable {
        if (points.isEmpty()) {
            return;
        }
        prepared();
        for (int from = 0; from < points.size(); from += AT_ONCE) {
            try {
                server.write(points.subList(from, Math.min(points.size(), from + AT_ONCE)));
            } catch (IllegalArgumentException unwritable) {
                throw new PointsRefused(String.valueOf(unwritable.getMessage()), unwritable);
            }
        }
    }

    @Override
    public Series series(ChannelRef channel, Instant from, Instant to, int buckets) throws StoreUnavailable {
        Instant now = clock.instant();
        Keeping kept = prepared();
        Span span = new Span(from, to);
        Resolution resolution = Resolution.of(span, buckets, kept, now);
        Collection<Window> unmade = resolution.tier() == Tier.RAW ? List.of() : unmade(channel, span, now);
        var bins = new TreeMap<Instant, Bin>();
        Tier coarsest = Tier.RAW;
        for (ReadingPlan.Part part : ReadingPlan.of(resolution.tier(), span, unmade, kept, now)) {
            server.bins(channel, part.tier(), part.span(), resolution.grid())
                    .forEach(bin -> bins.merge(bin.start(), bin, Bin::and));
            coarsest = part.tier().compareTo(coarsest) > 0 ? part.tier() : coarsest;
        }
        return new Series(
                bins.isEmpty() ? "" : bins.lastEntry().getValue().unit(),
                coarsest,
                resolution.grid().length() / 1000,
                bins.values().stream().map(Bin::bucket).toList());
    }

    @Override
    public List<Growth> growth(ChannelRef asset, Instant from, Instant to) throws StoreUnavailable {
        Instant now = clock.instant();
        Keeping kept = prepared();
        Map<String, Stretch> before = stretches(asset, new Span(from.minus(REMEMBERED), from), kept, now);
        Map<String, Stretch> during = stretches(asset, new Span(from, to), kept, now);
        Optional<Instant> first = during.values().stream().map(Stretch::begins).min(Instant::compareTo);
        return new TreeMap<>(during)
                .entrySet().stream()
                        .map(each -> growth(
                                each.getKey(),
                                each.getValue(),
                                Optional.ofNullable(before.get(each.getKey())),
                                !before.isEmpty()
                                        || first.filter(each.getValue().begins()::isAfter)
                                                .isPresent()))
                        .toList();
    }

    private static Growth growth(String channel, Stretch during, Optional<Stretch> before, boolean assetIsKnown) {
        double atBeginning = before.map(earlier -> Stretch.step(earlier.last(), during.first()))
                .orElse(assetIsKnown ? during.first() : 0.0);
        return new Growth(channel, atBeginning + during.grown(), during.last());
    }

    /** From raw values as far back as they are kept, from the finest tier that is kept before. */
    private Map<String, Stretch> stretches(ChannelRef asset, Span span, Keeping kept, Instant now)
            throws StoreUnavailable {
        var found = new HashMap<String, Stretch>();
        Instant done = span.from();
        for (Tier tier : new Tier[] {Tier.DAY, Tier.QUARTER, Tier.MINUTE, Tier.RAW}) {
            Instant until = tier == Tier.RAW ? span.to() : tier.ceiling(kept.wholeSince(tier.finer(), now));
            Span part = new Span(done, until).within(new Span(tier.floor(done), span.to()));
            if (!part.isEmpty()) {
                server.stretches(asset, tier, tier == Tier.RAW ? part : part.widenedTo(tier))
                        .forEach((channel, stretch) -> found.merge(channel, stretch, Stretch::and));
                done = part.to();
            }
        }
        return found;
    }

    private Collection<Window> unmade(ChannelRef channel, Span span, Instant now) throws StoreUnavailable {
        try {
            Window fresh = new Window(Tier.MINUTE, new Span(now.minus(FRESH), span.to()), Scope.ALL);
            return Stream.concat(Stream.of(fresh), dirty.unmade(channel, span).stream())
                    .toList();
        } catch (DataAccessException e) {
            throw new StoreUnavailable("the database does not say which tiers are made", e);
        }
    }

    private Keeping prepared() throws StoreUnavailable {
        Keeping wanted = Keeping.inForce(keep, clock.instant());
        if (!Objects.equals(prepared, wanted)) {
            server.prepare(wanted);
            prepared = wanted;
        }
        return wanted;
    }
}
