package vn.trangtien.video.model.convert;

import java.util.List;

/**
 * A convolution that is not written yet, because what follows it (batch normalisation, scale, bias) can be done by its weights.
 */
final class Convolution {

    private final Feature input;
    private final List<Integer> weightShape;
    private final float[] weights;
    private final float[] bias;
    private final int groups;
    private final Window rows;
    private final Window columns;

    private Convolution(
            Feature input, List<Integer> weightShape, float[] weights, int groups, Window rows, Window columns) {
        this.input = input;
        this.weightShape = weightShape;
        this.weights = weights;
        this.bias = new float[weightShape.get(0)];
        this.groups = groups;
        this.rows = rows;
        this.columns = columns;
    }

    static Convolution of(TfNode node, Feature input, Constant kernel) throws ConversionException {
        if (!node.text("data_format", "NHWC").equals("NHWC")) {
            throw new ConversionException(node + " has its channels first, which is not supported");
        }
        if (!input.image() || kernel.shape().size() != 4) {
            throw new ConversionException(node + " does not convolve an image with a kernel of four dimensions");
        }
        List<Integer> strides = node.integers("strides");
        List<Integer> dilations = node.integers("dilations");
        boolean plain = dilations.size() != 4;
        String padding = node.text("padding", "VALID");
        List<Integer> kernelShape = kernel.shape();
        Window rows = Window.of(
                node, padding, input.rows(), kernelShape.get(0), strides.get(1), plain ? 1 : dilations.get(1));
        Window columns = Window.of(
                node, padding, input.columns(), kernelShape.get(1), strides.get(2), plain ? 1 : dilations.get(2));
        boolean depthwise = node.operator().contains("Depthwise");
        int in = kernelShape.get(2);
        int out = kernelShape.get(3);
        if (input.channels() % in != 0 || depthwise && input.channels() != in) {
            throw new ConversionException(
                    "%s has a kernel for %d channels, but its input has %d".formatted(node, in, input.channels()));
        }
        List<Integer> shape = depthwise
                ? List.of(in * out, 1, kernelShape.get(0), kernelShape.get(1))
                : List.of(out, in, kernelShape.get(0), kernelShape.get(1));
        float[] weights = transposed(kernel, depthwise);
        return new Convolution(input, shape, weights, depthwise ? in : input.channels() / in, rows, columns);
    }

    /**
     * Rows-columns-in-out becomes out-in-rows-columns. A depthwise kernel becomes in-out-rows-columns: the results of one
     * channel stand side by side.
     */
    private static float[] transposed(Constant kernel, boolean depthwise) {
        int in = kernel.shape().get(2);
        int out = kernel.shape().get(3);
        int taps = kernel.shape().get(0) * kernel.shape().get(1);
        var weights = new float[kernel.floats().length];
        for (int tap = 0; tap < taps; tap++) {
            for (int i = 0; i < in; i++) {
                for (int o = 0; o < out; o++) {
                    int filter = depthwise ? i * out + o : o * in + i;
                    weights[filter * taps + tap] = kernel.floats()[(tap * in + i) * out + o];
                }
            }
        }
        return weights;
    }

    int channels() {
        return weightShape.get(0);
    }

    Feature result(String name) {
        return Feature.image(name, rows.outputs(), columns.outputs(), channels());
    }

    /** Does {@code y = x * scale + bias} for each channel within the convolution; one value stands for all channels. */
    void fold(float[] scale, float[] shift) {
        int perChannel = weights.length / channels();
        for (int channel = 0; channel < channels(); channel++) {
            float factor = scale[scale.length == 1 ? 0 : channel];
            for (int i = channel * perChannel; i < (channel + 1) * perChannel; i++) {
                weights[i] *= factor;
            }
            bias[channel] = bias[channel] * factor + shift[shift.length == 1 ? 0 : channel];
        }
    }

    void write(OnnxGraph graph, String name) {
        String weightName = graph.floats(name + "/weights", weightShape, weights);
        String biasName = graph.floats(name + "/bias", List.of(channels()), bias);
        graph.node(
                "Conv",
                name,
                List.of(input.name(), weightName, biasName),
                OnnxGraph.attribute("kernel_shape", weightShape.subList(2, 4)),
                OnnxGraph.attribute("strides", List.of(rows.stride(), columns.stride())),
                OnnxGraph.attribute("dilations", List.of(rows.dilation(), columns.dilation())),
                OnnxGraph.attribute("group", groups),
                OnnxGraph.attribute(
                        "pads", List.of(rows.padBefore(), columns.padBefore(), rows.padAfter(), columns.padAfter())));
    }
}
