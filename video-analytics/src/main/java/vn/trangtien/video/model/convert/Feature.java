package vn.trangtien.video.model.convert;

import java.util.List;

/**
 * A value on its way through the graph.
 *
 * @param name in the ONNX file
 * @param image whether it is stored channels first; if not, its dimensions are in TensorFlow's order
 * @param shape always in TensorFlow's order: batch, rows, columns, channels for an image
 */
record Feature(String name, boolean image, List<Integer> shape) {

    Feature {
        shape = List.copyOf(shape);
    }

    static Feature image(String name, int rows, int columns, int channels) {
        return new Feature(name, true, List.of(1, rows, columns, channels));
    }

    int rows() {
        return shape.get(1);
    }

    int columns() {
        return shape.get(2);
    }

    int channels() {
        return shape.get(3);
    }

    Feature named(String newName) {
        return new Feature(newName, image, shape);
    }

    /** The shape as the ONNX file has it. */
    List<Integer> storedShape() {
        return image ? List.of(1, channels(), rows(), columns()) : shape;
    }
}
