package vn.trangtien.video.model.convert;

/**
 * TensorFlow's operations as its documentation defines them, rows-columns-channels, without any cleverness: what converted
 * graphs are compared with.
 */
final class ReferenceMath {

    private ReferenceMath() {}

    /** An image or a row of numbers; {@code at} outside of it is 0. */
    record Image(int rows, int columns, int channels, float[] values) {

        float at(int row, int column, int channel) {
            boolean inside = row >= 0 && row < rows && column >= 0 && column < columns;
            return inside ? values[(row * columns + column) * channels + channel] : 0;
        }
    }

    /** Says what a pixel of the result is. */
    @FunctionalInterface
    interface Pixel {
        double value(int row, int column, int channel);
    }

    static Image of(int rows, int columns, int channels, Pixel pixel) {
        var values = new float[rows * columns * channels];
        for (int i = 0; i < values.length; i++) {
            int place = i / channels;
            values[i] = (float) pixel.value(place / columns, place % columns, i % channels);
        }
        return new Image(rows, columns, channels, values);
    }

    /** Kernel rows-columns-in-out. */
    static Image convolve(Image in, float[] kernel, int size, int out, int stride, boolean same) {
        int rows = same ? ceil(in.rows(), stride) : (in.rows() - size) / stride + 1;
        int columns = same ? ceil(in.columns(), stride) : (in.columns() - size) / stride + 1;
        int top = same ? zeros(in.rows(), size, stride) / 2 : 0;
        int left = same ? zeros(in.columns(), size, stride) / 2 : 0;
        return of(rows, columns, out, (row, column, channel) -> {
            double sum = 0;
            for (int y = 0; y < size; y++) {
                for (int x = 0; x < size; x++) {
                    for (int c = 0; c < in.channels(); c++) {
                        sum += in.at(row * stride + y - top, column * stride + x - left, c)
                                * kernel[((y * size + x) * in.channels() + c) * out + channel];
                    }
                }
            }
            return sum;
        });
    }

    /** Kernel rows-columns-in-multiplier; results of one channel stand side by side. */
    static Image convolveDepthwise(Image in, float[] kernel, int size, int multiplier, int stride) {
        int top = zeros(in.rows(), size, stride) / 2;
        int left = zeros(in.columns(), size, stride) / 2;
        return of(
                ceil(in.rows(), stride),
                ceil(in.columns(), stride),
                in.channels() * multiplier,
                (row, column, channel) -> {
                    int from = channel / multiplier;
                    double sum = 0;
                    for (int y = 0; y < size; y++) {
                        for (int x = 0; x < size; x++) {
                            sum += in.at(row * stride + y - top, column * stride + x - left, from)
                                    * kernel[
                                            ((y * size + x) * in.channels() + from) * multiplier
                                                    + channel % multiplier];
                        }
                    }
                    return sum;
                });
    }

    /** Bilinear without centres of pixels: the corner of the first pixel stays where it is. */
    static Image resize(Image in, int rows, int columns) {
        return of(rows, columns, in.channels(), (row, column, channel) -> {
            double y = (double) row * in.rows() / rows;
            double x = (double) column * in.columns() / columns;
            int top = (int) y;
            int left = (int) x;
            int bottom = Math.min(top + 1, in.rows() - 1);
            int right = Math.min(left + 1, in.columns() - 1);
            double upper = in.at(top, left, channel) * (1 - (x - left)) + in.at(top, right, channel) * (x - left);
            double lower = in.at(bottom, left, channel) * (1 - (x - left)) + in.at(bottom, right, channel) * (x - left);
            return upper * (1 - (y - top)) + lower * (y - top);
        });
    }

    private static int ceil(int value, int by) {
        return (value + by - 1) / by;
    }

    private static int zeros(int size, int kernel, int stride) {
        return Math.max((ceil(size, stride) - 1) * stride + kernel - size, 0);
    }
}
