package vn.trangtien.sim.scenario;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import vn.trangtien.drivers.Suggestion;

/**
 * One map of a scenario. Getters note what is wrong and give something harmless, so that all mistakes are found at once;
 * {@link #close} complains of keys that nobody asked for.
 */
final class Part implements AutoCloseable {

    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h|d)");
    private static final int DEEPEST = 8;
    private static final int LONGEST_VALUE = 60;

    private final String file;
    private final String path;
    private final Node node;
    private final List<String> problems;
    private final Map<String, NodeTuple> entries = new LinkedHashMap<>();
    private final Set<String> known = new LinkedHashSet<>();

    Part(String file, String path, Node node, List<String> problems) {
        this.file = file;
        this.path = path;
        this.node = node;
        this.problems = problems;
        if (node instanceof MappingNode map) {
            for (NodeTuple tuple : map.getValue()) {
                if (tuple.getKeyNode() instanceof ScalarNode key && entries.put(key.getValue(), tuple) != null) {
                    complain(key, path(key.getValue()), "appears twice in this section; remove one");
                }
            }
        } else {
            complain(node, path, "must be a section of key: value lines");
        }
    }

    static int line(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    }

    int line() {
        return line(node);
    }

    boolean has(String key) {
        known.add(key);
        return entries.containsKey(key);
    }

    Set<String> keys() {
        known.addAll(entries.keySet());
        return entries.keySet();
    }

    private @Nullable Node find(String key) {
        known.add(key);
        NodeTuple tuple = entries.get(key);
        return tuple == null ? null : tuple.getValueNode();
    }

    private void complain(Node at, String key, String rule) {
        String value = at instanceof ScalarNode scalar ? scalar.getValue() : "{…}";
        String shown = value.length() > LONGEST_VALUE ? value.substring(0, LONGEST_VALUE) + "…" : value;
        problems.add("%s:%d: %s is '%s': %s".formatted(file, line(at), key, shown, rule));
    }

    void wrong(String key, String rule) {
        Node at = find(key);
        complain(at == null ? node : at, path(key), rule);
    }

    void missing(String key, String rule) {
        known.add(key);
        problems.add("%s:%d: %s is '': is missing: %s".formatted(file, line(), path(key), rule));
    }

    private String path(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    Optional<String> text(String key) {
        Node found = find(key);
        if (found instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
            return Optional.of(scalar.getValue());
        }
        if (found != null) {
            wrong(key, "must be one value that is not empty");
        }
        return Optional.empty();
    }

    String needText(String key, String rule) {
        if (!has(key)) {
            missing(key, rule);
        }
        return text(key).orElse("");
    }

    OptionalDouble number(String key) {
        Optional<String> text = text(key);
        if (text.isEmpty()) {
            return OptionalDouble.empty();
        }
        try {
            double value = Double.parseDouble(text.get());
            if (Double.isFinite(value)) {
                return OptionalDouble.of(value);
            }
        } catch (NumberFormatException e) {
            wrong(key, "must be a number");
            return OptionalDouble.empty();
        }
        wrong(key, "must be a finite number");
        return OptionalDouble.empty();
    }

    Optional<Long> whole(String key) {
        Optional<String> text = text(key);
        if (text.isPresent() && !text.get().matches("-?\\d{1,18}")) {
            wrong(key, "must be a whole number");
            return Optional.empty();
        }
        return text.map(Long::parseLong);
    }

    boolean yes(String key) {
        Optional<String> text = text(key);
        if (text.isPresent() && !text.get().equals("true") && !text.get().equals("false")) {
            wrong(key, "must be true or false");
        }
        return text.isPresent() && text.get().equals("true");
    }

    Optional<Duration> duration(String key) {
        Optional<String> text = text(key);
        Optional<Duration> value = text.flatMap(Part::durationOf);
        if (text.isPresent() && value.isEmpty()) {
            wrong(key, "must be a duration with its unit: ms, s, m, h or d, for example 10m");
        }
        return value;
    }

    static Optional<Duration> durationOf(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long amount = Long.parseLong(matcher.group(1));
        return Optional.of(
                switch (matcher.group(2)) {
                    case "ms" -> Duration.ofMillis(amount);
                    case "s" -> Duration.ofSeconds(amount);
                    case "m" -> Duration.ofMinutes(amount);
                    case "h" -> Duration.ofHours(amount);
                    default -> Duration.ofDays(amount);
                });
    }

    Optional<Instant> instant(String key) {
        Optional<String> text = text(key);
        try {
            return text.map(Instant::parse);
        } catch (DateTimeParseException e) {
            wrong(key, "must be an instant of UTC such as 2026-10-20T12:00:00Z");
            return Optional.empty();
        }
    }

    Optional<Part> part(String key) {
        Node found = find(key);
        return found == null ? Optional.empty() : Optional.of(new Part(file, path(key), found, problems));
    }

    List<Part> list(String key) {
        Node found = find(key);
        List<Part> parts = new ArrayList<>();
        if (found instanceof SequenceNode list) {
            for (Node element : list.getValue()) {
                parts.add(new Part(file, "%s[%d]".formatted(path(key), parts.size()), element, problems));
            }
        } else if (found != null) {
            wrong(key, "must be a list, each element beginning with '- '");
        }
        return parts;
    }

    /** Everything below as String, Long, Double, Boolean, Duration text, List and Map. */
    Map<String, Object> values() {
        var values = new LinkedHashMap<String, Object>();
        for (String key : keys()) {
            Node value = find(key);
            if (value != null) {
                values.put(key, plain(value, 0));
            }
        }
        return values;
    }

    private Object plain(Node value, int depth) {
        if (depth > DEEPEST) {
            complain(value, path, "must not be nested deeper than " + DEEPEST);
            return "";
        }
        if (value instanceof MappingNode map) {
            var values = new LinkedHashMap<String, Object>();
            for (NodeTuple tuple : map.getValue()) {
                if (tuple.getKeyNode() instanceof ScalarNode name) {
                    values.put(name.getValue(), plain(tuple.getValueNode(), depth + 1));
                }
            }
            return values;
        }
        if (value instanceof SequenceNode list) {
            return list.getValue().stream()
                    .map(element -> plain(element, depth + 1))
                    .toList();
        }
        ScalarNode scalar = (ScalarNode) value;
        return scalar.getScalarStyle() == ScalarStyle.PLAIN ? plain(scalar.getValue()) : scalar.getValue();
    }

    private static Object plain(String word) {
        if (word.equals("true") || word.equals("false")) {
            return Boolean.valueOf(word);
        }
        if (word.matches("-?\\d{1,18}")) {
            return Long.parseLong(word);
        }
        if (word.matches("-?(\\d+\\.\\d*|\\.\\d+)")) {
            return Double.parseDouble(word);
        }
        return durationOf(word).map(Object.class::cast).orElse(word);
    }

    @Override
    public void close() {
        entries.forEach((key, tuple) -> {
            if (!known.contains(key)) {
                complain(
                        tuple.getKeyNode(),
                        path(key),
                        "is not a key of this section" + Suggestion.sentence(key, known));
            }
        });
    }
}
