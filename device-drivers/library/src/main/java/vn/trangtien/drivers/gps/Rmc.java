package vn.trangtien.drivers.gps;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recommended minimum: {@code RMC,time,A,lat,N,lon,E,knots,course,date,...}.
 *
 * @param time of the fix as written, empty text if the receiver has none
 * @param valid whether the receiver has a fix
 * @param position empty without a fix
 * @param metresPerSecond over ground; empty without a fix
 * @param utc date and time, from a clock of its own while there is no fix; empty if it has none
 */
record Rmc(
        String time,
        boolean valid,
        Optional<Position> position,
        OptionalDouble metresPerSecond,
        Optional<LocalDateTime> utc) {

    private static final double METRES_PER_SECOND_OF_A_KNOT = 1852.0 / 3600;
    private static final Pattern TIME = Pattern.compile("(\\d\\d)(\\d\\d)(\\d\\d)(?:\\.(\\d{0,3})\\d*)?");
    private static final Pattern DATE = Pattern.compile("(\\d\\d)(\\d\\d)(\\d\\d)");

    static Rmc of(Sentence sentence) {
        boolean valid = sentence.text(2).equals("A");
        OptionalDouble knots = sentence.number(7);
        return new Rmc(
                sentence.time(1),
                valid,
                valid ? sentence.position(3) : Optional.empty(),
                valid && knots.isPresent()
                        ? OptionalDouble.of(knots.getAsDouble() * METRES_PER_SECOND_OF_A_KNOT)
                        : OptionalDouble.empty(),
                utc(sentence.text(9), sentence.text(1)));
    }

    /** Seconds since 1970 in UTC. */
    static double epochSeconds(LocalDateTime utc) {
        return utc.toInstant(ZoneOffset.UTC).toEpochMilli() / 1e3;
    }

    private static Optional<LocalDateTime> utc(String dateText, String timeText) {
        Matcher date = DATE.matcher(dateText);
        Matcher time = TIME.matcher(timeText);
        if (!date.matches() || !time.matches()) {
            return Optional.empty();
        }
        int twoDigits = number(date, 3);
        String fraction = time.group(4) == null ? "" : time.group(4);
        try {
            // A leap second is shown as the last second of its minute.
            return Optional.of(LocalDateTime.of(
                    twoDigits < 80 ? 2000 + twoDigits : 1900 + twoDigits,
                    number(date, 2),
                    number(date, 1),
                    number(time, 1),
                    number(time, 2),
                    Math.min(59, number(time, 3)),
                    Integer.parseInt((fraction + "000").substring(0, 3)) * 1_000_000));
        } catch (DateTimeException noSuchMoment) {
            return Optional.empty();
        }
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }
}
