package vn.trangtien.gateway.rules;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.trangtien.gateway.config.RuleEntry;
import vn.trangtien.gateway.config.RuleEntry.Action;
import vn.trangtien.gateway.poll.DeviceCommands;

/**
 * Where each output shall be. Of several rules that hold and switch the same output, the first of the configuration decides;
 * when the last of them ceases, its {@code otherwise} does. Not thread-safe.
 */
final class Switchboard {

    private final List<RuleEntry> rules;
    private final DeviceCommands outputs;
    private final Map<String, SwitchTask> tasks = new LinkedHashMap<>();

    Switchboard(List<RuleEntry> rules, DeviceCommands outputs) {
        this.rules = rules;
        this.outputs = outputs;
    }

    /** What a rule decides by beginning or ceasing to hold. */
    interface Holding {
        boolean holds(RuleEntry rule);
    }

    /** A rule began or ceased to hold, or says after a start where its outputs belong. */
    void changed(RuleEntry rule, Holding now) {
        List<Action> actions = now.holds(rule) ? rule.then() : rule.otherwise();
        actions.forEach(action -> put(winner(action.target(), now).orElse(action)));
        if (!now.holds(rule)) {
            // What this rule had overruled comes to its right.
            rule.then().forEach(action -> winner(action.target(), now).ifPresent(this::put));
        }
    }

    private Optional<Action> winner(String target, Holding now) {
        return rules.stream()
                .filter(now::holds)
                .flatMap(rule -> rule.then().stream())
                .filter(action -> action.target().equals(target))
                .findFirst();
    }

    private void put(Action action) {
        SwitchTask task = tasks.get(action.target());
        if (task == null) {
            tasks.put(action.target(), new SwitchTask(outputs, action));
        } else if (task.wanted().value() != action.value()) {
            task.want(action);
        }
    }

    void deviceSilent(String device) {
        tasksOf(device).forEach(SwitchTask::deviceSilent);
    }

    void deviceAnswers(String device) {
        tasksOf(device).forEach(SwitchTask::deviceAnswers);
    }

    private List<SwitchTask> tasksOf(String device) {
        return tasks.values().stream()
                .filter(task -> task.wanted().device().equals(device))
                .toList();
    }

    void look(long now) {
        tasks.values().forEach(task -> task.look(now));
    }

    /** Whether every output of a list has answered one way or the other. */
    boolean hasAnswered(List<Action> actions) {
        return actions.stream()
                .map(action -> tasks.get(action.target()))
                .noneMatch(task -> task != null && task.state() == SwitchTask.State.PENDING);
    }

    /** For people: {@code siren.on=1}, or why it is not. */
    String told(Action action) {
        SwitchTask task = tasks.get(action.target());
        String text = "%s=%s".formatted(action.target(), number(action.value()));
        if (task == null) {
            return text;
        }
        if (task.wanted().value() != action.value()) {
            return "%s=%s (overruled)"
                    .formatted(action.target(), number(task.wanted().value()));
        }
        return switch (task.state()) {
            case DONE -> text;
            case PENDING -> text + " (pending)";
            case FAILED -> text + " (failed: " + task.error() + ")";
        };
    }

    static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
