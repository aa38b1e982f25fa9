package vn.trangtien.platform.calendar.lunar;

import java.time.LocalDate;
import java.time.temporal.JulianFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Turns days into lunar days and back, 1968 to 2199. Thread-safe.
 *
 * <p>Rules, after Hồ Ngọc Đức's description of the calendar: a month begins on the day of the new moon; the eleventh month is the one
 * with the winter solstice; when thirteen months lie between two of them, the first one within which the sun enters no new twelfth of its way
 * is a leap month and has the number of the month before. All days are those of UTC+7, which is what makes the calendar differ from the Chinese
 * one in some years. UTC+7 is the law since 1968 (decision 121/CP of 1967); what was counted before is left out.
 */
public final class LunarCalendar {

    private static final int FIRST = 1968;
    private static final int LAST = 2199;
    private static final int WINTER = 9;
    private static final int ELEVENTH = 11;

    /** One month; its number and the year it belongs to. */
    private record Month(long start, long end, int year, int number, boolean leap) {}

    /** The months from one eleventh month up to the next, by the year in which the first of them begins. */
    private static final Map<Integer, List<Month>> WINTERS = new ConcurrentHashMap<>();

    private LunarCalendar() {}

    /** @throws IllegalArgumentException if the day lies outside 1968 to 2199 */
    public static LunarDate of(LocalDate day) {
        checkYear(day.getYear());
        long julianDay = day.getLong(JulianFields.JULIAN_DAY);
        for (int winter = day.getYear() - 1; winter <= day.getYear(); winter++) {
            for (Month month : winter(winter)) {
                if (julianDay >= month.start() && julianDay < month.end()) {
                    int dayOfMonth = (int) (julianDay - month.start()) + 1;
                    return new LunarDate(month.year(), month.number(), month.leap(), dayOfMonth);
                }
            }
        }
        throw new IllegalStateException("no lunar month holds " + day);
    }

    /**
     * The day of the common calendar.
     *
     * @throws IllegalArgumentException if that year has no such leap month, or the month no such day
     */
    public static LocalDate toSolar(LunarDate date) {
        // The first days of 1968 still belong to the lunar year before.
        checkYear(date.year() == FIRST - 1 ? FIRST : date.year());
        for (int winter = date.year() - 1; winter <= date.year(); winter++) {
            for (Month month : winter(winter)) {
                boolean same = month.year() == date.year()
                        && month.number() == date.month()
                        && month.leap() == date.leapMonth();
                if (same && month.start() + date.day() <= month.end()) {
                    return day(month.start() + date.day() - 1);
                }
            }
        }
        throw new IllegalArgumentException("%s does not exist; the month is shorter or no leap month".formatted(date));
    }

    /** The first day of the lunar year (Tết Nguyên đán). */
    public static LocalDate newYear(int year) {
        return toSolar(new LunarDate(year, 1, 1));
    }

    private static void checkYear(int year) {
        if (year < FIRST || year > LAST) {
            throw new IllegalArgumentException(
                    "the lunar calendar reaches from %d to %d, but the year was %d".formatted(FIRST, LAST, year));
        }
    }

    private static List<Month> winter(int year) {
        return WINTERS.computeIfAbsent(year, LunarCalendar::months);
    }

    private static List<Month> months(int year) {
        int first = eleventh(year);
        int count = eleventh(year + 1) - first;
        boolean leapYear = count == 13;
        var months = new ArrayList<Month>();
        int number = ELEVENTH;
        boolean leapSeen = false;
        for (int i = 0; i < count; i++) {
            long start = Heavens.newMoon(first + i);
            long end = Heavens.newMoon(first + i + 1);
            boolean leap = leapYear && !leapSeen && i > 0 && Heavens.twelfth(start) == Heavens.twelfth(end);
            leapSeen |= leap;
            if (i > 0 && !leap) {
                number = number % 12 + 1;
            }
            months.add(new Month(start, end, number >= ELEVENTH ? year : year + 1, number, leap));
        }
        return List.copyOf(months);
    }

    /** Number of the new moon that begins the eleventh month. */
    private static int eleventh(int year) {
        int number = Heavens.monthNear(LocalDate.of(year, 12, 31).getLong(JulianFields.JULIAN_DAY));
        while (Heavens.twelfth(Heavens.newMoon(number)) >= WINTER || Heavens.newMoon(number) > lastOf(year)) {
            number--;
        }
        return number;
    }

    private static long lastOf(int year) {
        return LocalDate.of(year, 12, 31).getLong(JulianFields.JULIAN_DAY);
    }

    private static LocalDate day(long julianDay) {
        return LocalDate.MIN.with(JulianFields.JULIAN_DAY, julianDay);
    }
}
