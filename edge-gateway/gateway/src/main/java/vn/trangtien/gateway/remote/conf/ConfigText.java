package vn.trangtien.gateway.remote.conf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import vn.trangtien.gateway.remote.RequestFailed;

/**
 * The text of a configuration, changed value by value: comments, order and everything else that a technician wrote stay as they
 * are. Immutable. Whether the result makes sense is for the reader of configurations to say.
 */
final class ConfigText {

    private static final LoadSettings LOAD = LoadSettings.builder()
            .setUseMarks(true)
            .setAllowDuplicateKeys(false)
            .build();

    private final String yaml;

    ConfigText(String yaml) {
        this.yaml = yaml;
    }

    @Override
    public String toString() {
        return yaml;
    }

    /** Ids of the devices, in the order of the file. */
    List<String> devices() throws RequestFailed {
        return List.copyOf(deviceNodes().keySet());
    }

    /** What is set of a device: scalars as written, everything else as YAML on one line. Parameters begin with their section. */
    Map<String, String> values(String device) throws RequestFailed {
        Map<String, String> values = new LinkedHashMap<>();
        MappingNode node = device(device);
        for (NodeTuple tuple : node.getValue()) {
            String key = key(tuple);
            if (key.equals("params") && tuple.getValueNode() instanceof MappingNode params) {
                for (NodeTuple param : params.getValue()) {
                    values.put(DeviceForm.PARAMS + key(param), shown(param.getValueNode()));
                }
            } else if (!key.equals("id")) {
                values.put(key, shown(tuple.getValueNode()));
            }
        }
        return values;
    }

    /** The same text with one value of a device changed or added. */
    ConfigText with(String device, String property, String flowYaml) throws RequestFailed {
        requireOneValue(property, flowYaml);
        MappingNode node = device(device);
        if (!property.startsWith(DeviceForm.PARAMS)) {
            return set(node, property, flowYaml);
        }
        String name = property.substring(DeviceForm.PARAMS.length());
        Optional<NodeTuple> params = find(node, "params");
        if (params.isEmpty()) {
            return set(node, "params", "{ " + name + ": " + flowYaml + " }");
        }
        if (!(params.get().getValueNode() instanceof MappingNode section)) {
            throw RequestFailed.bad(
                    "device %s has params that are no section; send the whole configuration".formatted(device));
        }
        return set(section, name, flowYaml);
    }

    private ConfigText set(MappingNode section, String key, String flowYaml) throws RequestFailed {
        Optional<NodeTuple> present = find(section, key);
        if (present.isPresent()) {
            Node old = present.get().getValueNode();
            return spliced(index(old.getStartMark()), end(old), flowYaml);
        }
        List<NodeTuple> tuples = section.getValue();
        if (tuples.isEmpty()) {
            return spliced(index(section.getStartMark()), end(section), "{ " + key + ": " + flowYaml + " }");
        }
        int first = index(tuples.get(0).getKeyNode().getStartMark());
        if (section.getFlowStyle() == FlowStyle.FLOW) {
            return spliced(first, first, key + ": " + flowYaml + ", ");
        }
        int column =
                tuples.get(0).getKeyNode().getStartMark().map(Mark::getColumn).orElse(0);
        return spliced(first, first, key + ": " + flowYaml + "\n" + " ".repeat(column));
    }

    private ConfigText spliced(int from, int to, String replacement) {
        return new ConfigText(yaml.substring(0, from) + replacement + yaml.substring(to));
    }

    /** A block ends where the next key begins; only what belongs to the value itself is replaced. */
    private int end(Node node) throws RequestFailed {
        int end = index(node.getEndMark());
        int start = index(node.getStartMark());
        if (node instanceof ScalarNode) {
            return end;
        }
        while (end > start && Character.isWhitespace(yaml.charAt(end - 1))) {
            end--;
        }
        return end;
    }

