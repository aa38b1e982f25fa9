package vn.trangtien.gateway.rules;

import java.time.Duration;
import vn.trangtien.gateway.config.RuleEntry.Condition;

/** A condition in the signs that both languages know: {@code mean(river.level, 5m) > 3.2 (3m)}. */
final class ConditionText {

    private ConditionText() {}

    static String of(Condition condition) {
        String source = condition
                .window()
                .map(window -> "%s(%s, %s)".formatted(window.take().code(), condition.source(), shown(window.length())))
                .orElse(condition.source());
        boolean isAbove = condition.threshold().above().isPresent();
        double threshold = isAbove
                ? condition.threshold().above().getAsDouble()
                : condition.threshold().below().orElseThrow();
        Duration hold = condition.threshold().hold();
        return "%s %s %s%s"
                .formatted(
                        source,
                        isAbove ? ">" : "<",
                        Switchboard.number(threshold),
                        hold.isZero() ? "" : " (" + shown(hold) + ")");
    }

    private static String shown(Duration time) {
        if (time.toSeconds() % 60 == 0 && time.toSeconds() > 0) {
            return time.toMinutes() % 60 == 0 ? time.toHours() + "h" : time.toMinutes() + "m";
        }
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + "s" : time.toMillis() + "ms";
    }
}
