package vn.trangtien.video.model.convert;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Walks from the outputs to the input and writes one ONNX node after another. Used for one conversion. */
final class GraphConverter {

    private static final float[] ONE = {1};
    private static final float[] ZERO = {0};
    private static final float RELU6_LIMIT = 6;
    private static final String LOWER = "relu6/lower";
    private static final String UPPER = "relu6/upper";

    private final TfGraph graph;
    private final ConverterSettings settings;
    private final OnnxGraph onnx = new OnnxGraph();
    private final StaticShapes shapes;
    private final Map<String, Feature> done = new HashMap<>();
    private final Map<String, Convolution> unwritten = new LinkedHashMap<>();
    private boolean limitsWritten;

    GraphConverter(TfGraph graph, ConverterSettings settings) {
        this.graph = graph;
        this.settings = settings;
        this.shapes = new StaticShapes(graph, this::feature);
    }

    byte[] convert(String inputName) throws ConversionException {
        Feature input = Feature.image(inputName, settings.height(), settings.width(), settings.channels());
        graph.node(settings.input());
        done.put(settings.input(), input);
        onnx.input(inputName, input.storedShape());
        for (Map.Entry<String, String> output : settings.outputs().entrySet()) {
            Feature value = written(output.getKey());
            onnx.node("Identity", output.getValue(), List.of(value.name()));
            onnx.output(output.getValue(), value.storedShape());
        }
        return onnx.toBytes();
    }

    /** The value of a node, which other nodes can read. */
    private Feature written(String name) throws ConversionException {
        return written(feature(name));
    }

    private Feature written(Feature value) {
        Convolution convolution = unwritten.remove(value.name());
        if (convolution != null) {
            convolution.write(onnx, value.name());
        }
        return value;
    }

    /** The value of a node, possibly of a convolution that can still be changed. */
    private Feature feature(String name) throws ConversionException {
        Feature known = done.get(name);
        if (known != null) {
            return known;
        }
        Feature value = translate(graph.node(name));
        done.put(name, value);
        return value;
    }

    private Feature translate(TfNode node) throws ConversionException {
        return switch (node.operator()) {
            case "Identity" -> feature(node.input(0));
            case "Conv2D", "DepthwiseConv2dNative" -> convolution(node);
            case "_FusedConv2D", "FusedDepthwiseConv2dNative" -> fusedConvolution(node);
            case "FusedBatchNorm", "FusedBatchNormV3" -> batchNorm(node);
            case "BiasAdd", "Add", "AddV2" -> withConstant(node, false);
            case "Mul" -> withConstant(node, true);
            case "AddN" -> sum(node);
            case "Relu", "Relu6", "Sigmoid" -> activation(node.operator(), written(node.input(0)), node.name());
            case "Mean" -> mean(node);
            case "ResizeBilinear" -> resize(node);
            case "ConcatV2" -> concatenation(node);
            case "Reshape" -> reshape(node);
            default ->
                throw new ConversionException(
                        "%s is not supported; choose outputs before it, or another model".formatted(node));
        };
    }

    private Feature convolution(TfNode node) throws ConversionException {
        Convolution convolution = Convolution.of(node, written(node.input(0)), graph.required(node.input(1)));
        unwritten.put(node.name(), convolution);
        return convolution.result(node.name());
    }

    private Feature fusedConvolution(TfNode node) throws ConversionException {
        Feature value = convolution(node);
        int operand = 2;
        for (String fused : node.texts("fused_ops")) {
            if (fused.equals("BiasAdd")) {
                value = affine(
                        node,
                        value,
                        true,
                        ONE,
                        graph.required(node.input(operand)).floats());
                operand++;
            } else if (fused.equals("Relu") || fused.equals("Relu6")) {
                value = activation(fused, written(value), node.name() + "/" + fused);
            } else {
                throw new ConversionException("%s is fused with '%s', which is not supported".formatted(node, fused));
            }
        }
        return value;
    }

