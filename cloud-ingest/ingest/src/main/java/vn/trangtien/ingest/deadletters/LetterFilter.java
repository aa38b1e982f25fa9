package vn.trangtien.ingest.deadletters;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.trangtien.platform.database.Timestamps;

/**
 * Which letters are meant; what is null or empty does not narrow.
 *
 * @param reason one word, as in the counters
 * @param sender {@code account/gateway}
 * @param from first instant of receipt that counts
 * @param to first instant of receipt that no longer counts
 * @param ids at most {@value #MOST_IDS}
 */
public record LetterFilter(
        @Nullable String reason,
        @Nullable String sender,
        @Nullable LetterState state,
        @Nullable Instant from,
        @Nullable Instant to,
        List<Long> ids) {

    /** Every letter. */
    public static final LetterFilter ALL = new LetterFilter(null, null, null, null, null, List.of());

    static final int MOST_IDS = 1_000;

    private static final int MAX_TEXT = 300;
    private static final ZoneId CITY = ZoneId.of("Asia/Ho_Chi_Minh");

    public LetterFilter {
        ids = List.copyOf(ids);
        if (ids.size() > MOST_IDS) {
            throw wrong("ids", Integer.toString(ids.size()), "tối đa " + MOST_IDS, "at most " + MOST_IDS);
        }
    }

    /** The network's door. @throws IllegalArgumentException naming field, value and rule in both languages */
    public static LetterFilter of(
            @Nullable String reason,
            @Nullable String sender,
            @Nullable String state,
            @Nullable String from,
            @Nullable String to,
            @Nullable List<Long> ids) {
        return new LetterFilter(
                text("reason", reason),
                text("gateway", sender),
                state(state),
                instant("from", from),
                instant("to", to),
                ids == null ? List.of() : ids);
    }

    /** The same, narrowed to one state. */
    public LetterFilter inState(LetterState wanted) {
        return new LetterFilter(reason, sender, wanted, from, to, ids);
    }

    /** Whether it narrows at all. */
    public boolean isEverything() {
        return equals(ALL);
    }

    /** For the audit: what is set, as {@code name=value}. */
    public String inWords() {
        var words = new ArrayList<String>();
        add(words, "reason", reason);
        add(words, "gateway", sender);
        add(words, "state", state);
        add(words, "from", from);
        add(words, "to", to);
        if (!ids.isEmpty()) {
            words.add("ids=" + (ids.size() > 20 ? ids.subList(0, 20) + "…(" + ids.size() + ")" : ids));
        }
        return words.isEmpty() ? "all" : String.join(" ", words);
    }

    /** A condition over {@code ingest.dead_letter l} that holds no text of a user, and the texts beside it. */
    record Where(String condition, Map<String, Object> parameters) {}

    Where where() {
        List<String> conditions = new ArrayList<>();
        Map<String, Object> parameters = new HashMap<>();
        if (reason != null) {
            conditions.add("l.reason = :reason");
            parameters.put("reason", reason);
        }
        if (sender != null) {
            conditions.add("l.sender = :sender");
            parameters.put("sender", sender);
        }
        if (state != null) {
            conditions.add("l.state = :state");
            parameters.put("state", state.name());
        }
        if (from != null) {
            conditions.add("l.received_at >= :from");
            parameters.put("from", Timestamps.toDatabase(from));
        }
        if (to != null) {
            conditions.add("l.received_at < :to");
            parameters.put("to", Timestamps.toDatabase(to));
        }
        if (!ids.isEmpty()) {
            conditions.add("l.id in (:ids)");
            parameters.put("ids", ids);
        }
        return new Where(conditions.isEmpty() ? "true" : String.join(" and ", conditions), parameters);
    }

    private static void add(List<String> words, String name, @Nullable Object value) {
        if (value != null) {
            words.add(name + "=" + value);
        }
    }

    private static @Nullable String text(String field, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        if (text.length() > MAX_TEXT || text.indexOf('\0') >= 0) {
            throw wrong(field, "…", "tối đa 300 ký tự", "at most 300 characters");
        }
        return text.strip();
    }

    private static @Nullable LetterState state(@Nullable String name) {
        if (name == null || name.isBlank()) {
            return null;
        }
        return Arrays.stream(LetterState.values())
                .filter(state -> state.name().equals(name))
                .findFirst()
                .orElseThrow(() -> wrong(
                        "state",
                        name,
                        "một trong " + Arrays.toString(LetterState.values()),
                        "one of " + Arrays.toString(LetterState.values())));
    }

    /** An instant, or a time without a zone as a browser's field gives it, which is the city's. */
    private static @Nullable Instant instant(String field, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return text.endsWith("Z")
                    ? Instant.parse(text)
                    : LocalDateTime.parse(text).atZone(CITY).toInstant();
        } catch (DateTimeParseException e) {
            throw wrong(field, text, "thời điểm như 2026-11-23T17:00:00Z", "an instant like 2026-11-23T17:00:00Z");
        }
    }

    private static IllegalArgumentException wrong(String field, String value, String vietnamese, String english) {
        return new IllegalArgumentException(
                "%s phải là %s, nhưng là '%s'; hãy sửa lại hoặc bỏ đi / %s must be %s, but was '%s'; correct it or leave it out"
                        .formatted(field, vietnamese, value, field, english, value));
    }
}
