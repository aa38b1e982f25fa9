package vn.trangtien.egov.organisation;

import java.time.Clock;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import vn.trangtien.platform.audit.AuditEntry;
import vn.trangtien.platform.audit.AuditLog;
import vn.trangtien.platform.identity.Accounts;
import vn.trangtien.platform.identity.CurrentUser;

/** Entries of the audit log as the page shows them, the newest first. */
@Component
class UnitHistory {

    /** One line. */
    record Step(long seq, LocalDateTime at, String actor, String action, Map<String, String> facts, String hash) {}

    private final Accounts accounts;
    private final Clock clock;

    UnitHistory(Accounts accounts, Clock clock) {
        this.accounts = accounts;
        this.clock = clock;
    }

    List<Step> of(List<AuditEntry> entries) {
        return entries.stream()
                .sorted(Comparator.comparingLong(AuditEntry::seq).reversed())
                .map(entry -> new Step(
                        entry.seq(),
                        LocalDateTime.ofInstant(entry.at(), clock.getZone()),
                        accounts.find(entry.actor())
                                .map(CurrentUser::displayName)
                                .orElse(entry.actor()),
                        entry.action(),
                        AuditLog.facts(entry),
                        entry.hash().substring(0, 12)))
                .toList();
    }
}
