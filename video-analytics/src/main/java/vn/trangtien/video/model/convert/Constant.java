package vn.trangtien.video.model.convert;

import java.util.Arrays;
import java.util.List;

/** A constant of the graph. Whole numbers are kept as floats too, so that either reader finds them. */
final class Constant {

    private final List<Integer> shape;
    private final float[] floats;
    private final int[] integers;

    private Constant(List<Integer> shape, float[] floats, int[] integers) {
        this.shape = List.copyOf(shape);
        this.floats = floats;
        this.integers = integers;
    }

    static Constant ofFloats(List<Integer> shape, float[] values) {
        return new Constant(shape, values, new int[0]);
    }

    static Constant ofIntegers(List<Integer> shape, int[] values) {
        var floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = values[i];
        }
        return new Constant(shape, floats, values);
    }

    List<Integer> shape() {
        return shape;
    }

    /** Rows one after another; the array itself. */
    float[] floats() {
        return floats;
    }

    /** Empty if the constant is of floats. */
    List<Integer> integers() {
        return Arrays.stream(integers).boxed().toList();
    }

    static int elements(List<Integer> shape) {
        return shape.stream().reduce(1, Math::multiplyExact);
    }
}
