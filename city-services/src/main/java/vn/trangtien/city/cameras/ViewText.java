package vn.trangtien.city.cameras;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.CollectionNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * One camera's drawn keys inside the text of a whole {@code gateway.yaml}. Only the lines of keys that changed are replaced; every
 * other line, its comments too, stays as it was. Afterwards the new text is read again: unless it says exactly what was wanted and
 * nothing else has changed, it is refused.
 */
final class ViewText {

    /** The text cannot be edited safely. It says why by a key, never by showing the text: there may be passwords in it. */
    static final class Unsafe extends Exception {

        private static final long serialVersionUID = 1L;

        private final String reason;

        Unsafe(String reason) {
            super("configuration cannot be edited: " + reason);
            this.reason = reason;
        }

        /** {@code unreadable}, {@code no-camera} or {@code layout}. */
        String reason() {
            return reason;
        }
    }

    /** Lines of one key, both ends included. */
    private record Span(String key, int from, int to, boolean ownLine) {}

    private ViewText() {}

    /** The drawn keys of a camera, all of them there. */
    static Map<String, List<Object>> read(String yaml, String camera) throws Unsafe {
        return ViewKeys.lists(camera(load(yaml), camera));
    }

    /** What the configuration says about people and about looking. */
    static Posture posture(String yaml, String camera) throws Unsafe {
        return Posture.of(camera(load(yaml), camera));
    }

    /** The text with these keys of the camera instead of the old ones. */
    static String replace(String yaml, String camera, Map<String, List<Object>> wanted) throws Unsafe {
        Map<?, ?> root = load(yaml);
        Map<?, ?> old = camera(root, camera);
        MappingNode node = node(yaml, camera);
        List<Span> spans = spans(node, yaml);
        int indent = column(node.getValue().get(0).getKeyNode());
        List<String> lines = new ArrayList<>(List.of(yaml.split("\n", -1)));
        String end = yaml.contains("\r\n") ? "\r" : "";
        int last = spans.stream().mapToInt(Span::to).max().orElseThrow(() -> new Unsafe("layout"));
        var added = new ArrayList<String>();
        var edits = new ArrayList<Span>();
        var texts = new LinkedHashMap<String, List<String>>();
        for (String key : ViewKeys.ALL) {
            List<Object> value = wanted.getOrDefault(key, List.of());
            Optional<Span> span =
                    spans.stream().filter(each -> each.key().equals(key)).findFirst();
            Object before = old.get(key);
            if (before == null ? value.isEmpty() && span.isEmpty() : same(before, value)) {
                continue;
            }
            List<String> text = value.isEmpty() && !key.equals(ViewKeys.LINES)
                    ? List.of()
                    : ViewYaml.lines(key, value, indent).stream()
                            .map(line -> line + end)
                            .toList();
            if (span.isEmpty()) {
                added.addAll(text);
            } else if (span.get().ownLine()) {
                edits.add(span.get());
                texts.put(key, text);
            } else {
                throw new Unsafe("layout");
            }
        }
        if (!end.isEmpty() && !lines.get(last).endsWith(end) && !added.isEmpty()) {
            lines.set(last, lines.get(last) + end);
        }
        lines.addAll(last + 1, added);
        edits.sort((one, other) -> other.from() - one.from());
        for (Span span : edits) {
            List<String> region = lines.subList(span.from(), span.to() + 1);
            region.clear();
            region.addAll(Objects.requireNonNull(texts.get(span.key())));
        }
        String changed = String.join("\n", lines);
        verify(changed, root, camera, wanted);
        return changed;
    }

    private static boolean same(Object before, List<Object> value) {
        return ViewKeys.normal(before).equals(ViewKeys.normal(value));
    }

