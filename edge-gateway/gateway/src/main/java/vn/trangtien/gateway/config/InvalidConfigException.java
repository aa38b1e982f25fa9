package vn.trangtien.gateway.config;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration with mistakes: all of them, in the order of the file. */
public final class InvalidConfigException extends Exception {

    private final transient List<ConfigProblem> problems;

    public InvalidConfigException(List<ConfigProblem> problems) {
        super(problems.stream().map(ConfigProblem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    public List<ConfigProblem> problems() {
        return problems;
    }
}
