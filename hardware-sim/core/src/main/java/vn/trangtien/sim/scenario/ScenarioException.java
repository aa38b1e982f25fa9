package vn.trangtien.sim.scenario;

import java.util.List;

/** A scenario with mistakes: all of them, each with file, line, key, value and rule. */
public final class ScenarioException extends Exception {

    private final transient List<String> problems;

    public ScenarioException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }
}
