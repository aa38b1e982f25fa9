package vn.trangtien.ingest.timeseries;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.trangtien.ingest.timeseries.TimeSeriesStore.StoreUnavailable;

/**
 * Makes tiers, from the list of what was written.
 *
 * <p>The argument. A part stays on the list, for everybody to see, until the transaction that strikes it out has committed; by then
 * the tier holds what the tier below held after the part was put on the list, because the store was waited for. A crash before
 * that leaves it on the list, and making it again changes nothing. The part of the next tier that is made of it comes onto the list in
 * the same transaction. So whoever reads a tier where nothing is listed, reads the sum of all raw values that were booked.
 *
 * <p>What is older than the raw values that are kept is not made again: a late value alone would replace the sum of all.
 */
@Component
class TierMaker {

    /** At once; the rest in the next round, so that none takes long. */
    private static final int MOST = 2_000;
    /** From so many gateways on, all together cost less. */
    private static final int MANY = 25;

    private final TimeSeriesServer server;
    private final WindowBooks books;
    private final TimeSeriesProperties.Store settings;
    private final TransactionTemplate transaction;
    private final Clock clock;

    TierMaker(
            TimeSeriesServer server,
            WindowBooks books,
            TimeSeriesProperties properties,
            TransactionTemplate transaction,
            Clock clock) {
        this.server = server;
        this.books = books;
        this.settings = properties.timeseries();
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Lists all values of a store whose tiers were never made.
     *
     * @return empty if another instance is at it
     */
    boolean begin() throws StoreUnavailable {
        Instant now = clock.instant();
        server.prepare(Keeping.inForce(settings.keep(), now));
        Optional<Instant> oldest = server.oldest();
        return Boolean.TRUE.equals(transaction.execute(status -> {
            if (!books.claim()) {
                return false;
            }
            if (!books.knows(server.name())) {
                oldest.ifPresent(first -> books.add(
                        DirtyWindows.quarters(new Span(first, now)).stream()
                                .map(span -> new Window(Tier.MINUTE, span, Scope.ALL))
                                .toList(),
                        Duration.ZERO));
                books.remember(server.name(), now);
            }
            return true;
        }));
    }

    /**
     * Makes what is due, at most some.
     *
     * @return how many parts were struck off the list; fewer than may be made at once when another instance is at it
     */
    int round() throws StoreUnavailable {
        transaction.executeWithoutResult(status -> {
            if (books.claim()) {
                books.collect(settings.settling());
            }
        });
        int made = 0;
        for (Tier tier : List.of(Tier.MINUTE, Tier.QUARTER, Tier.DAY)) {
            made += round(tier);
        }
        return made;
    }

    private int round(Tier tier) throws StoreUnavailable {
        try {
            Integer made = transaction.execute(status -> {
                try {
                    return books.claim() ? make(tier) : 0;
                } catch (StoreUnavailable e) {
                    throw new Unavailable(e);
                }
            });
            return made == null ? 0 : made;
        } catch (Unavailable e) {
            throw e.why;
        }
    }

    private int make(Tier tier) throws StoreUnavailable {
        Instant now = clock.instant();
        List<Window> due = books.due(tier, now, MOST);
        if (due.isEmpty()) {
            return 0;
        }
        Instant whole = Keeping.inForce(settings.keep(), now).wholeSince(tier.finer(), now);
        server.settle(tier.finer());
        List<Window> makeable = due.stream()
                .filter(window -> !window.span().from().isBefore(whole))
                .toList();
        for (Window each : together(makeable)) {
            server.aggregate(each);
        }
        if (tier != Tier.DAY) {
            Tier next = tier.coarser();
            Set<Window> above = new LinkedHashSet<>();
            makeable.forEach(window -> above.add(new Window(next, window.span().widenedTo(next), window.scope())));
            server.settle(tier);
            books.add(above, settings.settling());
        }
        books.strike(due);
        return due.size();
    }

    /** The same parts in fewer questions: of many gateways as of all, and what touches as one. */
    static List<Window> together(Collection<Window> windows) {
        var scopes = new LinkedHashMap<Span, Set<Scope>>();
        var tiers = new LinkedHashMap<Span, Tier>();
        for (Window window : windows) {
            scopes.computeIfAbsent(window.span(), span -> new LinkedHashSet<>()).add(window.scope());
            tiers.put(window.span(), window.tier());
        }
        var spans = new LinkedHashMap<Scope, List<Window>>();
        scopes.forEach((span, of) -> {
            boolean all = of.contains(Scope.ALL) || of.size() > MANY;
            for (Scope scope : all ? Set.of(Scope.ALL) : of) {
                spans.computeIfAbsent(scope, each -> new ArrayList<>())
                        .add(new Window(Objects.requireNonNull(tiers.get(span)), span, scope));
            }
        });
        var together = new ArrayList<Window>();
        for (Map.Entry<Scope, List<Window>> each : spans.entrySet()) {
            Tier tier = each.getValue().get(0).tier();
            for (Span span :
                    Span.merged(each.getValue().stream().map(Window::span).toList())) {
                together.addAll(pieces(new Window(tier, span, each.getKey())));
            }
        }
        return together;
    }

    /** None longer than makes sense to add up at once. */
    private static List<Window> pieces(Window window) {
        Duration most = switch (window.tier()) {
            case RAW, MINUTE -> window.scope().isAll() ? Duration.ofMinutes(15) : Duration.ofHours(12);
            case QUARTER -> Duration.ofDays(1);
            case DAY -> Duration.ofDays(32);
        };
        var pieces = new ArrayList<Window>();
        Instant from = window.span().from();
        while (from.isBefore(window.span().to())) {
            Instant to = from.plus(most);
            Span piece = new Span(
                    from, to.isBefore(window.span().to()) ? to : window.span().to());
            pieces.add(new Window(window.tier(), piece, window.scope()));
            from = piece.to();
        }
        return pieces;
    }

    /** Carries a checked reason out of a transaction, which it rolls back. */
    private static final class Unavailable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final StoreUnavailable why;

        Unavailable(StoreUnavailable why) {
            super(why);
            this.why = why;
        }
    }
}
