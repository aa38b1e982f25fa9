package vn.trangtien.video.model.convert;

import java.util.Map;
import java.util.TreeMap;

/**
 * Which part of a graph becomes the ONNX file.
 *
 * @param input node whose value is given by us: the picture, ready for the first convolution
 * @param width pixels of the picture; a fully convolutional graph takes others than it was made for
 * @param height pixels of the picture
 * @param channels of the picture, 3 for colour
 * @param outputs names in the ONNX file by the node that gives the value
 * @param constants names of side files by the constant that is written into them as little-endian floats
 */
public record ConverterSettings(
        String input, int width, int height, int channels, Map<String, String> outputs, Map<String, String> constants) {

    /** @throws IllegalArgumentException if a size is not from 1 to 4096 or there is no output */
    public ConverterSettings {
        if (width < 1 || height < 1 || channels < 1 || width > 4096 || height > 4096 || channels > 4096) {
            throw new IllegalArgumentException(
                    "input of the converter must be 1 to 4096 in each direction, but was %d x %d x %d"
                            .formatted(width, height, channels));
        }
        if (outputs.isEmpty()) {
            throw new IllegalArgumentException("outputs of the converter must name at least one node");
        }
        outputs = java.util.Collections.unmodifiableMap(new TreeMap<>(outputs));
        constants = java.util.Collections.unmodifiableMap(new TreeMap<>(constants));
    }
}
