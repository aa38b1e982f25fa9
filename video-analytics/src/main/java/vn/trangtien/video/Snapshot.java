package vn.trangtien.video;

import java.time.Instant;
import java.util.Optional;
import vn.trangtien.video.privacy.Retention;

/**
 * A picture that left the camera's process, as the camera's policy lets it.
 *
 * @param camera id of the camera
 * @param jpeg yours to keep
 * @param width pixels, at most 640
 * @param height pixels
 * @param takenAt when it was taken
 * @param object id of the {@link ObjectEvent} that it shows best so far; empty for a view of the place
 * @param masked whether whatever moves, persons, faces and plates are hidden; if not, it is personal data
 * @param retention how long it may be kept
 */
public record Snapshot(
        String camera,
        byte[] jpeg,
        int width,
        int height,
        Instant takenAt,
        Optional<String> object,
        boolean masked,
        Retention retention) {}
