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

    private final Map<Complaint, Heap> heaps = new EnumMap<>(Complaint.class);
    private long lastAt;

    /**
     * All of one kind.
     *
     * @param last detail of the last one
     */
    private record Heap(long count, String last) {}

    void add(Complaint complaint, String detail, long at) {
        add(complaint, 1, detail, at);
    }

    void add(Complaint complaint, long times, String detail, long at) {
        heaps.merge(
                complaint,
                new Heap(times, plain(detail)),
                (before, now) -> new Heap(before.count() + now.count(), now.last()));
        lastAt = at;
    }

    Optional<String> report(long now) {
        if (heaps.isEmpty() || now - lastAt > REMEMBERED) {
            return Optional.empty();
        }
        return Optional.of(heaps.entrySet().stream()
                .map(entry -> "%d × %s (last: %s)"
                        .formatted(
                                entry.getValue().count(),
                                entry.getKey().words(),
                                entry.getValue().last()))
                .collect(Collectors.joining("; ", "since opening: ", "")));
    }

    /** The beginning of a text of unknown origin, fit for one line. */
    static String plain(String text) {
        String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
