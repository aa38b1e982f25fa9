package vn.trangtien.egov.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import vn.trangtien.platform.calendar.CalendarDay;
import vn.trangtien.platform.calendar.lunar.LunarCalendar;
import vn.trangtien.platform.calendar.lunar.LunarDate;

/** A year as the page shows it. Pure. */
final class YearView {

    /**
     * One day of a month.
     *
     * @param lunar day of the lunar month; the first one with its month
     * @param kind {@code work}, {@code weekend}, or the name of the kind of day in the list
     * @param name what the day is called in the list; empty for others
     */
    record Day(LocalDate date, String lunar, String kind, String name, boolean confirmed) {}

    /** A month in weeks from Monday to Sunday; days of other months are absent. */
    record Month(YearMonth month, List<List<@Nullable Day>> weeks) {}

    /** A day that the proposal or the list names; the same if it is worked by both or by none. */
    record Compared(
            LocalDate date,
            @Nullable CalendarDay proposed,
            @Nullable CalendarDay listed,
            boolean same) {}

    private YearView() {}

    static List<Month> months(int year, List<CalendarDay> days, Locale locale) {
        Map<LocalDate, CalendarDay> special =
                days.stream().collect(Collectors.toMap(CalendarDay::date, Function.identity()));
        return IntStream.rangeClosed(1, 12)
                .mapToObj(month -> month(YearMonth.of(year, month), special, locale))
                .toList();
    }

    private static Month month(YearMonth month, Map<LocalDate, CalendarDay> special, Locale locale) {
        var weeks = new ArrayList<List<@Nullable Day>>();
        var week = new ArrayList<@Nullable Day>();
        int before = month.atDay(1).getDayOfWeek().getValue() - DayOfWeek.MONDAY.getValue();
        for (int i = 0; i < before; i++) {
            week.add(null);
        }
        for (int number = 1; number <= month.lengthOfMonth(); number++) {
            week.add(day(month.atDay(number), special, locale));
            if (week.size() == 7) {
                weeks.add(week);
                week = new ArrayList<>();
            }
        }
        while (!week.isEmpty() && week.size() < 7) {
            week.add(null);
        }
        if (!week.isEmpty()) {
            weeks.add(week);
        }
        return new Month(month, weeks);
    }

    private static Day day(LocalDate date, Map<LocalDate, CalendarDay> special, Locale locale) {
        CalendarDay listed = special.get(date);
        if (listed != null) {
            return new Day(date, lunar(date), listed.kind().name(), listed.name(locale), listed.confirmed());
        }
        return new Day(date, lunar(date), isWeekend(date) ? "weekend" : "work", "", true);
    }

    private static String lunar(LocalDate date) {
        LunarDate lunar = LunarCalendar.of(date);
        if (lunar.day() > 1) {
            return Integer.toString(lunar.day());
        }
        return "1/" + lunar.month() + (lunar.leapMonth() ? "n" : "");
    }

    /** Proposal and list side by side. */
    static List<Compared> compare(List<CalendarDay> proposal, List<CalendarDay> listed) {
        Map<LocalDate, CalendarDay> left =
                proposal.stream().collect(Collectors.toMap(CalendarDay::date, Function.identity()));
        Map<LocalDate, CalendarDay> right =
                listed.stream().collect(Collectors.toMap(CalendarDay::date, Function.identity()));
        var all = new TreeSet<>(left.keySet());
        all.addAll(right.keySet());
        return all.stream()
                .map(date -> {
                    CalendarDay one = left.get(date);
                    CalendarDay other = right.get(date);
                    return new Compared(date, one, other, isWorked(date, one) == isWorked(date, other));
                })
                .toList();
    }

    private static boolean isWorked(LocalDate date, @Nullable CalendarDay day) {
        return day == null ? !isWeekend(date) : day.kind() == CalendarDay.Kind.MAKEUP_WORKDAY;
    }

    private static boolean isWeekend(LocalDate date) {
        return Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY).contains(date.getDayOfWeek());
    }
}
