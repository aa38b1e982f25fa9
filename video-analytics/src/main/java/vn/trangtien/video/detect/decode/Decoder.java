package vn.trangtien.video.detect.decode;

import vn.trangtien.video.detect.DetectorException;

/** Understands the answer of one family of models. */
@FunctionalInterface
public interface Decoder {

    /**
     * Adds whatever may be a thing; overlapping ones are joined later.
     *
     * @throws DetectorException if the tensors are not what the model's description says, or hold no numbers
     */
    void decode(Tensors tensors, Candidates into) throws DetectorException;
}
