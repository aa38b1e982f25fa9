package vn.trangtien.video.model.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.trangtien.video.detect.DetectorException;
import vn.trangtien.video.detect.onnx.OnnxModel;
import vn.trangtien.video.detect.onnx.OnnxRun;
import vn.trangtien.video.model.convert.ReferenceMath.Image;

/** Small graphs, run by ONNX Runtime after conversion and compared with TensorFlow's definitions. */
class ConvertedGraphTest {

    private static final Offset<Float> CLOSE = within(1e-4f);

    private final Random random = new Random(17);

    @ParameterizedTest(name = "{0} x {1} pixels, kernel {2}, stride {3}, {4}")
    @CsvSource({"7, 6, 3, 1, SAME", "7, 6, 3, 2, SAME", "8, 8, 3, 2, SAME", "9, 5, 2, 2, SAME", "9, 8, 3, 2, VALID"})
    void convolutionWithEveryPadding(int rows, int columns, int size, int stride, String padding) throws Exception {
        float[] kernel = numbers(size * size * 2 * 3);
        var graph =
                new TinyGraph().placeholder("image", rows, columns, 2).floats("k", List.of(size, size, 2, 3), kernel);
        graph.node("Conv2D", "y", "image", "k").window(padding, stride);
        Image image = image(rows, columns, 2);

        float[] actual = run(graph, image, "y");

        Image expected = ReferenceMath.convolve(image, kernel, size, 3, stride, padding.equals("SAME"));
        assertThat(actual).containsExactly(channelsFirst(expected), CLOSE);
    }

    @ParameterizedTest(name = "multiplier {0}, stride {1}")
    @CsvSource({"1, 1", "1, 2", "2, 1"})
    void depthwiseConvolution(int multiplier, int stride) throws Exception {
        float[] kernel = numbers(9 * 3 * multiplier);
        var graph = new TinyGraph().placeholder("image", 6, 7, 3).floats("k", List.of(3, 3, 3, multiplier), kernel);
        graph.node("DepthwiseConv2dNative", "y", "image", "k").window("SAME", stride);
        Image image = image(6, 7, 3);

        float[] actual = run(graph, image, "y");

        assertThat(actual)
                .containsExactly(
                        channelsFirst(ReferenceMath.convolveDepthwise(image, kernel, 3, multiplier, stride)), CLOSE);
    }

    @Test
    void batchNormScaleBiasAndRelu6AreFoldedButNotChanged() throws Exception {
        float[] kernel = numbers(2 * 2);
        var graph = new TinyGraph()
                .placeholder("image", 3, 3, 2)
                .floats("k", List.of(1, 1, 2, 2), kernel)
                .floats("gamma", List.of(2), 1.5f, 0.5f)
                .floats("beta", List.of(2), 0.25f, -1)
                .floats("mean", List.of(2), 0.1f, 0.2f)
                .floats("variance", List.of(2), 4, 0.25f)
                .floats("three", List.of(), 3)
                .floats("bias", List.of(2), 1, 2);
        graph.node("Conv2D", "conv", "image", "k").window("SAME", 1);
        graph.node("FusedBatchNorm", "bn", "conv", "gamma", "beta", "mean", "variance")
                .number("epsilon", 0.01);
        graph.node("Mul", "scaled", "three", "bn");
        graph.node("BiasAdd", "biased", "scaled", "bias");
        graph.node("Relu6", "y", "biased");
        Image image = image(3, 3, 2);

        byte[] onnx = graph.convert(3, 3, 2, "y").onnx();

        float[] gamma = {1.5f, 0.5f};
        float[] beta = {0.25f, -1};
        float[] mean = {0.1f, 0.2f};
        float[] variance = {4, 0.25f};
        Image conv = ReferenceMath.convolve(image, kernel, 1, 2, 1, true);
        Image expected = ReferenceMath.of(3, 3, 2, (row, column, c) -> {
            double normal = (conv.at(row, column, c) - mean[c]) / Math.sqrt(variance[c] + 0.01) * gamma[c] + beta[c];
            return Math.min(6, Math.max(0, normal * 3 + 1 + c));
        });
        assertThat(run(onnx, image, "out-y")).containsExactly(channelsFirst(expected), CLOSE);
        assertThat(new String(onnx, java.nio.charset.StandardCharsets.ISO_8859_1))
                .contains("Conv", "Clip")
                .doesNotContain("Mul")
                .doesNotContain("BatchNorm");
    }

