package vn.trangtien.platform.calendar;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import vn.trangtien.platform.text.Sentence;
import vn.trangtien.platform.text.Words;

/** Collects the sentences that explain one deadline. Not thread-safe. */
final class Reasons {

    private static final String BUNDLE = "i18n.calendar";

    private final DayBook book;
    private final List<String> path;
    private final List<Sentence> steps = new ArrayList<>();
    private final Set<Integer> unlistedYears = new TreeSet<>();
    private final Set<LocalDate> unconfirmed = new TreeSet<>();

    Reasons(DayBook book, List<String> path) {
        this.book = book;
        this.path = path;
    }

    static Sentence say(String key, Object... arguments) {
        return Sentence.of(BUNDLE, key, arguments);
    }

    void step(String key, Object... arguments) {
        steps.add(say(key, arguments));
    }

    /** Why what was accepted then counts from another day, or that it does not. */
    void receipt(LocalDateTime accepted, LocalDate received) {
        LocalDate day = accepted.toLocalDate();
        LocalTime cutOff = book.cutOff(day, path);
        if (received.equals(day)) {
            step("step.received", accepted);
        } else if (book.isWorkingDay(day, path)) {
            step("step.received.late", accepted, cutOff, received);
        } else {
            step("step.received.off", accepted, whyOff(day), received);
        }
    }

    /** Whether a day needs a sentence of its own; plain weekends do not. */
    boolean isSpecial(LocalDate day) {
        return book.special(day).isPresent() || book.closure(day, path).isPresent();
    }

    void dayOff(LocalDate day) {
        step("step.off", day, whyOff(day));
    }

    Object whyOff(LocalDate day) {
        return book.closure(day, path)
                .<Object>map(closure ->
                        say("off.closed", new Words(closure.reasonVi(), closure.reasonEn()), closure.basis()))
                .or(() -> book.special(day)
                        .filter(special -> special.kind() != CalendarDay.Kind.MAKEUP_WORKDAY)
                        .map(special ->
                                say("off.listed", new Words(special.nameVi(), special.nameEn()), special.source())))
                .orElseGet(() -> say("off.weekend"));
    }

    Object nameOf(LocalDate day) {
        return book.special(day)
                .<Object>map(special -> new Words(special.nameVi(), special.nameEn()))
                .orElse("");
    }

    /** Remembers that the answer rests on this day. */
    void restsOn(LocalDate day) {
        if (!book.isListed(day.getYear())) {
            unlistedYears.add(day.getYear());
        }
        book.special(day).filter(special -> !special.confirmed()).ifPresent(special -> unconfirmed.add(day));
    }

    boolean provisional() {
        return !unlistedYears.isEmpty() || !unconfirmed.isEmpty();
    }

    /** All steps; says last what is still open. */
    List<Sentence> all() {
        if (!unlistedYears.isEmpty()) {
            step("step.provisional.years", List.copyOf(unlistedYears));
        }
        if (!unconfirmed.isEmpty()) {
            step("step.provisional.days", List.copyOf(unconfirmed));
        }
        return List.copyOf(steps);
    }
}
