package vn.trangtien.video.model.convert;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A TensorFlow.js graph model as it stands in its files. */
final class TfGraph {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Map<String, TfNode> nodes = new HashMap<>();
    private final Map<String, Integer> uses = new HashMap<>();
    private final Map<String, Constant> weights;

    private TfGraph(JsonNode model, Map<String, byte[]> shards) throws ConversionException {
        weights = WeightFile.read(model.path("weightsManifest"), shards);
        for (JsonNode each : model.path("modelTopology").path("node")) {
            TfNode node = TfNode.of(each);
            nodes.put(node.name(), node);
            node.inputs().forEach(input -> uses.merge(input, 1, Integer::sum));
        }
    }

    /**
     * Reads a model.
     *
     * @param model content of {@code model.json}
     * @param shards contents of the weight files by their names in it
     */
    static TfGraph read(byte[] model, Map<String, byte[]> shards) throws ConversionException {
        try {
            return new TfGraph(JSON.readTree(model), shards);
        } catch (JacksonException | ArithmeticException e) {
            throw new ConversionException("the graph is no TensorFlow.js model: " + e.getMessage(), e);
        }
    }

    TfNode node(String name) throws ConversionException {
        TfNode node = nodes.get(name);
        if (node == null) {
            throw new ConversionException("the graph has no node '%s'".formatted(name));
        }
        return node;
    }

    /** How often the value of the node is read. */
    int uses(String name) {
        return uses.getOrDefault(name, 0);
    }

    /** The constant behind a name, if it is one. */
    Optional<Constant> constant(String name) throws ConversionException {
        TfNode node = node(name);
        while (node.operator().equals("Identity")) {
            node = node(node.input(0));
        }
        if (!node.operator().equals("Const")) {
            return Optional.empty();
        }
        Constant weight = weights.get(node.name());
        return weight != null ? Optional.of(weight) : inline(node);
    }

    /** The constant behind a name, which must be one. */
    Constant required(String name) throws ConversionException {
        return constant(name).orElseThrow(() -> new ConversionException("'%s' must be a constant".formatted(name)));
    }

    /** Small whole numbers stand in the graph itself. */
    private static Optional<Constant> inline(TfNode node) {
        JsonNode tensor = node.attributes().path("value").path("tensor");
        List<Integer> shape = sizes(tensor.path("tensorShape"));
        JsonNode values = tensor.path("intVal");
        if (values.isEmpty() || values.size() != Constant.elements(shape)) {
            return Optional.empty();
        }
        var integers = new int[values.size()];
        for (int i = 0; i < integers.length; i++) {
            integers[i] = values.get(i).asInt();
        }
        return Optional.of(Constant.ofIntegers(shape, integers));
    }

    /** The shape that a placeholder declares; -1 where it is open, empty for other nodes. */
    List<Integer> declaredShape(String name) throws ConversionException {
        return sizes(node(name).attributes().path("shape").path("shape"));
    }

    private static List<Integer> sizes(JsonNode shape) {
        List<Integer> sizes = new ArrayList<>();
        shape.path("dim").forEach(dimension -> sizes.add(dimension.path("size").asInt(-1)));
        return sizes;
    }
}
