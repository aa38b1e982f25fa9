package vn.trangtien.video.model.convert;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** An ONNX file in the making. Fields and numbers are those of {@code onnx.proto}. */
final class OnnxGraph {

    private static final int FILE_VERSION = 8;
    private static final int OPERATOR_SET = 13;
    private static final int FLOAT = 1;
    private static final int INT64 = 7;
    private static final String PRODUCER = "trangtien";

    private final Protobuf nodes = new Protobuf();
    private final Protobuf initializers = new Protobuf();
    private final Protobuf inputs = new Protobuf();
    private final Protobuf outputs = new Protobuf();

    /** A named constant. */
    String floats(String name, List<Integer> shape, float[] values) {
        ByteBuffer raw = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        return initializer(name, shape, FLOAT, raw.array());
    }

    /** A named list of whole numbers. */
    String integers(String name, List<Integer> values) {
        ByteBuffer raw = ByteBuffer.allocate(values.size() * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        values.forEach(raw::putLong);
        return initializer(name, List.of(values.size()), INT64, raw.array());
    }

    private String initializer(String name, List<Integer> shape, int type, byte[] raw) {
        Protobuf tensor = new Protobuf();
        shape.forEach(size -> tensor.integer(1, size));
        initializers.message(5, tensor.integer(2, type).text(8, name).bytes(9, raw));
        return name;
    }

    void input(String name, List<Integer> shape) {
        inputs.message(11, valueInfo(name, shape));
    }

    void output(String name, List<Integer> shape) {
        outputs.message(12, valueInfo(name, shape));
    }

    private static Protobuf valueInfo(String name, List<Integer> shape) {
        Protobuf dimensions = new Protobuf();
        shape.forEach(size -> dimensions.message(1, new Protobuf().integer(1, size)));
        Protobuf tensor = new Protobuf().integer(1, FLOAT).message(2, dimensions);
        return new Protobuf().text(1, name).message(2, new Protobuf().message(1, tensor));
    }

    /** A node with one output, after which it is named. */
    String node(String operator, String output, List<String> from, Protobuf... attributes) {
        Protobuf node = new Protobuf();
        from.forEach(name -> node.text(1, name));
        node.text(2, output).text(3, output).text(4, operator);
        for (Protobuf attribute : attributes) {
            node.message(5, attribute);
        }
        nodes.message(1, node);
        return output;
    }

    static Protobuf attribute(String name, long value) {
        return new Protobuf().text(1, name).integer(3, value).integer(20, 2);
    }

    static Protobuf attribute(String name, List<Integer> values) {
        Protobuf attribute = new Protobuf().text(1, name);
        values.forEach(value -> attribute.integer(8, value));
        return attribute.integer(20, 7);
    }

    static Protobuf attribute(String name, String value) {
        return new Protobuf().text(1, name).text(4, value).integer(20, 3);
    }

    byte[] toBytes() {
        Protobuf graph = new Protobuf().text(2, "graph");
        Protobuf operatorSet = new Protobuf().text(1, "").integer(2, OPERATOR_SET);
        return new Protobuf()
                .integer(1, FILE_VERSION)
                .text(2, PRODUCER)
                .bytes(7, joined(nodes, graph, initializers, inputs, outputs))
                .message(8, operatorSet)
                .toBytes();
    }

    /** Fields of one message may be written in pieces, which are simply put one after another. */
    private static byte[] joined(Protobuf... pieces) {
        var all = new java.io.ByteArrayOutputStream();
        for (Protobuf piece : pieces) {
            all.writeBytes(piece.toBytes());
        }
        return all.toByteArray();
    }
}