    private Feature batchNorm(TfNode node) throws ConversionException {
        float[] gamma = graph.required(node.input(1)).floats();
        float[] beta = graph.required(node.input(2)).floats();
        float[] mean = graph.required(node.input(3)).floats();
        float[] variance = graph.required(node.input(4)).floats();
        float epsilon = node.number("epsilon", 0.001f);
        var scale = new float[gamma.length];
        var shift = new float[gamma.length];
        for (int i = 0; i < gamma.length; i++) {
            scale[i] = (float) (gamma[i] / Math.sqrt(variance[i] + epsilon));
            shift[i] = beta[i] - mean[i] * scale[i];
        }
        return affine(node, feature(node.input(0)), isReadOnce(node.input(0)), scale, shift);
    }

    /** Addition or multiplication: with a constant it may vanish in a convolution. */
    private Feature withConstant(TfNode node, boolean multiply) throws ConversionException {
        for (int side = 0; side < 2; side++) {
            Optional<Constant> constant = graph.constant(node.input(side));
            if (constant.isPresent()) {
                String other = node.input(1 - side);
                float[] values = constant.get().floats();
                return affine(
                        node, feature(other), isReadOnce(other), multiply ? values : ONE, multiply ? ZERO : values);
            }
        }
        return together(multiply ? "Mul" : "Add", node, node.name(), written(node.input(0)), written(node.input(1)));
    }

    private boolean isReadOnce(String name) {
        return graph.uses(name) == 1 && !settings.outputs().containsKey(name);
    }

    /** {@code value * scale + shift} for each channel. */
    private Feature affine(TfNode node, Feature value, boolean mayFold, float[] scale, float[] shift)
            throws ConversionException {
        int longest = Math.max(scale.length, shift.length);
        if (!value.image() || longest != 1 && longest != value.channels()) {
            throw new ConversionException(
                    "%s works on %s with %d constants, which is not supported".formatted(node, value.shape(), longest));
        }
        Convolution convolution = unwritten.get(value.name());
        if (convolution != null && mayFold) {
            convolution.fold(scale, shift);
            return value;
        }
        Feature result = written(value);
        if (scale != ONE) {
            String factor = onnx.floats(node.name() + "/factor", perChannel(scale), scale);
            result = value.named(onnx.node("Mul", node.name() + "/scaled", List.of(result.name(), factor)));
        }
        if (shift != ZERO) {
            String summand = onnx.floats(node.name() + "/summand", perChannel(shift), shift);
            result = value.named(onnx.node("Add", node.name() + "/shifted", List.of(result.name(), summand)));
        }
        return result;
    }

    private static List<Integer> perChannel(float[] values) {
        return List.of(1, values.length, 1, 1);
    }

    private Feature sum(TfNode node) throws ConversionException {
        Feature sum = written(node.input(0));
        for (int i = 1; i < node.inputs().size(); i++) {
            sum = together("Add", node, node.name() + "/" + i, sum, written(node.input(i)));
        }
        return sum;
    }

    private Feature together(String operator, TfNode node, String name, Feature a, Feature b)
            throws ConversionException {
        List<Integer> shape = new ArrayList<>();
        for (int i = 0; i < Math.min(a.shape().size(), b.shape().size()); i++) {
            int one = a.shape().get(i);
            int other = b.shape().get(i);
            if (one != other && one != 1 && other != 1) {
                break;
            }
            shape.add(Math.max(one, other));
        }
        if (a.image() != b.image()
                || shape.size() != a.shape().size()
                || shape.size() != b.shape().size()) {
            throw new ConversionException(
                    "%s works on %s and %s, which do not fit".formatted(node, a.shape(), b.shape()));
        }
        return new Feature(onnx.node(operator, name, List.of(a.name(), b.name())), a.image(), shape);
    }

    private Feature activation(String kind, Feature input, String name) {
        if (!kind.equals("Relu6")) {
            return input.named(onnx.node(kind, name, List.of(input.name())));
        }
        if (!limitsWritten) {
            onnx.floats(LOWER, List.of(), ZERO);
            onnx.floats(UPPER, List.of(), new float[] {RELU6_LIMIT});
            limitsWritten = true;
        }
        return input.named(onnx.node("Clip", name, List.of(input.name(), LOWER, UPPER)));
    }

    private Feature mean(TfNode node) throws ConversionException {
        Feature input = written(node.input(0));
        if (!input.image() || !shapes.integers(node.input(1)).equals(List.of(1, 2)) || !node.flag("keep_dims")) {
            throw new ConversionException(node + " is no mean over rows and columns that keeps them");
        }
        onnx.node("GlobalAveragePool", node.name(), List.of(input.name()));
        return Feature.image(node.name(), 1, 1, input.channels());
    }

