package vn.trangtien.video.model.convert;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.TreeMap;

/**
 * The result of a conversion.
 *
 * @param onnx content of the ONNX file
 * @param constants contents of the side files by name
 */
public record ConvertedModel(byte[] onnx, Map<String, byte[]> constants) {

    /** The only input of every converted model: batch, channels, rows, columns. */
    public static final String INPUT = "picture";

    /**
     * Converts a model.
     *
     * @param model content of {@code model.json}
     * @param shards contents of the weight files by the names in it
     * @throws ConversionException if the files are damaged, or the graph does something that is not supported
     */
    public static ConvertedModel of(byte[] model, Map<String, byte[]> shards, ConverterSettings settings)
            throws ConversionException {
        TfGraph graph = TfGraph.read(model, shards);
        byte[] onnx = new GraphConverter(graph, settings).convert(INPUT);
        Map<String, byte[]> constants = new TreeMap<>();
        for (Map.Entry<String, String> constant : settings.constants().entrySet()) {
            float[] values = graph.required(constant.getKey()).floats();
            ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asFloatBuffer().put(values);
            constants.put(constant.getValue(), bytes.array());
        }
        return new ConvertedModel(onnx, constants);
    }
}
