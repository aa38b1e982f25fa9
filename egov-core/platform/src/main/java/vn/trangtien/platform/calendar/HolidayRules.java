package vn.trangtien.platform.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.core.io.ClassPathResource;
import vn.trangtien.platform.database.Datasets;

/**
 * Proposes the days off of a year. Immutable.
 *
 * <p>A holiday on a Saturday or Sunday is made up for on the next working day (Labour Code 2019, article 111.3). Two days before the
 * lunar new year and three from it give the weekdays of every list that the government decided from 2016 to 2026; the day beside National Day is
 * the one that makes the longer rest, and the earlier one if both do. Exchanged days are decisions and are never proposed.
 */
public final class HolidayRules {

    /** The data file; see {@code platform/holiday-rules.yaml}. */
    record File(int version, String about, Substitution substitution, List<HolidayRule> rules)
            implements Datasets.Versioned {}

    /** What a day off that makes up for a holiday on a weekend is called. */
    record Substitution(String nameVi, String nameEn, String source) {}

    private final List<HolidayRule> rules;
    private final Substitution substitution;

    HolidayRules(File file) {
        rules = List.copyOf(file.rules());
        substitution = file.substitution();
    }

    /** The rules that come with the platform. */
    public static HolidayRules bundled() {
        return new HolidayRules(Datasets.read(new ClassPathResource("platform/holiday-rules.yaml"), File.class));
    }

    /**
     * What the law gives in that year, in the order of days, none of it confirmed.
     *
     * @throws IllegalArgumentException if the year lies outside 1968 to 2199
     */
    public List<CalendarDay> propose(int year) {
        var days = new TreeMap<LocalDate, CalendarDay>();
        for (HolidayRule rule : rules) {
            if (rule.appliesIn(year)) {
                rule.certainDays(year).forEach(day -> days.putIfAbsent(day, rule.off(day)));
            }
        }
        for (HolidayRule rule : rules) {
            if (rule.appliesIn(year) && rule.type() == HolidayRule.Type.FIXED_WITH_ADJACENT) {
                addAdjacent(rule, days, year);
            }
        }
        substitutes(days.values()).forEach(day -> days.put(day.date(), day));
        return List.copyOf(days.values());
    }

    private void addAdjacent(HolidayRule rule, TreeMap<LocalDate, CalendarDay> days, int year) {
        LocalDate fixed = LocalDate.of(year, rule.month(), rule.day());
        for (int i = 1; i < rule.days(); i++) {
            LocalDate earlier = fixed.minusDays(i);
            LocalDate later = fixed.plusDays(i);
            LocalDate chosen = rest(days, rule, earlier) >= rest(days, rule, later) ? earlier : later;
            days.putIfAbsent(chosen, rule.off(chosen));
        }
    }

    /** How many days in a row are free around a day if it were off too. */
    private long rest(TreeMap<LocalDate, CalendarDay> days, HolidayRule rule, LocalDate candidate) {
        var tried = new TreeMap<>(days);
        tried.putIfAbsent(candidate, rule.off(candidate));
        substitutes(tried.values()).forEach(day -> tried.put(day.date(), day));
        LocalDate first = candidate;
        while (isFree(tried, first.minusDays(1))) {
            first = first.minusDays(1);
        }
        LocalDate last = candidate;
        while (isFree(tried, last.plusDays(1))) {
            last = last.plusDays(1);
        }
        return last.toEpochDay() - first.toEpochDay() + 1;
    }

    private static boolean isFree(TreeMap<LocalDate, CalendarDay> days, LocalDate day) {
        return isWeekend(day) || days.containsKey(day);
    }

    private List<CalendarDay> substitutes(Collection<CalendarDay> holidays) {
        var taken = new ArrayList<LocalDate>(
                holidays.stream().map(CalendarDay::date).toList());
        var substitutes = new ArrayList<CalendarDay>();
        for (CalendarDay holiday : holidays) {
            if (isWeekend(holiday.date())) {
                LocalDate day = holiday.date();
                while (isWeekend(day) || taken.contains(day)) {
                    day = day.plusDays(1);
                }
                taken.add(day);
                substitutes.add(new CalendarDay(
                        day,
                        CalendarDay.Kind.COMPENSATORY_OFF,
                        substitution.nameVi() + " " + holiday.nameVi(),
                        substitution.nameEn() + " " + holiday.nameEn(),
                        substitution.source(),
                        false));
            }
        }
        return substitutes;
    }

    static boolean isWeekend(LocalDate day) {
        return Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY).contains(day.getDayOfWeek());
    }
}