    private Feature resize(TfNode node) throws ConversionException {
        Feature input = written(node.input(0));
        List<Integer> wanted = shapes.integers(node.input(1));
        if (!input.image() || wanted.size() != 2 || node.flag("align_corners")) {
            throw new ConversionException(node + " is no resizing of an image to rows and columns");
        }
        List<Integer> declared = graph.declaredShape(settings.input());
        int rows = adapted(node, wanted.get(0), declared, 1, settings.height());
        int columns = adapted(node, wanted.get(1), declared, 2, settings.width());
        String sizes = onnx.integers(node.name() + "/sizes", List.of(1, input.channels(), rows, columns));
        onnx.node(
                "Resize",
                node.name(),
                List.of(input.name(), "", "", sizes),
                OnnxGraph.attribute("mode", "linear"),
                OnnxGraph.attribute(
                        "coordinate_transformation_mode",
                        node.flag("half_pixel_centers") ? "half_pixel" : "asymmetric"));
        return Feature.image(node.name(), rows, columns, input.channels());
    }

    /** Sizes within the graph are made for the declared input; for another one they grow or shrink with it. */
    private static int adapted(TfNode node, int size, List<Integer> declared, int dimension, int chosen)
            throws ConversionException {
        int made = declared.size() == 4 ? declared.get(dimension) : -1;
        if (made < 1 || made == chosen) {
            return size;
        }
        if (size * chosen % made != 0) {
            throw new ConversionException(
                    "%s cannot be adapted to an input of %d instead of %d pixels; choose a multiple of 32"
                            .formatted(node, chosen, made));
        }
        return size * chosen / made;
    }

    private Feature concatenation(TfNode node) throws ConversionException {
        int last = node.inputs().size() - 1;
        List<Feature> parts = new ArrayList<>();
        for (String input : node.inputs().subList(0, last)) {
            parts.add(written(input));
        }
        Feature first = parts.get(0);
        int given = shapes.integers(node.input(last)).get(0);
        int axis = given < 0 ? given + first.shape().size() : given;
        List<Integer> shape = new ArrayList<>(first.shape());
        shape.set(axis, 0);
        for (Feature part : parts) {
            List<Integer> others = new ArrayList<>(part.shape());
            if (part.image() != first.image() || others.size() != shape.size()) {
                throw new ConversionException(node + " puts values of different kinds together");
            }
            shape.set(axis, shape.get(axis) + others.get(axis));
            others.set(axis, shape.get(axis));
            if (!others.equals(shape)) {
                throw new ConversionException(
                        "%s puts %s and %s together, which do not fit".formatted(node, first.shape(), part.shape()));
            }
        }
        int storedAxis = first.image() ? List.of(0, 2, 3, 1).get(axis) : axis;
        onnx.node(
                "Concat",
                node.name(),
                parts.stream().map(Feature::name).toList(),
                OnnxGraph.attribute("axis", storedAxis));
        return new Feature(node.name(), first.image(), shape);
    }

    /** An image gets TensorFlow's order first, since its numbers are to be told apart in that order. */
    private Feature reshape(TfNode node) throws ConversionException {
        Feature input = written(node.input(0));
        List<Integer> shape = new ArrayList<>(shapes.integers(node.input(1)));
        int all = Constant.elements(input.shape());
        int open = shape.indexOf(-1);
        if (open >= 0) {
            shape.set(open, 1);
            shape.set(open, all / Math.max(1, Constant.elements(shape)));
        }
        if (Constant.elements(shape) != all || Collections.min(shape) < 1) {
            throw new ConversionException("%s makes %s out of %s".formatted(node, shape, input.shape()));
        }
        String source = input.image()
                ? onnx.node(
                        "Transpose",
                        node.name() + "/rows-first",
                        List.of(input.name()),
                        OnnxGraph.attribute("perm", List.of(0, 2, 3, 1)))
                : input.name();
        String target = onnx.integers(node.name() + "/shape", shape);
        onnx.node("Reshape", node.name(), List.of(source, target));
        return new Feature(node.name(), false, shape);
    }
}
