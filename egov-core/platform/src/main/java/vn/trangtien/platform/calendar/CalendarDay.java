package vn.trangtien.platform.calendar;

import java.time.LocalDate;
import java.util.Locale;

/**
 * A day on which work differs from the plain week of Monday to Friday.
 *
 * @param source legal basis or announcement
 * @param confirmed whether the government has announced it; the others follow from the law or are expected
 */
public record CalendarDay(LocalDate date, Kind kind, String nameVi, String nameEn, String source, boolean confirmed) {

    public enum Kind {
        /** A day off by law. */
        HOLIDAY,
        /** A working day given free in exchange for another day. */
        COMPENSATORY_OFF,
        /** A Saturday or Sunday that is worked. */
        MAKEUP_WORKDAY
    }

    public String name(Locale locale) {
        return locale.getLanguage().equals("en") ? nameEn : nameVi;
    }
}
