package vn.trangtien.ingest.releases;

import java.time.Instant;

/**
 * A package that gateways may install.
 *
 * @param sha256 of the file, 64 hexadecimal digits in lower case
 * @param arch as Debian calls it, {@code arm64} or {@code amd64}
 * @param size bytes
 */
public record Release(
        String sha256, String name, String version, String arch, long size, String by, Instant at, String notes) {}
