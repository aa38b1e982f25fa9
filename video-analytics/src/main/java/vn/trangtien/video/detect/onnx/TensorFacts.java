package vn.trangtien.video.detect.onnx;

import java.util.Arrays;
import java.util.List;

/**
 * What a model says of one of its inputs or outputs.
 *
 * @param shape -1 where any size will do
 */
public record TensorFacts(String name, Element element, List<Long> shape) {

    /** The kinds of numbers that pictures and boxes are made of. */
    public enum Element {
        FLOAT,
        BYTE,
        INT,
        LONG,
        OTHER
    }

    public TensorFacts {
        shape = List.copyOf(shape);
    }

    TensorFacts(String name, Element element, long[] shape) {
        this(name, element, Arrays.stream(shape).boxed().toList());
    }

    /** Whether a tensor of this shape fits. */
    public boolean accepts(long... wanted) {
        if (wanted.length != shape.size()) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (shape.get(i) >= 0 && shape.get(i) != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    /** Whether every size is known before the model runs. */
    public boolean isFixed() {
        return shape.stream().allMatch(size -> size > 0);
    }
}
