package vn.trangtien.video.motion;

import java.util.List;
import vn.trangtien.video.picture.Box;

/**
 * What moved in one frame.
 *
 * @param blobs moving regions of at least the wanted size; empty while the background is being learned
 * @param specks moving regions that are smaller: no objects, but perhaps a part of a person
 * @param movingShare share of the picture that differs from the background, 0..1, small regions included
 * @param learning true while the background is not known yet, at the start and after a change of the whole picture
 * @param presentationMicros time of the frame in the stream
 */
public record MotionFrame(
        List<Box> blobs, List<Box> specks, double movingShare, boolean learning, long presentationMicros) {

    public MotionFrame {
        blobs = List.copyOf(blobs);
        specks = List.copyOf(specks);
    }
}
