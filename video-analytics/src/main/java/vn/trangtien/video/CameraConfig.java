package vn.trangtien.video;

import java.time.Duration;
import java.util.List;
import vn.trangtien.video.picture.Box;
import vn.trangtien.video.rules.CountingLine;
import vn.trangtien.video.source.Pace;
import vn.trangtien.video.source.SourceAddress;

/**
 * One camera and what to count in its view.
 *
 * @param id 1 to 64 letters, digits, {@code -} or {@code _}; names the camera in every event
 * @param source {@code rtsp://…}, {@code http(s)://…} or the path of a file
 * @param line where to count
 * @param minimumBlobShare smallest moving region that is an object, as a share of the picture, above 0 and below 1
 * @param ignored parts of the picture to leave out, such as a burnt-in clock; in shares of the picture
 * @param pace for files
 * @param loop whether a file starts again from its beginning
 * @param timeout after how long a silent camera counts as lost, 1 s to 60 s
 * @param snapshotEvery distance of snapshots, at least 1 s; zero for none at all, not even at a crossing
 */
public record CameraConfig(
        String id,
        SourceAddress source,
        CountingLine line,
        double minimumBlobShare,
        List<Box> ignored,
        Pace pace,
        boolean loop,
        Duration timeout,
        Duration snapshotEvery) {

    private static final double USUAL_BLOB_SHARE = 0.0012;

    public CameraConfig {
        if (!id.matches("[A-Za-z0-9_-]{1,64}")) {
            throw new IllegalArgumentException(
                    "camera id must be 1 to 64 letters, digits, - or _, but was \"%s\"; rename the camera"
                            .formatted(id));
        }
        if (!(minimumBlobShare > 0 && minimumBlobShare < 1)) {
            throw new IllegalArgumentException(
                    "camera %s: smallest object must be a share of the picture above 0 and below 1, but was %s; 0.001 is usual"
                            .formatted(id, minimumBlobShare));
        }
        if (timeout.compareTo(Duration.ofSeconds(1)) < 0 || timeout.compareTo(Duration.ofSeconds(60)) > 0) {
            throw new IllegalArgumentException(
                    "camera %s: time-out must be 1 s to 60 s, but was %s; 5 s is usual".formatted(id, timeout));
        }
        if (!snapshotEvery.isZero() && snapshotEvery.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException(
                    "camera %s: snapshots must be at least 1 s apart, or 0 for none, but were %s"
                            .formatted(id, snapshotEvery));
        }
        ignored = List.copyOf(ignored);
    }

    /** A view that nobody has looked at yet: counts across the middle of the picture. */
    public static CameraConfig of(String id, String source) {
        return new CameraConfig(
                id,
                new SourceAddress(source),
                CountingLine.ACROSS_THE_MIDDLE,
                USUAL_BLOB_SHARE,
                List.of(),
                Pace.REAL_TIME,
                false,
                Duration.ofSeconds(5),
                Duration.ofSeconds(5));
    }

    public CameraConfig withLine(CountingLine newLine) {
        return new CameraConfig(id, source, newLine, minimumBlobShare, ignored, pace, loop, timeout, snapshotEvery);
    }

    public CameraConfig withMinimumBlobShare(double share) {
        return new CameraConfig(id, source, line, share, ignored, pace, loop, timeout, snapshotEvery);
    }

    public CameraConfig withIgnored(List<Box> boxes) {
        return new CameraConfig(id, source, line, minimumBlobShare, boxes, pace, loop, timeout, snapshotEvery);
    }

    public CameraConfig withPace(Pace newPace) {
        return new CameraConfig(id, source, line, minimumBlobShare, ignored, newPace, loop, timeout, snapshotEvery);
    }

    public CameraConfig withLoop(boolean again) {
        return new CameraConfig(id, source, line, minimumBlobShare, ignored, pace, again, timeout, snapshotEvery);
    }

    public CameraConfig withTimeout(Duration silence) {
        return new CameraConfig(id, source, line, minimumBlobShare, ignored, pace, loop, silence, snapshotEvery);
    }

    public CameraConfig withSnapshotEvery(Duration distance) {
        return new CameraConfig(id, source, line, minimumBlobShare, ignored, pace, loop, timeout, distance);
    }
}
