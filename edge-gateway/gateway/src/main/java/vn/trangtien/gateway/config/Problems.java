package vn.trangtien.gateway.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Collects what is wrong with one file. */
final class Problems {

    private static final int MAX_VALUE = 60;

    private final String file;
    private final List<ConfigProblem> found = new ArrayList<>();

    Problems(String file) {
        this.file = file;
    }

    static int line(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    }

    void add(Node at, String key, String rule) {
        String value = at instanceof ScalarNode scalar ? scalar.getValue() : "{…}";
        add(line(at), key, value, rule);
    }

    void add(int line, String key, String value, String rule) {
        String shown = value.length() > MAX_VALUE ? value.substring(0, MAX_VALUE) + "…" : value;
        found.add(new ConfigProblem(file, line, key, shown, rule));
    }

    int count() {
        return found.size();
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    void throwIfAny() throws InvalidConfigException {
        if (!found.isEmpty()) {
            throw new InvalidConfigException(found.stream()
                    .sorted(Comparator.comparingInt(ConfigProblem::line))
                    .toList());
        }
    }
}
