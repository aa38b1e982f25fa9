package vn.trangtien.platform.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Counts working days. Saturdays and Sundays are off, and the dated list of holidays, exchanged days and made-up days
 * overrides the week. Immutable.
 *
 * <p>Rules of counting: what arrives after the cut-off, or on a day off, counts as received on the next working day; the
 * day of receipt itself is not counted.
 */
public final class WorkCalendar {

    private static final Set<DayOfWeek> WEEKEND = Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
    private static final int LONGEST = 2_000;

    private final Map<LocalDate, CalendarDay> days;
    private final Set<Integer> listedYears;
    private final LocalTime cutOff;

    /**
     * @param listedYears years whose days off are in the list; a due date that needs another year is provisional
     * @param cutOff last moment of the day that still counts as received on it
     */
    public WorkCalendar(List<CalendarDay> days, Set<Integer> listedYears, LocalTime cutOff) {
        this.days = days.stream().collect(Collectors.toUnmodifiableMap(CalendarDay::date, Function.identity()));
        this.listedYears = Set.copyOf(listedYears);
        this.cutOff = cutOff;
    }

    public boolean isWorkingDay(LocalDate date) {
        CalendarDay special = days.get(date);
        if (special != null) {
            return special.kind() == CalendarDay.Kind.MAKEUP_WORKDAY;
        }
        return !WEEKEND.contains(date.getDayOfWeek());
    }

    /**
     * The last day on which something received now is answered in time.
     *
     * @param accepted local time of receipt
     * @param workingDays 1 to 2,000
     */
    public DueDate dueDate(LocalDateTime accepted, int workingDays) {
        if (workingDays < 1 || workingDays > LONGEST) {
            throw new IllegalArgumentException("working days must be 1 to %d, but was %d; give the time the rule allows"
                    .formatted(LONGEST, workingDays));
        }
        LocalDate received = received(accepted);
        LocalDate due = plusWorkingDays(received, workingDays);
        List<CalendarDay> special = received.plusDays(1)
                .datesUntil(due.plusDays(1))
                .filter(days::containsKey)
                .map(days::get)
                .toList();
        boolean listed = accepted.toLocalDate()
                .datesUntil(due.plusDays(1))
                .map(LocalDate::getYear)
                .allMatch(listedYears::contains);
        boolean confirmed = special.stream().allMatch(CalendarDay::confirmed);
        return new DueDate(accepted, received, cutOff, workingDays, due, special, !listed || !confirmed);
    }

    /** The working day that is so many working days after {@code from}; zero gives {@code from} itself. */
    public LocalDate plusWorkingDays(LocalDate from, int workingDays) {
        LocalDate day = from;
        for (int counted = 0; counted < workingDays; ) {
            day = day.plusDays(1);
            if (isWorkingDay(day)) {
                counted++;
            }
        }
        return day;
    }

    /** How many working days lie after {@code today} up to and including {@code due}; negative when it has passed. */
    public int workingDaysLeft(LocalDate today, LocalDate due) {
        boolean past = due.isBefore(today);
        LocalDate from = past ? due : today;
        LocalDate to = past ? today : due;
        int working = Math.toIntExact(from.plusDays(1)
                .datesUntil(to.plusDays(1))
                .filter(this::isWorkingDay)
                .count());
        return past ? -working : working;
    }

    private LocalDate received(LocalDateTime accepted) {
        LocalDate day = accepted.toLocalDate();
        if (isWorkingDay(day) && !accepted.toLocalTime().isAfter(cutOff)) {
            return day;
        }
        do {
            day = day.plusDays(1);
        } while (!isWorkingDay(day));
        return day;
    }
}
