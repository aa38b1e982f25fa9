package vn.trangtien.video.model;

import java.util.Optional;

/**
 * What the numbers mean that come out of a model.
 *
 * @param boxes name of the output with the boxes; for {@link Kind#YOLOX} the only output
 * @param scores name of the output with the scores; the same as {@code boxes} for {@link Kind#YOLOX}
 * @param logits whether scores are still to be squeezed into 0 to 1 by the logistic function
 * @param background whether the first class is "nothing" and has no label
 * @param decoded {@link Kind#YOLOX}: whether boxes are in pixels already; {@link Kind#DETR}: no meaning
 * @param corners {@link Kind#DETR}: whether a box is left, top, right, bottom instead of centre and size
 * @param anchors {@link Kind#SSD}: side file with the anchors
 */
public record OutputFormat(
        Kind kind,
        String boxes,
        String scores,
        boolean logits,
        boolean background,
        boolean decoded,
        boolean corners,
        Optional<SideFile> anchors) {

    /** The families of detectors that can be decoded. */
    public enum Kind {
        SSD,
        CENTERNET,
        YOLOX,
        DETR
    }

    /** A file beside the model. */
    public record SideFile(String name, String sha256) {}
}
