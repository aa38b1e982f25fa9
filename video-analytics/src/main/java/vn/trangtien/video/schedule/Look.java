package vn.trangtien.video.schedule;

import java.util.List;
import java.util.Optional;
import vn.trangtien.video.detect.Detection;

/**
 * What a detector saw in one picture.
 *
 * @param detections in shares of the whole picture, best score first; empty if it failed
 * @param presentationMicros time of the picture in the stream, which may be a while ago
 * @param inferenceNanos how long the detector took
 * @param waitedNanos from the moment the picture was offered to the end of the detection
 * @param failure why there are no detections; empty if the detector worked
 */
public record Look(
        List<Detection> detections,
        long presentationMicros,
        long inferenceNanos,
        long waitedNanos,
        Optional<String> failure) {

    public Look {
        detections = List.copyOf(detections);
    }
}
