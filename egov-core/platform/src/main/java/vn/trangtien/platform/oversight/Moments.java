package vn.trangtien.platform.oversight;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import vn.trangtien.platform.database.DatabaseAutoConfiguration;

/** Instants as people read them, and days as they type them; both in Vietnam. */
final class Moments {

    private static final DateTimeFormatter SHOWN =
            DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm:ss").withZone(DatabaseAutoConfiguration.ZONE);

    private Moments() {}

    static String shown(Instant at) {
        return SHOWN.format(at);
    }

    /** The beginning of a day; empty for what is no day. */
    static Optional<Instant> beginning(String isoDay) {
        return day(isoDay)
                .map(day -> day.atStartOfDay(DatabaseAutoConfiguration.ZONE).toInstant());
    }

    /** The first moment after a day. */
    static Optional<Instant> end(String isoDay) {
        return day(isoDay)
                .map(day -> day.plusDays(1)
                        .atStartOfDay(DatabaseAutoConfiguration.ZONE)
                        .toInstant());
    }

    private static Optional<LocalDate> day(String isoDay) {
        try {
            return isoDay.isBlank() ? Optional.empty() : Optional.of(LocalDate.parse(isoDay.strip()));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
