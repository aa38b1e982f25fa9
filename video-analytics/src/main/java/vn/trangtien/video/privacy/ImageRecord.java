package vn.trangtien.video.privacy;

import java.time.Instant;
import java.util.Optional;

/**
 * One picture or film that leaves the process, for the record.
 *
 * @param camera id of the camera
 * @param kind see {@link Kind}
 * @param use masked, or clear
 * @param purpose the lawful purpose of what is clear; empty for what is masked
 * @param retention how long it may be kept
 * @param object id of the object that it shows; empty for a view of the place
 * @param bytes its size
 * @param sha256 of its content, 64 hexadecimal digits, so that a stored picture can be matched with its record
 * @param at when it leaves
 */
public record ImageRecord(
        String camera,
        Kind kind,
        ImageUse use,
        Optional<String> purpose,
        Retention retention,
        Optional<String> object,
        long bytes,
        String sha256,
        Instant at) {

    /** The names go into records that are kept; they may not change. */
    public enum Kind {
        SNAPSHOT,
        CLIP
    }
}
