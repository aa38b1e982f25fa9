package vn.trangtien.video;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a camera stands. Counts are cumulative since the pipeline was started, so that a lost message costs nothing.
 *
 * @param camera id of the camera
 * @param lines one entry for each line and label that has passed it; empty before anything passed
 * @param objectsNow objects that are followed at this moment
 * @param framesPerSecond decoded in the last second or so
 * @param frames decoded since the start
 * @param looks how often a detector looks at it; empty where only motion is counted, and in the first ten seconds
 * @param measures what the rules read from the view: occupancy, queues, parking places, gauges …
 * @param at when this was true
 */
public record CameraCounts(
        String camera,
        List<LineCount> lines,
        int objectsNow,
        double framesPerSecond,
        long frames,
        Optional<LookRate> looks,
        List<Measure> measures,
        Instant at) {

    public CameraCounts {
        lines = List.copyOf(lines);
        measures = List.copyOf(measures);
    }

    /** Everything that passed any line forward. */
    public long forward() {
        return lines.stream().mapToLong(LineCount::forward).sum();
    }

    /** Everything that passed any line backward. */
    public long backward() {
        return lines.stream().mapToLong(LineCount::backward).sum();
    }
}
