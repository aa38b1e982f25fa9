package vn.trangtien.platform.calendar;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Counts a term of working days. What arrives after the cut-off, or on a day off, counts as received on the next working day; the day of receipt is not
 * counted. At a pause the day of the request is used and the day of resumption is not counted.
 */
final class DayTerm {

    private final DayBook book;
    private final List<String> path;
    private final LocalDateTime accepted;
    private final Term.WorkingDays term;
    private final List<Pause> pauses;
    private final Reasons reasons;
    private final Run run = new Run();
    private @Nullable Pause told;

    DayTerm(DayBook book, List<String> path, LocalDateTime accepted, Term.WorkingDays term, List<Pause> pauses) {
        this.book = book;
        this.path = path;
        this.accepted = accepted;
        this.term = term;
        this.pauses = List.copyOf(pauses);
        this.reasons = new Reasons(book, path);
    }

    /** Counted days without anything to explain between them. */
    private final class Run {
        private @Nullable LocalDate first;
        private LocalDate last = LocalDate.MIN;
        private int counted;
        private int before;

        void add(LocalDate day) {
            if (first == null) {
                first = day;
                before = counted;
            }
            last = day;
            counted++;
        }

        void tell() {
            if (first == null) {
                return;
            }
            if (counted - before == 1) {
                reasons.step("step.day", first, counted);
            } else {
                reasons.step("step.days", first, last, before + 1, counted);
            }
            first = null;
        }
    }

    Deadline reckon() {
        LocalDate received = book.received(accepted, path);
        accepted.toLocalDate().datesUntil(received.plusDays(1)).forEach(this::restsOnYearOf);
        reasons.receipt(accepted, received);
        reasons.step("step.first-day", received);
        LocalDate day = received;
        while (run.counted < term.count()) {
            day = day.plusDays(1);
            Optional<Pause> pause = pauseOn(day);
            if (pause.isPresent() && pause.get().to() == null) {
                return stopped(pause.get());
            }
            if (pause.isPresent()) {
                tellPause(pause.get());
            } else {
                count(day);
            }
        }
        run.tell();
        LocalDateTime due = closing(day);
        reasons.step("step.due.day", day, due.toLocalTime());
        boolean provisional = reasons.provisional();
        return new Deadline(
                term,
                accepted,
                due,
                provisional,
                Reasons.say("deadline.days", term.count(), accepted, day),
                reasons.all());
    }

    private void count(LocalDate day) {
        reasons.restsOn(day);
        if (!book.isWorkingDay(day, path)) {
            if (reasons.isSpecial(day)) {
                run.tell();
                reasons.dayOff(day);
            }
        } else if (reasons.isSpecial(day)) {
            run.tell();
            run.counted++;
            reasons.step("step.makeup", day, reasons.nameOf(day), run.counted);
        } else {
            run.add(day);
        }
    }

    private Deadline stopped(Pause pause) {
        run.tell();
        reasons.step("step.pause.open", pause.from(), pause.reason(), run.counted);
        boolean provisional = reasons.provisional();
        return new Deadline(
                term,
                accepted,
                null,
                provisional,
                Reasons.say("deadline.days.stopped", term.count(), accepted, pause.from(), term.count() - run.counted),
                reasons.all());
    }

    private void tellPause(Pause pause) {
        LocalDateTime to = pause.to();
        if (!pause.equals(told) && to != null) {
            told = pause;
            run.tell();
            reasons.step("step.pause", pause.from(), to, pause.reason(), run.counted, book.received(to, path));
        }
    }

    /** The pause that keeps this day from being counted: days after its first, up to the day of resumption. */
    private Optional<Pause> pauseOn(LocalDate day) {
        return pauses.stream()
                .filter(pause -> day.isAfter(pause.from().toLocalDate()))
                .filter(pause -> {
                    LocalDateTime to = pause.to();
                    return to == null
                            || (to.toLocalDate().isAfter(pause.from().toLocalDate())
                                    && !day.isAfter(book.received(to, path)));
                })
                .findFirst();
    }

    private void restsOnYearOf(LocalDate day) {
        if (!book.isListed(day.getYear())) {
            reasons.restsOn(day);
        }
    }

    private LocalDateTime closing(LocalDate day) {
        List<Shift> shifts = book.shifts(day, path);
        return day.atTime(shifts.get(shifts.size() - 1).to());
    }
}
