package vn.trangtien.video.model.convert;

/**
 * How a kernel moves along one side of a picture.
 *
 * @param outputs number of places where it stops
 * @param padBefore zeros before the first pixel
 * @param padAfter zeros after the last pixel
 */
record Window(int stride, int dilation, int outputs, int padBefore, int padAfter) {

    /**
     * With {@code SAME} padding TensorFlow makes as many outputs as strides fit in and puts the odd zero after the picture,
     * unlike most others; so the zeros depend on the size of the picture and are written out.
     */
    static Window of(TfNode node, String padding, int inputs, int kernel, int stride, int dilation)
            throws ConversionException {
        int reach = (kernel - 1) * dilation + 1;
        return switch (padding) {
            case "SAME" -> {
                int outputs = (inputs + stride - 1) / stride;
                int zeros = Math.max((outputs - 1) * stride + reach - inputs, 0);
                yield new Window(stride, dilation, outputs, zeros / 2, zeros - zeros / 2);
            }
            case "VALID" -> {
                if (inputs < reach) {
                    throw new ConversionException(
                            "%s has a kernel of %d pixels on a picture of %d".formatted(node, reach, inputs));
                }
                yield new Window(stride, dilation, (inputs - reach) / stride + 1, 0, 0);
            }
            default ->
                throw new ConversionException("%s is padded '%s'; SAME and VALID are known".formatted(node, padding));
        };
    }
}
