package vn.trangtien.video.track;

import java.util.List;

/**
 * The confirmed objects of one frame.
 *
 * @param objects one entry for each confirmed track
 * @param ended tracks that were given up in this frame, at their last estimated place
 * @param presentationMicros time of the frame in the stream
 */
public record TrackedFrame(List<TrackedObject> objects, List<TrackedObject> ended, long presentationMicros) {

    public TrackedFrame {
        objects = List.copyOf(objects);
        ended = List.copyOf(ended);
    }
}
