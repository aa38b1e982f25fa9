package vn.trangtien.platform.calendar;

import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.trangtien.platform.text.Words;

/**
 * A time in which the clock stands still because the office waits for somebody else. In working days the day on which it begins is used and
 * the day on which it ends is not counted; in working hours it counts to the minute.
 *
 * @param to absent while it lasts
 * @param reason for the explanation
 */
public record Pause(LocalDateTime from, @Nullable LocalDateTime to, Words reason) {

    public Pause {
        if (to != null && to.isBefore(from)) {
            throw new IllegalArgumentException("pause: to %s must not lie before from %s".formatted(to, from));
        }
    }

    /** Refuses pauses that overlap, go on without end before others, or begin before the clock does. */
    static void check(LocalDateTime accepted, List<Pause> pauses) {
        LocalDateTime free = accepted;
        for (Pause pause : pauses) {
            if (free == null || pause.from().isBefore(free)) {
                throw new IllegalArgumentException(
                        "pause from %s must begin after %s; give pauses in order and end each before the next"
                                .formatted(pause.from(), free == null ? "the one before it ended" : free));
            }
            free = pause.to();
        }
    }
}
