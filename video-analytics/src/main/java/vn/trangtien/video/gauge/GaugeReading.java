package vn.trangtien.video.gauge;

/**
 * What a staff gauge says.
 *
 * @param name of the gauge
 * @param metres on the staff's own scale, median of the last minutes
 * @param errorMetres half width of the range in which single readings lay, at least two rows of pixels
 * @param confidence 0 to 1; below {@value #USABLE} the number is only the last one that could be read
 * @param presentationMicros time in the stream
 */
public record GaugeReading(String name, double metres, double errorMetres, double confidence, long presentationMicros) {

    /** Below this confidence do not act on the number. */
    public static final double USABLE = 0.5;
}
