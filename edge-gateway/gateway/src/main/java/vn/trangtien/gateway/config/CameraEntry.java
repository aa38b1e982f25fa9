package vn.trangtien.gateway.config;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One camera of the configuration.
 *
 * @param source {@code rtsp://…}, or path of a recording
 * @param every time between two messages with counts
 * @param snapshotEvery time between two pictures; zero for none
 * @param loop whether a recording starts again from its beginning
 * @param minimumBlobShare smallest moving region that counts as an object, as a share of the picture
 * @param countingLine empty for a line across the middle
 */
public record CameraEntry(
        String id,
        String source,
        Duration every,
        Duration snapshotEvery,
        boolean loop,
        OptionalDouble minimumBlobShare,
        Optional<CountingLine> countingLine) {

    /** The same camera looking at something else, where the configured line means nothing. */
    public CameraEntry lookingAt(String otherSource, Optional<CountingLine> otherLine) {
        return new CameraEntry(id, otherSource, every, snapshotEvery, loop, minimumBlobShare, otherLine);
    }

    /** A counting line; ends are shares of width and height, 0 to 1, from the upper left corner. */
    public record CountingLine(String name, double fromX, double fromY, double toX, double toY) {}
}
