package vn.trangtien.drivers.modbus;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A YAML text as maps, lists, String, Long, Double and Boolean, with the line of each key. Whole numbers may be hexadecimal,
 * as manuals print register addresses. References of YAML to other places of the file are refused: nothing here needs them, and
 * they can blow up a small file.
 */
record YamlValues(Map<String, Object> values, Map<String, Integer> lines) {

    private static final Pattern HEXADECIMAL = Pattern.compile("0[xX][0-9a-fA-F]{1,8}");
    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,18}");
    private static final Pattern DECIMAL = Pattern.compile("-?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d{1,3})?");
    private static final int DEEPEST = 8;

    /** @throws YamlEngineException if the text is no YAML, or no map */
    static YamlValues of(String text) {
        var settings = LoadSettings.builder().setMaxAliasesForCollections(0).build();
        Node root = new Compose(settings)
                .composeString(text)
                .orElseThrow(() -> new YamlEngineException("the file is empty"));
        if (!(root instanceof MappingNode map)) {
            throw new YamlEngineException("the file must be key: value lines");
        }
        var lines = new HashMap<String, Integer>();
        return new YamlValues(values(map, "", lines, 0), lines);
    }

    /** The line of a key, or of the section that lacks it. */
    int line(String path) {
        for (String known = path; !known.isEmpty(); known = known.substring(0, Math.max(0, known.lastIndexOf('.')))) {
            Integer line = lines.get(known);
            if (line != null) {
                return line;
            }
        }
        return 1;
    }

    static String problem(YamlEngineException e) {
        if (e instanceof MarkedYamlEngineException marked
                && marked.getProblemMark().isPresent()) {
            return "line %d: %s".formatted(marked.getProblemMark().get().getLine() + 1, marked.getProblem());
        }
        return String.valueOf(e.getMessage());
    }

    private static Map<String, Object> values(MappingNode map, String path, Map<String, Integer> lines, int depth) {
        var values = new LinkedHashMap<String, Object>();
        for (NodeTuple tuple : map.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw new YamlEngineException("line %d: a key must be a word".formatted(line(tuple.getKeyNode())));
            }
            String name = path.isEmpty() ? key.getValue() : path + "." + key.getValue();
            lines.put(name, line(key));
            if (values.put(key.getValue(), value(tuple.getValueNode(), name, lines, depth + 1)) != null) {
                throw new YamlEngineException("line %d: %s appears twice".formatted(line(key), name));
            }
        }
        return values;
    }

    private static Object value(Node node, String path, Map<String, Integer> lines, int depth) {
        if (depth > DEEPEST) {
            throw new YamlEngineException("line %d: %s is nested too deep".formatted(line(node), path));
        }
        if (node instanceof MappingNode map) {
            return values(map, path, lines, depth);
        }
        if (node instanceof SequenceNode sequence) {
            List<Object> elements = new ArrayList<>();
            for (Node element : sequence.getValue()) {
                elements.add(value(element, path, lines, depth + 1));
            }
            return elements;
        }
        ScalarNode scalar = (ScalarNode) node;
        return scalar.getScalarStyle() == ScalarStyle.PLAIN ? plain(scalar.getValue()) : scalar.getValue();
    }

    private static Object plain(String text) {
        if (text.equals("true") || text.equals("false")) {
            return Boolean.valueOf(text);
        }
        if (HEXADECIMAL.matcher(text).matches()) {
            return Long.decode(text);
        }
        if (WHOLE.matcher(text).matches()) {
            return Long.valueOf(text);
        }
        return DECIMAL.matcher(text).matches() ? (Object) Double.valueOf(text) : text;
    }

    private static int line(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    }
}
