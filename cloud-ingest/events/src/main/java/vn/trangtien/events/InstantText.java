package vn.trangtien.events;

import java.time.Instant;

/**
 * Instants as text, exactly as {@link Instant#toString()} writes them, and several times as fast: of the many instants of a stream
 * most lie in the same second as the one before. Thread-safe.
 */
public final class InstantText {

    private static final int NANOS_OF_MILLI = 1_000_000;
    private static final int MILLIS = 1_000;

    /** Text up to the second, {@code 2026-11-22T07:15:30}. */
    private record Second(long epoch, String text) {}

    private static volatile Second last = new Second(0, "1970-01-01T00:00:00");

    private InstantText() {}

    public static String of(Instant at) {
        int nanos = at.getNano();
        if (nanos % NANOS_OF_MILLI != 0) {
            return at.toString();
        }
        var text = new StringBuilder(24).append(second(at.getEpochSecond()));
        int millis = nanos / NANOS_OF_MILLI;
        if (millis > 0) {
            text.append('.');
            for (int digit = MILLIS / 10; digit > 0; digit /= 10) {
                text.append((char) ('0' + millis / digit % 10));
            }
        }
        return text.append('Z').toString();
    }

    private static String second(long epoch) {
        Second known = last;
        if (known.epoch() != epoch) {
            String whole = Instant.ofEpochSecond(epoch).toString();
            known = new Second(epoch, whole.substring(0, whole.length() - 1));
            last = known;
        }
        return known.text();
    }
}
