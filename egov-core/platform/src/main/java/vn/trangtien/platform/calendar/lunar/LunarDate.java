package vn.trangtien.platform.calendar.lunar;

/**
 * A day of the Vietnamese lunar calendar.
 *
 * @param year the year of the common era in which this lunar year begins
 * @param month 1 to 12
 * @param leapMonth whether it is the second month of that number
 * @param day 1 to 30
 */
public record LunarDate(int year, int month, boolean leapMonth, int day) {

    public LunarDate {
        if (month < 1 || month > 12) {
            throw new IllegalArgumentException("lunar month must be 1 to 12, but was " + month);
        }
        if (day < 1 || day > 30) {
            throw new IllegalArgumentException("lunar day must be 1 to 30, but was " + day);
        }
    }

    /** The day in an ordinary month. */
    public LunarDate(int year, int month, int day) {
        this(year, month, false, day);
    }
}
