package vn.trangtien.video;

import java.time.Instant;

/**
 * How a camera stands. Counts are cumulative since the pipeline was started, so that a lost message costs nothing.
 *
 * @param camera id of the camera
 * @param forward objects that passed the line forward
 * @param backward objects that passed the line backward
 * @param objectsNow objects that are followed at this moment
 * @param framesPerSecond decoded in the last second or so
 * @param frames decoded since the start
 * @param at when this was true
 */
public record CameraCounts(
        String camera, long forward, long backward, int objectsNow, double framesPerSecond, long frames, Instant at) {}