    @Test
    void whatIsReadTwiceIsNotFolded() throws Exception {
        var graph = new TinyGraph()
                .placeholder("image", 2, 2, 1)
                .floats("k", List.of(1, 1, 1, 1), 2)
                .floats("ten", List.of(), 10);
        graph.node("Conv2D", "conv", "image", "k").window("SAME", 1);
        graph.node("Mul", "tenfold", "conv", "ten");
        graph.node("AddV2", "y", "tenfold", "conv");
        Image image = new Image(2, 2, 1, new float[] {1, 2, 3, 4});

        assertThat(run(graph, image, "y")).containsExactly(22, 44, 66, 88);
    }

    @Test
    void fusedConvolutionWithBiasAndActivation() throws Exception {
        var graph = new TinyGraph()
                .placeholder("image", 1, 3, 1)
                .floats("k", List.of(1, 1, 1, 1), 1)
                .floats("bias", List.of(1), -2);
        graph.node("_FusedConv2D", "y", "image", "k", "bias").window("SAME", 1).texts("fused_ops", "BiasAdd", "Relu");

        assertThat(run(graph, new Image(1, 3, 1, new float[] {1, 2, 5}), "y")).containsExactly(0, 0, 3);
    }

    @Test
    void squeezeAndExciteMultipliesChannelsByTheirMean() throws Exception {
        var graph = new TinyGraph().placeholder("image", 2, 2, 2).integers("axes", List.of(2), 1, 2);
        graph.node("Mean", "mean", "image", "axes").flag("keep_dims");
        graph.node("Sigmoid", "gate", "mean");
        graph.node("Mul", "y", "image", "gate");
        Image image = image(2, 2, 2);

        Image expected = ReferenceMath.of(2, 2, 2, (row, column, c) -> {
            double mean = (image.at(0, 0, c) + image.at(0, 1, c) + image.at(1, 0, c) + image.at(1, 1, c)) / 4;
            return image.at(row, column, c) / (1 + Math.exp(-mean));
        });
        assertThat(run(graph, image, "y")).containsExactly(channelsFirst(expected), CLOSE);
    }

    @Test
    void resizingGrowsWithTheChosenInput() throws Exception {
        var graph = new TinyGraph().placeholder("image", 2, 2, 1).integers("size", List.of(2), 4, 4);
        graph.node("ResizeBilinear", "y", "image", "size");
        Image image = image(2, 3, 1);

        float[] actual = run(graph.convert(2, 3, 1, "y").onnx(), image, "out-y");

        assertThat(actual).containsExactly(channelsFirst(ReferenceMath.resize(image, 4, 6)), CLOSE);
    }

