package vn.trangtien.platform.calendar;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.trangtien.platform.text.Sentence;

/**
 * A deadline and how it came about.
 *
 * @param accepted local time of receipt
 * @param due the last moment; absent while the clock stands still
 * @param provisional whether a day matters that no confirmed list names
 * @param headline the result in one sentence
 * @param steps why, in the order of time
 */
public record Deadline(
        Term term,
        LocalDateTime accepted,
        @Nullable LocalDateTime due,
        boolean provisional,
        Sentence headline,
        List<Sentence> steps) {

    public Deadline {
        steps = List.copyOf(steps);
    }

    /** The last moment, unless the clock stands still. */
    public Optional<LocalDateTime> dueAt() {
        return Optional.ofNullable(due);
    }

    /** The whole explanation; English for English readers, Vietnamese for everybody else. */
    public String explain(Locale locale) {
        return headline.in(locale) + " "
                + steps.stream().map(step -> step.in(locale)).collect(Collectors.joining(" "));
    }
}
