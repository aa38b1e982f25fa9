package vn.trangtien.video.track;

import java.util.List;
import vn.trangtien.video.detect.Detection;
import vn.trangtien.video.picture.Box;

/**
 * What a detector found in one frame.
 *
 * @param detections in any order, low scores too: they help to hold on to what is known
 * @param parts where it looked; an object elsewhere was not missed
 * @param presentationMicros time of the frame that it looked at; may be earlier than that of frames tracked since
 */
public record DetectedFrame(List<Detection> detections, List<Box> parts, long presentationMicros) {

    private static final Box WHOLE = new Box(0, 0, 1, 1);

    public DetectedFrame {
        detections = List.copyOf(detections);
        parts = List.copyOf(parts);
    }

    /** The detector looked at the whole picture. */
    public DetectedFrame(List<Detection> detections, long presentationMicros) {
        this(detections, List.of(WHOLE), presentationMicros);
    }

    boolean lookedAt(Box box) {
        Box inPicture = box.sharedArea(WHOLE) > 0 ? box : WHOLE;
        return parts.stream().anyMatch(part -> part.sharedArea(inPicture) > 0.8 * WHOLE.sharedArea(inPicture));
    }
}
