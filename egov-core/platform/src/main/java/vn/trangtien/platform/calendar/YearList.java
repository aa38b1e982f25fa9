package vn.trangtien.platform.calendar;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import vn.trangtien.platform.database.Timestamps;

/**
 * The days off of one year as somebody confirmed them.
 *
 * @param id rises with every confirmation; the highest of a year is in force
 * @param basis legal basis of the whole list
 * @param confirmedBy account id
 */
public record YearList(
        long id, int year, String basis, String confirmedBy, Instant confirmedAt, List<CalendarDay> days) {

    public YearList {
        days = List.copyOf(days);
    }

    static YearList of(ResultSet row, CalendarStore store) throws SQLException {
        long id = row.getLong("id");
        return new YearList(
                id,
                row.getInt("year"),
                row.getString("basis"),
                row.getString("confirmed_by"),
                Timestamps.fromDatabase(row, "confirmed_at"),
                store.daysOf(id));
    }
}
