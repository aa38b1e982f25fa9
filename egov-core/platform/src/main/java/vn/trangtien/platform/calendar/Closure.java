package vn.trangtien.platform.calendar;

import java.time.LocalDate;

/**
 * Days on which one unit and those below it are closed although others work, for instance after a flood.
 *
 * @param to last day
 * @param basis the decision
 */
public record Closure(String unitCode, LocalDate from, LocalDate to, String reasonVi, String reasonEn, String basis) {

    /** Longer than that an office is not closed but abolished. */
    private static final int LONGEST_DAYS = 366;

    public Closure {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException(
                    "closure of %s: to %s must not lie before from %s".formatted(unitCode, to, from));
        }
        if (from.plusDays(LONGEST_DAYS).isBefore(to)) {
            throw new IllegalArgumentException("closure of %s from %s: to must come within %d days, but was %s"
                    .formatted(unitCode, from, LONGEST_DAYS, to));
        }
    }

    boolean covers(LocalDate day) {
        return !day.isBefore(from) && !day.isAfter(to);
    }
}