    @Test
    void headsAreReshapedInTensorFlowsOrderAndPutTogether() throws Exception {
        var graph = new TinyGraph()
                .placeholder("image", 1, 2, 4)
                .integers("from", List.of(1), 0)
                .integers("to", List.of(1), 1)
                .integers("step", List.of(1), 1)
                .integers("open", List.of(), -1)
                .integers("two", List.of(), 2)
                .integers("axis", List.of(), 1);
        graph.node("Shape", "shape", "image");
        graph.node("StridedSlice", "batch", "shape", "from", "to", "step")
                .json()
                .putObject("shrink_axis_mask")
                .put("i", "1");
        graph.node("Pack", "target", "batch", "open", "two");
        graph.node("Reshape", "rows", "image", "target");
        graph.node("ConcatV2", "y", "rows", "rows", "axis");
        Image image = new Image(1, 2, 4, new float[] {1, 2, 3, 4, 5, 6, 7, 8});

        assertThat(run(graph, image, "y")).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 6, 7, 8);
    }

    @Test
    void imagesArePutTogetherByChannelsAndAddedUp() throws Exception {
        var graph = new TinyGraph().placeholder("image", 1, 2, 2).integers("axis", List.of(), -1);
        graph.node("ConcatV2", "wide", "image", "image", "axis");
        graph.node("AddN", "y", "wide", "wide", "wide");

        assertThat(run(graph, new Image(1, 2, 2, new float[] {1, 2, 3, 4}), "y"))
                .containsExactly(3, 9, 6, 12, 3, 9, 6, 12);
    }

    @Test
    void theSameGraphGivesTheSameBytes() throws Exception {
        var graph = new TinyGraph().placeholder("image", 2, 2, 1).floats("k", List.of(1, 1, 1, 1), 2);
        graph.node("Conv2D", "a", "image", "k").window("SAME", 1);
        graph.node("Sigmoid", "b", "a");

        assertThat(graph.convert(2, 2, 1, "a", "b").onnx())
                .isEqualTo(graph.convert(2, 2, 1, "b", "a").onnx());
    }

    @Test
    void smallFormsOfWeightsAreUnpacked() throws Exception {
        var graph = new TinyGraph()
                .placeholder("image", 1, 1, 1)
                .packed("half", List.of(), "float16", 1, 0, (byte) 0x00, (byte) 0x3e)
                .packed("byte", List.of(), "uint8", 0.5, -1, (byte) 200);
        graph.node("Mul", "scaled", "image", "half");
        graph.node("Add", "y", "scaled", "byte");

        assertThat(run(graph, new Image(1, 1, 1, new float[] {2}), "y")).containsExactly(2 * 1.5f + 99);
    }

    @Test
    void everyHalfFloatIsReadExactly() {
        List<Integer> wrong = new ArrayList<>();
        for (int bits = 0; bits <= 0xffff; bits++) {
            int exponent = bits >> 10 & 31;
            int fraction = bits & 0x3ff;
            double magnitude =
                    exponent == 0 ? fraction * Math.pow(2, -24) : (1024 + fraction) * Math.pow(2, exponent - 25);
            double special = fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
            double expected = (exponent == 31 ? special : magnitude) * (bits > 0x7fff ? -1 : 1);

            if (Double.compare(WeightFile.half((short) bits), expected) != 0) {
                wrong.add(bits);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void unknownOperationsAreNamed() {
        var graph = new TinyGraph().placeholder("image", 1, 1, 1);
        graph.node("TopKV2", "y", "image");

        assertThatThrownBy(() -> graph.convert(1, 1, 1, "y"))
                .isInstanceOf(ConversionException.class)
                .hasMessageContaining("node 'y' (TopKV2) is not supported");
    }

    @Test
    void missingNodesAndWeightsAreNamed() {
        var graph = new TinyGraph().placeholder("image", 1, 1, 1).floats("k", List.of(1, 1, 1, 1), 2);
        graph.node("Conv2D", "y", "image", "k").window("SAME", 1);
        var settings = new ConverterSettings("image", 1, 1, 1, Map.of("y", "y"), Map.of());

        assertThatThrownBy(() -> graph.convert(1, 1, 1, "z")).hasMessageContaining("no node 'z'");
        assertThatThrownBy(() -> ConvertedModel.of(graph.json(), Map.of(), settings))
                .hasMessageContaining("'weights.bin' is missing");
        assertThatThrownBy(() -> ConvertedModel.of(graph.json(), Map.of(TinyGraph.SHARD, new byte[3]), settings))
                .isInstanceOf(ConversionException.class)
                .hasMessageContaining("end within 'k'");
        assertThatThrownBy(() -> ConvertedModel.of(new byte[] {'{'}, Map.of(), settings))
                .isInstanceOf(ConversionException.class)
                .hasMessageContaining("no TensorFlow.js model");
    }

    private float[] run(TinyGraph graph, Image image, String output) throws Exception {
        byte[] onnx = graph.convert(image.rows(), image.columns(), image.channels(), output)
                .onnx();
        return run(onnx, image, "out-" + output);
    }

    private static float[] run(byte[] onnx, Image image, String output) throws DetectorException {
        long[] shape = {1, image.channels(), image.rows(), image.columns()};
        try (OnnxModel model = OnnxModel.open(UUID.randomUUID().toString(), () -> onnx);
                OnnxRun run = OnnxRun.of(model, shape, List.of(output))) {
            FloatBuffer input = run.input().asFloatBuffer();
            input.put(channelsFirst(image));
            run.run();
            return run.output(output).clone();
        }
    }

    private Image image(int rows, int columns, int channels) {
        return new Image(rows, columns, channels, numbers(rows * columns * channels));
    }

    private float[] numbers(int count) {
        var numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = random.nextFloat() * 4 - 2;
        }
        return numbers;
    }

    private static float[] channelsFirst(Image image) {
        var values = new float[image.values().length];
        int plane = image.rows() * image.columns();
        for (int i = 0; i < values.length; i++) {
            values[i % image.channels() * plane + i / image.channels()] = image.values()[i];
        }
        return values;
    }
}