    /** Marks count code points, texts count chars. */
    private int index(Optional<Mark> mark) throws RequestFailed {
        int points = mark.map(Mark::getIndex).orElseThrow(() -> RequestFailed.error("the configuration has no marks"));
        return yaml.offsetByCodePoints(0, points);
    }

    private MappingNode device(String id) throws RequestFailed {
        MappingNode node = deviceNodes().get(id);
        if (node == null) {
            throw RequestFailed.notFound("there is no device '%s'; there are %s".formatted(id, devices()));
        }
        return node;
    }

    private Map<String, MappingNode> deviceNodes() throws RequestFailed {
        Map<String, MappingNode> nodes = new LinkedHashMap<>();
        if (root(yaml) instanceof MappingNode top
                && find(top, "devices").map(NodeTuple::getValueNode).orElse(null) instanceof SequenceNode list) {
            for (Node item : list.getValue()) {
                if (item instanceof MappingNode device
                        && find(device, "id").map(NodeTuple::getValueNode).orElse(null) instanceof ScalarNode id) {
                    nodes.put(id.getValue(), device);
                }
            }
        }
        return nodes;
    }

    private static Node root(String text) throws RequestFailed {
        try {
            return new Compose(LOAD)
                    .composeString(text)
                    .orElseThrow(() -> RequestFailed.bad("the configuration is empty"));
        } catch (YamlEngineException e) {
            throw RequestFailed.bad("the text is not YAML: " + e.getMessage());
        }
    }

    /** So that a value cannot bring further keys or lines along. */
    private static void requireOneValue(String property, String flowYaml) throws RequestFailed {
        if (flowYaml.chars().anyMatch(c -> c < ' ') || !isOneValue(flowYaml)) {
            throw RequestFailed.bad(
                    "property %s must be one YAML value on one line, but was '%s'".formatted(property, flowYaml));
        }
    }

    private static boolean isOneValue(String flowYaml) {
        try {
            return root("v: " + flowYaml) instanceof MappingNode map
                    && map.getValue().size() == 1
                    && root("[" + flowYaml + "]") instanceof SequenceNode list
                    && list.getValue().size() == 1;
        } catch (RequestFailed notYaml) {
            return false;
        }
    }

    private static Optional<NodeTuple> find(MappingNode section, String key) {
        return section.getValue().stream()
                .filter(tuple -> key(tuple).equals(key))
                .findFirst();
    }

    private static String key(NodeTuple tuple) {
        return tuple.getKeyNode() instanceof ScalarNode key ? key.getValue() : "";
    }

    private static String shown(Node node) {
        return node instanceof ScalarNode scalar ? scalar.getValue() : flow(plain(node));
    }

    private static Object plain(Node node) {
        if (node instanceof MappingNode map) {
            Map<String, Object> values = new LinkedHashMap<>();
            map.getValue().forEach(tuple -> values.put(key(tuple), plain(tuple.getValueNode())));
            return values;
        } else if (node instanceof SequenceNode list) {
            List<Object> values = new ArrayList<>();
            list.getValue().forEach(item -> values.add(plain(item)));
            return values;
        }
        return node instanceof ScalarNode scalar ? new Word(scalar).value() : "";
    }

    /** A scalar as what it looks like, so that numbers are written without quotes again. */
    private record Word(ScalarNode node) {

        Object value() {
            String text = node.getValue();
            if (!node.isPlain()) {
                return text;
            }
            if (text.matches("true|false")) {
                return Boolean.valueOf(text);
            }
            if (text.matches("[-+]?[0-9]{1,18}")) {
                return Long.parseLong(text);
            }
            return text.matches("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?")
                    ? (Object) Double.parseDouble(text)
                    : text;
        }
    }

    /** YAML on one line. */
    static String flow(Object value) {
        return new Dump(DumpSettings.builder()
                        .setDefaultFlowStyle(FlowStyle.FLOW)
                        .setWidth(Integer.MAX_VALUE)
                        .setSplitLines(false)
                        .build())
                .dumpToString(value)
                .strip();
    }
}