    private static void verify(String changed, Map<?, ?> root, String camera, Map<String, List<Object>> wanted)
            throws Unsafe {
        @SuppressWarnings("unchecked")
        var expected = (Map<Object, Object>) camera(root, camera);
        for (String key : ViewKeys.ALL) {
            List<Object> value = rounded(wanted.getOrDefault(key, List.of()));
            if (value.isEmpty() && key.equals(ViewKeys.LINES) && expected.containsKey(key)) {
                expected.put(key, List.of());
            } else if (value.isEmpty()) {
                if (!(expected.get(key) instanceof List<?> list && list.isEmpty())) {
                    expected.remove(key);
                }
            } else if (!same(Objects.requireNonNullElse(expected.get(key), ""), wanted.getOrDefault(key, List.of()))) {
                expected.put(key, value);
            }
        }
        if (!ViewKeys.normal(root).equals(ViewKeys.normal(load(changed)))) {
            throw new Unsafe("layout");
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Object> rounded(List<Object> value) {
        return (List<Object>) round(value);
    }

    /** As it will be read again: numbers with the decimals that are written. */
    private static Object round(Object value) {
        if (value instanceof Number number) {
            return Double.valueOf(ViewYaml.number(number));
        }
        if (value instanceof List<?> list) {
            return list.stream().map(ViewText::round).toList();
        }
        if (value instanceof Map<?, ?> map) {
            var rounded = new LinkedHashMap<Object, Object>();
            map.forEach((key, each) -> rounded.put(key, round(each)));
            return rounded;
        }
        return value;
    }

    private static Map<?, ?> load(String yaml) throws Unsafe {
        try {
            Object root = new Load(LoadSettings.builder().build()).loadFromString(yaml);
            if (root instanceof Map<?, ?> map) {
                return map;
            }
        } catch (YamlEngineException unreadable) {
            throw new Unsafe("unreadable");
        }
        throw new Unsafe("unreadable");
    }

    private static Map<?, ?> camera(Map<?, ?> root, String id) throws Unsafe {
        List<?> cameras = root.get("cameras") instanceof List<?> list ? list : List.of();
        List<Map<?, ?>> found = new ArrayList<>();
        for (Object each : cameras) {
            if (each instanceof Map<?, ?> map && id.equals(String.valueOf(map.get("id")))) {
                found.add(map);
            }
        }
        if (found.size() != 1) {
            throw new Unsafe("no-camera");
        }
        return found.get(0);
    }

    private static MappingNode node(String yaml, String id) throws Unsafe {
        Node root = new Compose(LoadSettings.builder().build())
                .composeString(yaml)
                .orElseThrow(() -> new Unsafe("unreadable"));
        Optional<Node> cameras = root instanceof MappingNode mapping ? value(mapping, "cameras") : Optional.empty();
        if (cameras.isPresent() && cameras.get() instanceof SequenceNode list) {
            for (Node each : list.getValue()) {
                if (each instanceof MappingNode camera
                        && camera.getFlowStyle() == FlowStyle.BLOCK
                        && value(camera, "id").filter(name -> isText(name, id)).isPresent()) {
                    return camera;
                }
            }
        }
        throw new Unsafe("layout");
    }

    private static boolean isText(Node node, String text) {
        return node instanceof ScalarNode scalar && scalar.getValue().equals(text);
    }

    private static Optional<Node> value(MappingNode mapping, String key) {
        for (NodeTuple tuple : mapping.getValue()) {
            if (tuple.getKeyNode() instanceof ScalarNode scalar
                    && scalar.getValue().equals(key)) {
                return Optional.of(tuple.getValueNode());
            }
        }
        return Optional.empty();
    }

    private static List<Span> spans(MappingNode camera, String yaml) throws Unsafe {
        String[] lines = yaml.split("\n", -1);
        var spans = new ArrayList<Span>();
        for (NodeTuple tuple : camera.getValue()) {
            Node key = tuple.getKeyNode();
            int from = start(key).getLine();
            String before = lines[from].substring(0, lines[from].offsetByCodePoints(0, column(key)));
            String name = key instanceof ScalarNode scalar ? scalar.getValue() : "";
            spans.add(new Span(name, from, Math.max(from, lastLine(tuple.getValueNode())), before.isBlank()));
        }
        return spans;
    }

    /** The last line that belongs to a value; comments and empty lines after it do not. */
    private static int lastLine(Node node) throws Unsafe {
        if (node instanceof CollectionNode<?> collection && collection.getFlowStyle() == FlowStyle.BLOCK) {
            int last = start(node).getLine();
            for (Object each : collection.getValue()) {
                Node inner = each instanceof NodeTuple tuple ? tuple.getValueNode() : (Node) each;
                last = Math.max(last, lastLine(inner));
            }
            return last;
        }
        Mark end = node.getEndMark().orElseThrow(() -> new Unsafe("layout"));
        int first = start(node).getLine();
        return end.getColumn() == 0 && end.getLine() > first ? end.getLine() - 1 : end.getLine();
    }

    private static Mark start(Node node) throws Unsafe {
        return node.getStartMark().orElseThrow(() -> new Unsafe("layout"));
    }

    private static int column(Node node) throws Unsafe {
        return start(node).getColumn();
    }
}
