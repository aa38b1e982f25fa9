package vn.trangtien.platform.calendar;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is known of days: which are worked, when, and from what source. Years without a list are filled with what the rules propose.
 * Immutable.
 */
final class DayBook {

    /** Until somebody decides, an office works eight hours. */
    private static final List<Shift> USUAL = List.of(
            new Shift(LocalTime.of(7, 30), LocalTime.of(11, 30)),
            new Shift(LocalTime.of(13, 30), LocalTime.of(17, 30)));

    private final Map<LocalDate, CalendarDay> days;
    private final Set<Integer> listedYears;
    private final LocalTime cutOff;
    private final boolean cutOffForHours;
    private final List<OfficeHours> hours;
    private final List<Closure> closures;
    private final @Nullable HolidayRules rules;
    private final Map<Integer, Map<LocalDate, CalendarDay>> proposed = new ConcurrentHashMap<>();

    /**
     * @param cutOffForHours whether what arrives after the cut-off waits for the next working day in terms of hours too
     * @param rules for years without a list; absent where such years have weekends only
     */
    DayBook(
            List<CalendarDay> days,
            Set<Integer> listedYears,
            LocalTime cutOff,
            boolean cutOffForHours,
            List<OfficeHours> hours,
            List<Closure> closures,
            @Nullable HolidayRules rules) {
        this.days = days.stream().collect(Collectors.toUnmodifiableMap(CalendarDay::date, Function.identity()));
        this.listedYears = Set.copyOf(listedYears);
        this.cutOff = cutOff;
        this.cutOffForHours = cutOffForHours;
        this.hours = List.copyOf(hours);
        this.closures = List.copyOf(closures);
        this.rules = rules;
    }

    Optional<CalendarDay> special(LocalDate day) {
        CalendarDay listed = days.get(day);
        if (listed != null || rules == null || listedYears.contains(day.getYear())) {
            return Optional.ofNullable(listed);
        }
        return Optional.ofNullable(proposed.computeIfAbsent(
                        day.getYear(),
                        year -> rules.propose(year).stream()
                                .collect(Collectors.toUnmodifiableMap(CalendarDay::date, Function.identity())))
                .get(day));
    }

    boolean isListed(int year) {
        return listedYears.contains(year);
    }

    /** The days of one year that differ from the plain week, in order. */
    List<CalendarDay> specialDays(int year) {
        LocalDate first = LocalDate.of(year, 1, 1);
        return first.datesUntil(first.plusYears(1))
                .flatMap(day -> special(day).stream())
                .toList();
    }

    Optional<Closure> closure(LocalDate day, List<String> path) {
        return closures.stream()
                .filter(closure -> closure.covers(day) && path.contains(closure.unitCode()))
                .findFirst();
    }

    List<OfficeHours> officeHours(int year) {
        LocalDate first = LocalDate.of(year, 1, 1);
        return hours.stream()
                .filter(one -> first.datesUntil(first.plusYears(1)).anyMatch(one::holdsOn))
                .toList();
    }

    boolean isWorkingDay(LocalDate day, List<String> path) {
        if (closure(day, path).isPresent()) {
            return false;
        }
        return special(day)
                .map(special -> special.kind() == CalendarDay.Kind.MAKEUP_WORKDAY)
                .orElseGet(() -> !HolidayRules.isWeekend(day));
    }

    /** When the unit works on that day; empty on a day off. */
    List<Shift> shifts(LocalDate day, List<String> path) {
        if (!isWorkingDay(day, path)) {
            return List.of();
        }
        return hoursOf(day, path).map(OfficeHours::shifts).orElse(USUAL);
    }

    Optional<OfficeHours> hoursOf(LocalDate day, List<String> path) {
        return OfficeHours.of(hours, path, day);
    }

    LocalTime cutOff(LocalDate day, List<String> path) {
        return hoursOf(day, path).map(OfficeHours::cutOff).orElse(cutOff);
    }

    boolean cutOffForHours() {
        return cutOffForHours;
    }

    LocalDate nextWorkingDay(LocalDate after, List<String> path) {
        LocalDate day = after.plusDays(1);
        while (!isWorkingDay(day, path)) {
            day = day.plusDays(1);
        }
        return day;
    }

    /** The day that counts as day of receipt. */
    LocalDate received(LocalDateTime accepted, List<String> path) {
        LocalDate day = accepted.toLocalDate();
        boolean inTime = !accepted.toLocalTime().isAfter(cutOff(day, path));
        return isWorkingDay(day, path) && inTime ? day : nextWorkingDay(day, path);
    }
}
