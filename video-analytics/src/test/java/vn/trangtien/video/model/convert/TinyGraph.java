package vn.trangtien.video.model.convert;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A TensorFlow.js model that is written down node by node. */
public final class TinyGraph {

    public static final String SHARD = "weights.bin";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ObjectNode model = JSON.createObjectNode();
    private final ArrayNode nodes = model.putObject("modelTopology").putArray("node");
    private final ArrayNode weights;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    public TinyGraph() {
        ObjectNode group = model.putArray("weightsManifest").addObject();
        group.putArray("paths").add(SHARD);
        weights = group.putArray("weights");
    }

    /** A node of the graph; attributes are set on what is returned. */
    public Attributes node(String operator, String name, String... inputs) {
        ObjectNode node = nodes.addObject();
        node.put("name", name);
        node.put("op", operator);
        ArrayNode from = node.putArray("input");
        List.of(inputs).forEach(from::add);
        return new Attributes(node.putObject("attr"));
    }

    public record Attributes(ObjectNode json) {

        Attributes text(String name, String value) {
            json.putObject(name).put("s", base64(value));
            return this;
        }

        Attributes texts(String name, String... values) {
            ArrayNode list = json.putObject(name).putObject("list").putArray("s");
            List.of(values).forEach(value -> list.add(base64(value)));
            return this;
        }

        Attributes integers(String name, int... values) {
            ArrayNode list = json.putObject(name).putObject("list").putArray("i");
            for (int value : values) {
                list.add(String.valueOf(value));
            }
            return this;
        }

        Attributes number(String name, double value) {
            json.putObject(name).put("f", value);
            return this;
        }

        Attributes flag(String name) {
            json.putObject(name).put("b", true);
            return this;
        }

        /** Convolves with these strides, dilated by 1. */
        public Attributes window(String padding, int stride) {
            return text("padding", padding).integers("strides", 1, stride, stride, 1);
        }

        private static String base64(String value) {
            return Base64.getEncoder().encodeToString(value.getBytes());
        }
    }

    public TinyGraph placeholder(String name, int height, int width, int channels) {
        ObjectNode shape = node("Placeholder", name).json().putObject("shape").putObject("shape");
        ArrayNode dimensions = shape.putArray("dim");
        for (int size : new int[] {1, height, width, channels}) {
            dimensions.addObject().put("size", String.valueOf(size));
        }
        return this;
    }

    public TinyGraph floats(String name, List<Integer> shape, float... values) {
        ByteBuffer raw = ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        weight(name, shape, "float32", raw.array());
        return this;
    }

    TinyGraph integers(String name, List<Integer> shape, int... values) {
        ByteBuffer raw = ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
        raw.asIntBuffer().put(values);
        weight(name, shape, "int32", raw.array());
        return this;
    }

    /** A weight that is stored in a smaller form. */
    TinyGraph packed(String name, List<Integer> shape, String stored, double scale, double min, byte... raw) {
        ObjectNode packing = weight(name, shape, "float32", raw).putObject("quantization");
        packing.put("dtype", stored);
        packing.put("scale", scale);
        packing.put("min", min);
        return this;
    }

    private ObjectNode weight(String name, List<Integer> shape, String type, byte[] raw) {
        node("Const", name);
        ObjectNode weight = weights.addObject();
        weight.put("name", name);
        weight.put("dtype", type);
        ArrayNode sizes = weight.putArray("shape");
        shape.forEach(sizes::add);
        bytes.writeBytes(raw);
        return weight;
    }

    public byte[] json() {
        return JSON.writeValueAsBytes(model);
    }

    public byte[] shard() {
        return bytes.toByteArray();
    }

    /** Converts with the input "image" and the outputs under their own names. */
    public ConvertedModel convert(int height, int width, int channels, String... outputs) throws ConversionException {
        Map<String, String> names = new java.util.HashMap<>();
        List.of(outputs).forEach(output -> names.put(output, "out-" + output));
        return ConvertedModel.of(
                json(),
                Map.of(SHARD, shard()),
                new ConverterSettings("image", width, height, channels, names, Map.of()));
    }
}
