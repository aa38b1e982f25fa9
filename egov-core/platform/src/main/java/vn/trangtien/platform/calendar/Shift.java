package vn.trangtien.platform.calendar;

import java.time.Duration;
import java.time.LocalTime;

/** A stretch of the working day without a break, for instance the morning. */
public record Shift(LocalTime from, LocalTime to) {

    public Shift {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("shift: from %s must lie before to %s".formatted(from, to));
        }
    }

    Duration length() {
        return Duration.between(from, to);
    }
}
