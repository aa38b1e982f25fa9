package vn.trangtien.ingest.objects;

import java.time.Instant;
import java.util.Optional;
import vn.trangtien.ingest.registry.GatewayId;

/**
 * A picture or a film that is in the store.
 *
 * @param sha256 of its bytes, in hex: its key
 * @param width pixels; 0 for a film
 * @param height pixels; 0 for a film
 * @param bytes its size
 * @param retention how long it is kept
 * @param object id of the object that it shows; empty for a whole view
 * @param clearFor purpose for which persons can be recognised; empty when they are hidden
 */
public record Snapshot(
        GatewayId gateway,
        String camera,
        Instant takenAt,
        String sha256,
        int width,
        int height,
        int bytes,
        Retention retention,
        Optional<String> object,
        Optional<String> clearFor) {

    /** What decides how long it is kept; the names stand in the database. */
    public enum Retention {
        /** The whole view, persons hidden. */
        VIEW,
        /** One object, persons hidden. */
        OBJECT,
        /** A film. */
        CLIP,
        /** Persons can be recognised in it. */
        CLEAR;

        /** Of a picture. */
        public static Retention ofPicture(Optional<String> object, Optional<String> clearFor) {
            if (clearFor.isPresent()) {
                return CLEAR;
            }
            return object.isPresent() ? OBJECT : VIEW;
        }
    }
}
