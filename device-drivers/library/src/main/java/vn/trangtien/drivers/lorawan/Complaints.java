package vn.trangtien.drivers.lorawan;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Counts what was wrong with messages, and keeps saying so for an hour after the last of it. Not thread-safe.
 *
 * <p>Texts of a network are shortened and freed of control characters before a person or a log sees them.
 */
final class Complaints {

    private static final long REMEMBERED = Duration.ofHours(1).toNanos();
    private static final int LONGEST = 160;

    private final Map<Complaint, Long> counts = new EnumMap<>(Complaint.class);
    private String last = "";
    private long lastAt;

    void add(Complaint complaint, String detail, long at) {
        add(complaint, 1, detail, at);
    }

    void add(Complaint complaint, long times, String detail, long at) {
        counts.merge(complaint, times, Long::sum);
        last = plain(detail);
        lastAt = at;
    }

    long count(Complaint complaint) {
        return counts.getOrDefault(complaint, 0L);
    }

    Optional<String> report(long now) {
        if (counts.isEmpty() || now - lastAt > REMEMBERED) {
            return Optional.empty();
        }
        String kinds = counts.entrySet().stream()
                .map(entry -> entry.getValue() + " × " + entry.getKey().words())
                .collect(Collectors.joining(", "));
        return Optional.of("since opening: %s; last: %s".formatted(kinds, last));
    }

    /** The beginning of a text of unknown origin, fit for one line. */
    static String plain(String text) {
        String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
