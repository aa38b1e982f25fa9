package vn.trangtien.video.model;

import java.util.List;

/**
 * How a model wants its picture. Each number becomes {@code (pixel * scale - mean) / deviation}, with pixels from 0 to 255.
 *
 * @param width pixels
 * @param height pixels
 * @param layout order of the dimensions after the batch, which is 1
 * @param colours order of the colours
 * @param mean of each colour in the order of {@code colours}
 * @param deviation of each colour, not 0
 * @param fit what happens to a picture of another shape
 * @param fill grey, 0 to 255, of what a fitted picture does not cover
 */
public record InputFormat(
        int width,
        int height,
        Layout layout,
        Colours colours,
        double scale,
        List<Double> mean,
        List<Double> deviation,
        Fit fit,
        int fill) {

    /** Order of the dimensions. */
    public enum Layout {
        NCHW,
        NHWC
    }

    /** Order of the colours. */
    public enum Colours {
        RGB,
        BGR
    }

    /** What happens to a picture whose sides have another ratio. */
    public enum Fit {
        /** It is stretched. */
        STRETCH,
        /** It keeps its ratio and lies in the upper left corner. */
        CORNER,
        /** It keeps its ratio and lies in the middle. */
        CENTRE
    }

    public InputFormat {
        mean = List.copyOf(mean);
        deviation = List.copyOf(deviation);
    }

    /** The shape of the model's input. */
    public long[] shape() {
        return layout == Layout.NCHW ? new long[] {1, 3, height, width} : new long[] {1, height, width, 3};
    }
}
