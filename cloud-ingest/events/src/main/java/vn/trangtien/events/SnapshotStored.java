package vn.trangtien.events;

import java.time.Instant;

/**
 * A camera's picture is in the object store; fetch it from the ingest at {@code /api/objects/{object}}.
 *
 * @param object key in the object store: the SHA-256 of the bytes in hex
 */
public record SnapshotStored(
        String account, String gateway, String camera, String object, int width, int height, Instant takenAt) {}
