package vn.trangtien.video.model;

/**
 * What counts as seen.
 *
 * @param score least score, 0 to 1; the tracker wants weak detections too, so rather low
 * @param overlap two boxes of one label that share more than this are one thing, 0 to 1
 * @param largest boxes that cover more of the model's picture are ghosts, 0 to 1
 */
public record Thresholds(double score, double overlap, double largest) {}
