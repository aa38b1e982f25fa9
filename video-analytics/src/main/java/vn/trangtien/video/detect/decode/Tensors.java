package vn.trangtien.video.detect.decode;

/** What a model gave for one picture. */
public interface Tensors {

    /** The numbers of an output, the last dimension first to change; valid until the next picture. */
    float[] values(String output);

    /** The sizes of an output. */
    long[] shape(String output);
}
