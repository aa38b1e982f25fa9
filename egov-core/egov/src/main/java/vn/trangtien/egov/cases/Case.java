package vn.trangtien.egov.cases;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Work that one unit must finish by a day. It alone decides which step may follow which. Not thread-safe; the store hands
 * it to one transaction at a time.
 */
final class Case {

    private final String number;
    private final Brief brief;
    private final ResponsibleUnit unit;
    private final Instant openedAt;
    private final List<CaseHappening> happenings = new ArrayList<>();
    private Deadline deadline;
    private @Nullable Closure closure;

    private Case(
            String number,
            Brief brief,
            ResponsibleUnit unit,
            Deadline deadline,
            Instant openedAt,
            @Nullable Closure closure) {
        this.number = number;
        this.brief = brief;
        this.unit = unit;
        this.deadline = deadline;
        this.openedAt = openedAt;
        this.closure = closure;
    }

    /** A new case. */
    static Case open(String number, Brief brief, ResponsibleUnit unit, Deadline deadline, Instant at) {
        var opened = new Case(number, brief, unit, deadline, at, null);
        opened.happenings.add(new CaseHappening.Opened(brief.requestedBy(), at));
        return opened;
    }

    /** A case as the store kept it. */
    static Case restore(
            String number,
            Brief brief,
            ResponsibleUnit unit,
            Deadline deadline,
            Instant openedAt,
            @Nullable Closure closure) {
        return new Case(number, brief, unit, deadline, openedAt, closure);
    }

    /**
     * Ends the case.
     *
     * @param result what was done, in words; not blank
     * @param zone where the due date is a day
     * @throws IllegalStateException if it is closed already
     */
    void close(String closedBy, String result, Instant at, ZoneId zone) {
        if (closure != null) {
            throw new IllegalStateException("case %s: cannot close while %s".formatted(number, state()));
        }
        if (result.isBlank()) {
            throw new IllegalArgumentException(
                    "case %s: result must say what was done, but was blank".formatted(number));
        }
        closure = new Closure(closedBy, result, at);
        boolean late = at.atZone(zone).toLocalDate().isAfter(deadline.date());
        happenings.add(new CaseHappening.Closed(closedBy, result, late, at));
    }

    /**
     * Gives the case the deadline that it has after a list of days off was confirmed; nothing happens to a closed one.
     *
     * @param basis of the list
     */
    void reckonAnew(Deadline reckoned, String basis, Instant at) {
        if (closure != null) {
            return;
        }
        if (!reckoned.date().equals(deadline.date())) {
            happenings.add(new CaseHappening.DeadlineMoved(deadline.date(), reckoned.date(), basis, at));
        }
        deadline = reckoned;
    }

    /** Hands over what happened since the last call; the store publishes it with the change. */
    List<CaseHappening> takeHappenings() {
        var taken = List.copyOf(happenings);
        happenings.clear();
        return taken;
    }

    CaseState state() {
        return closure == null ? CaseState.OPEN : CaseState.CLOSED;
    }

    String number() {
        return number;
    }

    Brief brief() {
        return brief;
    }

    ResponsibleUnit unit() {
        return unit;
    }

    Deadline deadline() {
        return deadline;
    }

    Instant openedAt() {
        return openedAt;
    }

    Optional<Closure> closure() {
        return Optional.ofNullable(closure);
    }
}
