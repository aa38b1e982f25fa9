package vn.trangtien.video;

/**
 * What a pipeline has done since it was started.
 *
 * @param framesDecoded frames that arrived and were decoded
 * @param framesAnalysed frames that were looked at
 * @param framesDropped frames that were decoded but left out to keep up with the camera
 * @param framesPerSecond decoded in the last second or so
 * @param reconnects how often pictures came back after they had been lost
 * @param snapshots pictures handed to the listener
 */
public record PipelineStatistics(
        long framesDecoded,
        long framesAnalysed,
        long framesDropped,
        double framesPerSecond,
        long reconnects,
        long snapshots) {}
