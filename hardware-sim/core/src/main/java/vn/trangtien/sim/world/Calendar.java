package vn.trangtien.sim.world;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** World time in seconds, and what the clocks of Huế say then. */
final class Calendar {

    /** Việt Nam knows no summer time. */
    private static final ZoneOffset HUE = ZoneOffset.ofHours(7);

    private final double startHour;
    private final int startDay;

    Calendar(Instant start) {
        LocalDateTime local = LocalDateTime.ofInstant(start, HUE);
        startHour = local.toLocalTime().toNanoOfDay() / 3.6e12;
        startDay = local.getDayOfYear();
    }

    static double seconds(Duration sinceStart) {
        return sinceStart.getSeconds() + sinceStart.getNano() / 1e9;
    }

    /** 0 to 24. */
    double hourOfDay(double seconds) {
        return (startHour + seconds / 3600) % 24;
    }

    int dayOfYear(double seconds) {
        return 1 + (startDay - 1 + (int) ((startHour + seconds / 3600) / 24)) % 365;
    }

    /** Whole hours since the midnight before the start. */
    long hourIndex(double seconds) {
        return (long) Math.floor(startHour + seconds / 3600);
    }

    /** 1 at {@code peakHour}, -1 twelve hours later. */
    double daily(double seconds, double peakHour) {
        return Math.cos(2 * Math.PI * (hourOfDay(seconds) - peakHour) / 24);
    }
}
