package vn.trangtien.video.detect;

/** Labels with a meaning to us. Models may have others, which rules may name as well. They go over the wire and may not change. */
public final class Labels {

    public static final String PERSON = "person";
    public static final String BICYCLE = "bicycle";
    public static final String MOTORCYCLE = "motorcycle";
    public static final String CAR = "car";
    public static final String BUS = "bus";
    public static final String TRUCK = "truck";

    /** Something that moves, of which nobody knows what it is: the blob counter's only label. */
    public static final String MOVING = "moving";

    private Labels() {}
}
