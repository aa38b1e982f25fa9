package vn.trangtien.platform.calendar;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Counts a term of working hours: only the shifts of working days, to the minute. What arrives after the cut-off waits for the next working day
 * where the calendar says so.
 */
final class HourTerm {

    /** Up to here each shift is told; longer terms are told in runs. */
    private static final int TOLD_BY_SHIFT = 24;

    /** A stretch of working time. */
    private record Stretch(LocalDateTime from, LocalDateTime to) {
        Duration length() {
            return Duration.between(from, to);
        }
    }

    private final DayBook book;
    private final List<String> path;
    private final LocalDateTime accepted;
    private final Term.WorkingHours term;
    private final List<Pause> pauses;
    private final Reasons reasons;
    private Duration left;
    private @Nullable Stretch run;
    private Duration runLength = Duration.ZERO;

    HourTerm(DayBook book, List<String> path, LocalDateTime accepted, Term.WorkingHours term, List<Pause> pauses) {
        this.book = book;
        this.path = path;
        this.accepted = accepted;
        this.term = term;
        this.pauses = pauses.stream()
                .map(pause -> new Pause(pause.from(), resumed(book, path, pause), pause.reason()))
                .toList();
        this.reasons = new Reasons(book, path);
        this.left = Duration.ofHours(term.count());
    }

    /** A supplement that arrives after the cut-off starts the clock like a receipt. */
    private static @Nullable LocalDateTime resumed(DayBook book, List<String> path, Pause pause) {
        LocalDateTime to = pause.to();
        return to == null ? null : start(book, path, to);
    }

    private static LocalDateTime start(DayBook book, List<String> path, LocalDateTime moment) {
        LocalDate received = book.received(moment, path);
        boolean sameDay = received.equals(moment.toLocalDate());
        boolean runsOn = !book.cutOffForHours() && book.isWorkingDay(moment.toLocalDate(), path);
        return sameDay || runsOn
                ? moment
                : received.atTime(book.shifts(received, path).get(0).from());
    }

    Deadline reckon() {
        LocalDateTime start = start(book, path, accepted);
        if (!start.equals(accepted)) {
            reasons.receipt(accepted, start.toLocalDate());
        } else {
            reasons.step("step.received", accepted);
        }
        reasons.step("step.clock", start);
        accepted.toLocalDate().datesUntil(start.toLocalDate()).forEach(day -> {
            if (!book.isListed(day.getYear())) {
                reasons.restsOn(day);
            }
        });
        for (LocalDate day = start.toLocalDate(); ; day = day.plusDays(1)) {
            reasons.restsOn(day);
            tellDay(day);
            for (Shift shift : book.shifts(day, path)) {
                for (Stretch stretch : worked(day, shift, start)) {
                    if (stretch.length().compareTo(left) >= 0) {
                        return due(new Stretch(stretch.from(), stretch.from().plus(left)));
                    }
                    left = left.minus(stretch.length());
                    add(stretch);
                }
            }
            for (Pause pause : pauses) {
                if (pause.to() == null && pause.from().toLocalDate().equals(day)) {
                    return stopped(pause);
                }
                tellPause(pause, day);
            }
        }
    }

    private void tellDay(LocalDate day) {
        if (!book.isWorkingDay(day, path) && !isPaused(day)) {
            tellRun();
            reasons.dayOff(day);
        } else if (reasons.isSpecial(day) && !isPaused(day)) {
            tellRun();
            reasons.step("step.makeup.hours", day, reasons.nameOf(day));
        }
    }

    private void tellPause(Pause pause, LocalDate day) {
        LocalDateTime to = pause.to();
        if (to != null && pause.from().toLocalDate().equals(day)) {
            tellRun();
            reasons.step("step.pause.hours", pause.from(), to, pause.reason(), left);
        }
    }

    private boolean isPaused(LocalDate day) {
        return pauses.stream()
                .anyMatch(pause -> day.isAfter(pause.from().toLocalDate())
                        && (pause.to() == null || day.isBefore(pause.to().toLocalDate())));
    }

    private void add(Stretch stretch) {
        Stretch before = run;
        run = before == null ? stretch : new Stretch(before.from(), stretch.to());
        runLength = runLength.plus(stretch.length());
        if (term.count() <= TOLD_BY_SHIFT) {
            tellRun();
        }
    }

    private void tellRun() {
        Stretch told = run;
        if (told != null) {
            reasons.step("step.hours", told.from(), told.to(), runLength);
        }
        run = null;
        runLength = Duration.ZERO;
    }

    private Deadline due(Stretch last) {
        tellRunWith(last);
        reasons.step("step.due", last.to());
        boolean provisional = reasons.provisional();
        return new Deadline(
                term,
                accepted,
                last.to(),
                provisional,
                Reasons.say("deadline.hours", term.count(), accepted, last.to()),
                reasons.all());
    }

    private void tellRunWith(Stretch last) {
        Stretch before = run;
        run = before == null ? last : new Stretch(before.from(), last.to());
        runLength = runLength.plus(last.length());
        tellRun();
    }

    private Deadline stopped(Pause pause) {
        tellRun();
        reasons.step("step.pause.open.hours", pause.from(), pause.reason(), left);
        boolean provisional = reasons.provisional();
        return new Deadline(
                term,
                accepted,
                null,
                provisional,
                Reasons.say("deadline.hours.stopped", term.count(), accepted, pause.from(), left),
                reasons.all());
    }

    /** The parts of a shift after the start and outside the pauses. */
    private List<Stretch> worked(LocalDate day, Shift shift, LocalDateTime start) {
        var parts = new ArrayList<Stretch>();
        LocalDateTime from = day.atTime(shift.from()).isBefore(start) ? start : day.atTime(shift.from());
        LocalDateTime to = day.atTime(shift.to());
        for (Pause pause : pauses) {
            LocalDateTime resumes = pause.to();
            boolean over = resumes != null && !resumes.isAfter(from);
            if (over || !pause.from().isBefore(to)) {
                continue;
            }
            if (pause.from().isAfter(from)) {
                parts.add(new Stretch(from, pause.from()));
            }
            from = resumes == null || resumes.isAfter(to) ? to : resumes;
        }
        if (from.isBefore(to)) {
            parts.add(new Stretch(from, to));
        }
        return parts;
    }
}
