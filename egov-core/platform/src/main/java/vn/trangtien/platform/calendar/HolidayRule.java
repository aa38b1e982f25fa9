package vn.trangtien.platform.calendar;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.trangtien.platform.calendar.lunar.LunarCalendar;
import vn.trangtien.platform.calendar.lunar.LunarDate;

/**
 * A day off by law, as long as the law says so. Which days it means in a year is a proposal; the government's list decides.
 *
 * @param code name of the rule in the data file
 * @param type how the days are found
 * @param month 1 to 12; not used by {@link Type#LUNAR_NEW_YEAR}
 * @param day of the month; not used by {@link Type#LUNAR_NEW_YEAR}
 * @param days how many days off there are together
 * @param before how many of them lie before the first day of the lunar year
 * @param fromYear first year of the rule
 * @param toYear last year; absent while it is in force
 * @param source legal basis
 */
public record HolidayRule(
        String code,
        Type type,
        int month,
        int day,
        int days,
        int before,
        String nameVi,
        String nameEn,
        int fromYear,
        @Nullable Integer toYear,
        String source) {

    /** How the days of a rule are found. */
    public enum Type {
        /** The same day each year. */
        FIXED,
        /** A fixed day and as many days next to it as there are {@code days} more than one, on the side with the longer rest. */
        FIXED_WITH_ADJACENT,
        /** A day of the lunar year. */
        LUNAR,
        /** The days around the first day of the lunar year (Tết Nguyên đán). */
        LUNAR_NEW_YEAR
    }

    boolean appliesIn(int year) {
        return year >= fromYear && (toYear == null || year <= toYear);
    }

    /** Days that do not depend on others; the side of an adjacent day does, and is chosen by {@link HolidayRules}. */
    List<LocalDate> certainDays(int year) {
        return switch (type) {
            case FIXED ->
                Stream.iterate(LocalDate.of(year, month, day), next -> next.plusDays(1))
                        .limit(days)
                        .toList();
            case FIXED_WITH_ADJACENT -> List.of(LocalDate.of(year, month, day));
            case LUNAR -> List.of(LunarCalendar.toSolar(new LunarDate(year, month, day)));
            case LUNAR_NEW_YEAR ->
                Stream.iterate(LunarCalendar.newYear(year).minusDays(before), next -> next.plusDays(1))
                        .limit(days)
                        .toList();
        };
    }

    CalendarDay off(LocalDate date) {
        return new CalendarDay(date, CalendarDay.Kind.HOLIDAY, nameVi, nameEn, source, false);
    }
}
