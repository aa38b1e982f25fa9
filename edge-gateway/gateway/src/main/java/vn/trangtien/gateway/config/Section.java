package vn.trangtien.gateway.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import vn.trangtien.drivers.Suggestion;

/**
 * One map of the file. Each getter notes the key as known and reports what is wrong with its value, giving a harmless default
 * so that reading goes on; {@link #close} reports the keys that nobody asked for.
 */
final class Section implements AutoCloseable {

    /** Aliases of YAML may nest without end; nothing of ours is deeper. */
    private static final int MAX_DEPTH = 12;

    private final String path;
    private final Node node;
    private final Problems problems;
    private final Map<String, NodeTuple> entries = new LinkedHashMap<>();
    private final TreeSet<String> known = new TreeSet<>();
    private final int problemsBefore;

    Section(String path, Node node, Problems problems) {
        this.problemsBefore = problems.count();
        this.path = path;
        this.node = node;
        this.problems = problems;
        if (node instanceof MappingNode map) {
            for (NodeTuple tuple : map.getValue()) {
                if (tuple.getKeyNode() instanceof ScalarNode key) {
                    if (entries.put(key.getValue(), tuple) != null) {
                        problems.add(key, path(key.getValue()), "appears twice in this section; remove one");
                    }
                }
            }
        } else {
            problems.add(node, path.isEmpty() ? "(file)" : path, "must be a section of key: value lines");
        }
    }

    int line() {
        return Problems.line(node);
    }

    int line(String key) {
        NodeTuple tuple = entries.get(key);
        return tuple == null ? line() : Problems.line(tuple.getKeyNode());
    }

