package vn.trangtien.video.model;

import java.util.List;

/**
 * Everything about a model: the content of its {@code model.yaml}.
 *
 * @param id name of its folder and in configurations
 * @param file name of the ONNX file
 * @param sha256 of the ONNX file, 64 hexadecimal digits
 * @param labels by class number; empty for numbers that mean nothing
 */
public record ModelDescription(
        String id,
        Words title,
        String file,
        String sha256,
        Licence licence,
        InputFormat input,
        OutputFormat output,
        List<String> labels,
        Thresholds thresholds) {

    public ModelDescription {
        labels = List.copyOf(labels);
    }

    /** The first 12 digits of the hash: enough to tell years later which file it was. */
    public String version() {
        return sha256.substring(0, 12);
    }
}
