package vn.trangtien.video.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import vn.trangtien.video.model.convert.ConversionException;
import vn.trangtien.video.model.convert.ConvertedModel;
import vn.trangtien.video.model.convert.ConverterSettings;
import vn.trangtien.video.model.convert.TinyGraph;

/**
 * A CenterNet of 16 x 16 pixels in 300 bytes: it sees a "bright" thing where red is brighter than half, and a "dark" one nowhere.
 * Enough to try out everything around a model quickly.
 */
public final class TinyModel {

    public static final String ID = "tiny";

    private TinyModel() {}

    /** The graph; what is read from it may be no number at all. */
    public static TinyGraph graph(boolean broken) {
        float weight = broken ? Float.NaN : 4;
        var graph = new TinyGraph()
                .placeholder("image", 16, 16, 3)
                .floats("k", List.of(1, 1, 3, 2), weight, 0, 0, 0, 0, 0)
                .floats("bias", List.of(2), -3, -9)
                .floats("sides", List.of(1, 1, 3, 4), new float[12])
                .floats("distance", List.of(4), 2, 2, 2, 2);
        graph.node("Conv2D", "conv", "image", "k").window("SAME", 4);
        graph.node("BiasAdd", "s", "conv", "bias");
        graph.node("Conv2D", "flat", "image", "sides").window("SAME", 4);
        graph.node("BiasAdd", "b", "flat", "distance");
        return graph;
    }

    public static ConverterSettings conversion() {
        return new ConverterSettings("image", 16, 16, 3, Map.of("s", "scores", "b", "boxes"), Map.of());
    }

    public static byte[] onnx(boolean broken) {
        TinyGraph graph = graph(broken);
        try {
            return ConvertedModel.of(graph.json(), Map.of(TinyGraph.SHARD, graph.shard()), conversion())
                    .onnx();
        } catch (ConversionException e) {
            throw new AssertionError(e);
        }
    }

    public static String yaml(String id, byte[] onnx) {
        return """
                id: %s
                title: {vi: Rất nhỏ, en: Very small}
                file: tiny.onnx
                sha256: %s
                licence: {spdx: CC0-1.0}
                input: {width: 16, height: 16, scale: 0.00392156862745}
                output: {kind: centernet, boxes: boxes, scores: scores}
                labels: [bright, dark]
                """.formatted(id, Sha256.of(onnx));
    }

    /** Writes the model as a customer has it: a description with the file beside it. */
    public static Path write(Path folder, String id, boolean broken) throws IOException {
        byte[] onnx = onnx(broken);
        Files.createDirectories(folder);
        Files.write(folder.resolve("tiny.onnx"), onnx);
        return Files.writeString(folder.resolve(id + ".yaml"), yaml(id, onnx));
    }

    /** Installs the model. */
    public static ModelStore install(Path folder) {
        var store = new ModelStore(folder, List.of());
        byte[] onnx = onnx(false);
        try {
            store.install(DescriptionYaml.read("tiny", yaml(ID, onnx)), Map.of("tiny.onnx", onnx));
        } catch (ModelException e) {
            throw new AssertionError(e);
        }
        return store;
    }
}
