package vn.trangtien.platform.audit;

import java.time.Instant;

/**
 * One line of the audit log.
 *
 * @param seq from 1 without gaps, over all services
 * @param service which service wrote it
 * @param actor account id, or the name of a service
 * @param action what was done, for instance {@code case.closed}
 * @param subject what it was done to, for instance {@code case:01/2026/VV-SXD}
 * @param detail JSON object with sorted keys
 * @param prevHash hash of the entry before, lower-case hexadecimal
 * @param hash SHA-256 over {@code prevHash} and the content
 */
public record AuditEntry(
        long seq,
        Instant at,
        String service,
        String actor,
        String action,
        String subject,
        String detail,
        String prevHash,
        String hash) {}
