package vn.trangtien.ingest.objects;

import java.time.Instant;
import vn.trangtien.ingest.registry.GatewayId;

/**
 * A picture that is on disk.
 *
 * @param sha256 of its bytes, in hex: its key
 * @param bytes its size
 */
public record Snapshot(
        GatewayId gateway, String camera, Instant takenAt, String sha256, int width, int height, int bytes) {}
