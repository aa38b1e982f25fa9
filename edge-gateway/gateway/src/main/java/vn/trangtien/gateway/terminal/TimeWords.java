package vn.trangtien.gateway.terminal;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import vn.trangtien.drivers.Text;

/** Times as people say them. Stateless. */
public final class TimeWords {

    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final int MOST_UNITS = 2;

    private TimeWords() {}

    private record Unit(String vietnamese, String english, long seconds) {}

    private static final List<Unit> UNITS = List.of(
            new Unit("ngày", "d", 86_400),
            new Unit("giờ", "h", 3_600),
            new Unit("phút", "min", 60),
            new Unit("giây", "s", 1));

    /** For example {@code 1 giờ 5 phút / 1 h 5 min}: the two largest units, rounded down; less than a second is 0. */
    public static Text of(Duration length) {
        long left = Math.max(0, length.toSeconds());
        List<String> vietnamese = new ArrayList<>();
        List<String> english = new ArrayList<>();
        int looked = 0;
        for (Unit unit : UNITS) {
            long whole = left / unit.seconds();
            left %= unit.seconds();
            if (whole > 0) {
                vietnamese.add(whole + " " + unit.vietnamese());
                english.add(whole + " " + unit.english());
            }
            // A day and three seconds is a day.
            looked += whole > 0 || looked > 0 ? 1 : 0;
            if (looked == MOST_UNITS) {
                break;
            }
        }
        return vietnamese.isEmpty()
                ? new Text("0 giây", "0 s")
                : new Text(String.join(" ", vietnamese), String.join(" ", english));
    }

    /** Local time of day to the second, for example {@code 2026-11-23 20:15:07}. */
    public static String of(Instant at, ZoneId zone) {
        return LOCAL.format(at.atZone(zone));
    }
}
