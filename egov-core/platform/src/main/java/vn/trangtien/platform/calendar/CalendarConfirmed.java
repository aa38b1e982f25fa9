package vn.trangtien.platform.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * The list of a year was confirmed; goes out on topic {@link #TOPIC} with the year as key, after the commit, at least once.
 *
 * @param id of the event
 * @param list number of the list; a higher one replaces a lower one of the same year
 * @param changed days that are worked now and were not before, or the other way round
 */
public record CalendarConfirmed(String id, int year, long list, String basis, List<LocalDate> changed, Instant at) {

    public static final String TOPIC = "egov.calendar.v1";

    public CalendarConfirmed {
        changed = List.copyOf(changed);
    }
}