    String path(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    List<String> keys() {
        known.addAll(entries.keySet());
        return List.copyOf(entries.keySet());
    }

    boolean has(String key) {
        known.add(key);
        return entries.containsKey(key);
    }

    private @Nullable Node find(String key) {
        known.add(key);
        NodeTuple tuple = entries.get(key);
        return tuple == null ? null : tuple.getValueNode();
    }

    void missing(String key, String rule) {
        problems.add(line(), path(key), "", "is missing: " + rule);
    }

    void wrong(String key, String rule) {
        Node at = find(key);
        problems.add(at == null ? node : at, path(key), rule);
    }

    /**
     * What is made of the values of this section. If it is refused, the reason is reported, unless something wrong with the section
     * was reported before, which the reason would only repeat.
     */
    <T> Optional<T> made(Supplier<T> maker) {
        try {
            return Optional.of(maker.get());
        } catch (IllegalArgumentException e) {
            if (problems.count() == problemsBefore) {
                problems.add(node, path, String.valueOf(e.getMessage()));
            }
            return Optional.empty();
        }
    }

    Optional<Section> section(String key) {
        Node found = find(key);
        return found == null ? Optional.empty() : Optional.of(new Section(path(key), found, problems));
    }

    List<Section> list(String key) {
        Node found = find(key);
        List<Section> sections = new ArrayList<>();
        if (found instanceof SequenceNode list) {
            for (Node element : list.getValue()) {
                sections.add(new Section(path(key) + "[" + sections.size() + "]", element, problems));
            }
        } else if (found != null) {
            problems.add(found, path(key), "must be a list, each element starting with '- '");
        }
        return sections;
    }

    private Optional<String> scalar(String key) {
        Node found = find(key);
        if (found instanceof ScalarNode scalar) {
            return Optional.of(scalar.getValue());
        }
        if (found != null) {
            problems.add(found, path(key), "must be a single value");
        }
        return Optional.empty();
    }

    Optional<String> text(String key) {
        Optional<String> value = scalar(key);
        if (value.isPresent() && value.get().isBlank()) {
            wrong(key, "must not be empty");
            return Optional.empty();
        }
        return value;
    }

    String requiredText(String key, String rule) {
        if (!entries.containsKey(key)) {
            find(key);
            missing(key, rule);
        }
        return text(key).orElse("");
    }

    Optional<Long> whole(String key, long min, long max) {
        Optional<Long> value = scalar(key).flatMap(Scalars::whole);
        if (value.isPresent() && value.get() >= min && value.get() <= max) {
            return value;
        }
        if (entries.containsKey(key)) {
            wrong(key, "must be a whole number from %d to %d".formatted(min, max));
        }
        return Optional.empty();
    }

    Optional<Double> number(String key, double min, double max) {
        Optional<Double> value = scalar(key).flatMap(Scalars::number);
        if (value.isPresent() && value.get() >= min && value.get() <= max) {
            return value;
        }
        if (entries.containsKey(key)) {
            wrong(
                    key,
                    min == -Double.MAX_VALUE
                            ? "must be a number"
                            : "must be a number from %s to %s".formatted(min, max));
        }
        return Optional.empty();
    }

    Optional<Double> number(String key) {
        return number(key, -Double.MAX_VALUE, Double.MAX_VALUE);
    }

    Optional<Boolean> bool(String key) {
        Optional<String> value = scalar(key);
        if (value.isPresent() && !value.get().equals("true") && !value.get().equals("false")) {
            wrong(key, "must be true or false");
            return Optional.empty();
        }
        return value.map(Boolean::valueOf);
    }

    /** One of several words. */
    Optional<String> choice(String key, List<String> words) {
        Optional<String> value = scalar(key);
        if (value.isPresent() && !words.contains(value.get())) {
            wrong(
                    key,
                    "must be one of " + words
                            + Suggestion.nearest(value.get(), words)
                                    .map("; did you mean '%s'?"::formatted)
                                    .orElse(""));
            return Optional.empty();
        }
        return value;
    }

    Optional<Duration> duration(String key, Duration min, Duration max) {
        Optional<String> text = scalar(key);
        Optional<Duration> value = text.flatMap(Scalars::duration);
        if (text.isPresent() && value.isEmpty()) {
            wrong(key, "must be a duration with its unit: ms, s, m, h or d, for example 60s");
        } else if (value.isPresent()
                && (value.get().compareTo(min) < 0 || value.get().compareTo(max) > 0)) {
            wrong(key, "must be %s to %s".formatted(shown(min), shown(max)));
            return Optional.empty();
        }
        return value;
    }

    private static String shown(Duration duration) {
        if (duration.toDays() > 0) {
            return duration.toDays() + "d";
        }
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
    }

    /** Two numbers such as {@code [0, 4.1]}. */
    Optional<double[]> pair(String key) {
        return shaped(key, "must be two numbers such as [0, 4.1]", Pairs::pair);
    }

    /** A list of pairs such as {@code [[0, 0.1], [100, 99.2]]}. */
    Optional<List<double[]>> pairs(String key, String rule) {
        return shaped(key, rule, Pairs::list);
    }

    /** A list of lists of pairs. */
    Optional<List<List<double[]>>> pairLists(String key, String rule) {
        return shaped(key, rule, Pairs::lists);
    }

    private <T> Optional<T> shaped(String key, String rule, Function<Object, Optional<T>> shape) {
        Node found = find(key);
        if (found == null) {
            return Optional.empty();
        }
        Optional<T> value = shape.apply(plain(found, 0));
        if (value.isEmpty()) {
            problems.add(found, path(key), rule);
        }
        return value;
    }

    /** A list of single values. */
    Optional<List<String>> texts(String key, String rule) {
        Node found = find(key);
        if (found == null) {
            return Optional.empty();
        }
        List<String> texts = new ArrayList<>();
        if (found instanceof SequenceNode list) {
            for (Node element : list.getValue()) {
                if (element instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
                    texts.add(scalar.getValue());
                }
            }
            if (texts.size() == list.getValue().size()) {
                return Optional.of(texts);
            }
        }
        problems.add(found, path(key), rule);
        return Optional.empty();
    }

    /** Everything below a key as String, Long, Double, Boolean, List and Map. */
    Map<String, Object> values(String key) {
        Node found = find(key);
        if (found == null) {
            return Map.of();
        }
        if (found instanceof MappingNode) {
            return asMap(found, 0);
        }
        problems.add(found, path(key), "must be a section of key: value lines");
        return Map.of();
    }

    private Map<String, Object> asMap(Node map, int depth) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (NodeTuple tuple : ((MappingNode) map).getValue()) {
            if (tuple.getKeyNode() instanceof ScalarNode name) {
                values.put(name.getValue(), plain(tuple.getValueNode(), depth + 1));
            }
        }
        return values;
    }

    private Object plain(Node value, int depth) {
        if (depth > MAX_DEPTH) {
            problems.add(value, path, "must not be nested deeper than " + MAX_DEPTH + " levels");
            return "";
        }
        if (value instanceof MappingNode) {
            return asMap(value, depth);
        }
        if (value instanceof SequenceNode list) {
            List<Object> values = new ArrayList<>();
            for (Node element : list.getValue()) {
                values.add(plain(element, depth + 1));
            }
            return values;
        }
        ScalarNode scalar = (ScalarNode) value;
        return scalar.getScalarStyle() == ScalarStyle.PLAIN ? Scalars.plain(scalar.getValue()) : scalar.getValue();
    }

    /** Reports keys that have no meaning here. */
    @Override
    public void close() {
        entries.forEach((key, tuple) -> {
            if (!known.contains(key)) {
                String hint = Suggestion.nearest(key, known)
                        .map(meant -> "; did you mean '" + meant + "'?")
                        .orElse("; known here: " + String.join(", ", known));
                problems.add(Problems.line(tuple.getKeyNode()), path(key), key, "is not a key of this section" + hint);
            }
        });
    }
}
