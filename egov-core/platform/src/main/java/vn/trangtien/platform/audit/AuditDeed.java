package vn.trangtien.platform.audit;

import java.util.Map;

/**
 * What somebody did, before it is an entry.
 *
 * @param actor account id or service
 * @param action for instance {@code case.closed}
 * @param subject for instance {@code case:01/2026/VV-SXD}
 * @param detail facts worth keeping; no secrets and no more personal data than the deed itself shows
 */
public record AuditDeed(String actor, String action, String subject, Map<String, String> detail) {

    public AuditDeed {
        detail = Map.copyOf(detail);
    }
}
