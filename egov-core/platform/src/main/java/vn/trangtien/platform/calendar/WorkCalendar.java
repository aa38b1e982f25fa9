package vn.trangtien.platform.calendar;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.core.io.Resource;
import vn.trangtien.platform.database.Datasets;

/**
 * Counts working days and working hours. Saturdays and Sundays are off, and the dated list of holidays, exchanged days and made-up days
 * overrides the week. Thread-safe; always as the last confirmed lists say.
 *
 * <p>Rules of counting: what arrives after the cut-off, or on a day off, counts as received on the next working day; the
 * day of receipt itself is not counted.
 */
public final class WorkCalendar {

    private final Supplier<DayBook> book;
    private final Function<String, List<String>> paths;
    private final List<String> path;

    /**
     * A calendar that never changes, without hours of its own and without closures.
     *
     * @param listedYears years whose days off are in the list; a due date that needs another year is provisional
     * @param cutOff last moment of the day that still counts as received on it
     */
    public WorkCalendar(List<CalendarDay> days, Set<Integer> listedYears, LocalTime cutOff) {
        this(fixed(new DayBook(days, listedYears, cutOff, true, List.of(), List.of(), null)), code -> List.of(code));
    }

    /**
     * The calendar of a data file, for programs without a database; see {@code platform/calendar.yaml}. Years that it does not list are
     * filled with what the law proposes.
     *
     * @param paths codes of a unit and those above it, from the root down
     * @throws IllegalArgumentException if the file cannot be read or breaks a rule
     */
    public static WorkCalendar of(Resource file, Function<String, List<String>> paths) {
        DayBook book = Datasets.read(file, CalendarStore.File.class).book(HolidayRules.bundled());
        return new WorkCalendar(fixed(book), paths);
    }

    /** @param paths codes of a unit and those above it, from the root down */
    WorkCalendar(Supplier<DayBook> book, Function<String, List<String>> paths) {
        this(book, paths, List.of());
    }

    private WorkCalendar(Supplier<DayBook> book, Function<String, List<String>> paths, List<String> path) {
        this.book = book;
        this.paths = paths;
        this.path = List.copyOf(path);
    }

    private static Supplier<DayBook> fixed(DayBook book) {
        return () -> book;
    }

    /** The same calendar as one unit has it: with its own hours and closures, and those of the units above it. */
    public WorkCalendar forUnit(String unitCode) {
        return new WorkCalendar(book, paths, paths.apply(unitCode));
    }

    public boolean isWorkingDay(LocalDate date) {
        return book.get().isWorkingDay(date, path);
    }

    /** When work is done on that day, in order; empty on a day off. */
    public List<Shift> shifts(LocalDate date) {
        return book.get().shifts(date, path);
    }

    /** The days of a year that differ from the plain week, in order: the confirmed list, the known one or the proposal. */
    public List<CalendarDay> specialDays(int year) {
        return book.get().specialDays(year);
    }

    /** Whether the days off of that year come from a list; else they are proposed by the rules. */
    public boolean isListed(int year) {
        return book.get().isListed(year);
    }

    /** The office hours that hold on some day of a year, everybody's and those of single units. */
    public List<OfficeHours> officeHours(int year) {
        return book.get().officeHours(year);
    }

    /**
     * The last day on which something received now is answered in time.
     *
     * @param accepted local time of receipt
     * @param workingDays 1 to 2,000
     */
    public DueDate dueDate(LocalDateTime accepted, int workingDays) {
        var term = new Term.WorkingDays(workingDays);
        DayBook now = book.get();
        LocalDate received = now.received(accepted, path);
        LocalDate due = plusWorkingDays(now, received, term.count());
        List<CalendarDay> special = received.plusDays(1)
                .datesUntil(due.plusDays(1))
                .flatMap(day -> now.special(day).stream())
                .toList();
        boolean listed = accepted.toLocalDate()
                .datesUntil(due.plusDays(1))
                .map(LocalDate::getYear)
                .allMatch(now::isListed);
        boolean confirmed = special.stream().allMatch(CalendarDay::confirmed);
        LocalTime cutOff = now.cutOff(accepted.toLocalDate(), path);
        return new DueDate(accepted, received, cutOff, workingDays, due, special, !listed || !confirmed);
    }

    /**
     * The last moment in which something received now is answered in time, and why.
     *
     * @param accepted local time of receipt
     * @param pauses times in which the clock stands still, in order, the last one perhaps still going on
     * @throws IllegalArgumentException if pauses overlap or begin before the receipt
     */
    public Deadline deadline(LocalDateTime accepted, Term term, List<Pause> pauses) {
        Pause.check(accepted, pauses);
        if (term instanceof Term.WorkingDays days) {
            return new DayTerm(book.get(), path, accepted, days, pauses).reckon();
        }
        return new HourTerm(book.get(), path, accepted, (Term.WorkingHours) term, pauses).reckon();
    }

    /** The working day that is so many working days after {@code from}; zero gives {@code from} itself. */
    public LocalDate plusWorkingDays(LocalDate from, int workingDays) {
        return plusWorkingDays(book.get(), from, workingDays);
    }

    /** How many working days lie after {@code today} up to and including {@code due}; negative when it has passed. */
    public int workingDaysLeft(LocalDate today, LocalDate due) {
        boolean past = due.isBefore(today);
        LocalDate from = past ? due : today;
        LocalDate to = past ? today : due;
        DayBook now = book.get();
        int working = Math.toIntExact(from.plusDays(1)
                .datesUntil(to.plusDays(1))
                .filter(day -> now.isWorkingDay(day, path))
                .count());
        return past ? -working : working;
    }

    private LocalDate plusWorkingDays(DayBook now, LocalDate from, int workingDays) {
        LocalDate day = from;
        for (int counted = 0; counted < workingDays; counted++) {
            day = now.nextWorkingDay(day, path);
        }
        return day;
    }
}
