package vn.trangtien.platform.grants;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;
import vn.trangtien.platform.audit.AuditLog;
import vn.trangtien.platform.identity.BrokenRuleException;
import vn.trangtien.platform.organisation.Organisation;
import vn.trangtien.platform.organisation.Unit;
import vn.trangtien.platform.text.VietnameseText;

/**
 * Roles given at units. Nobody gives one to himself, and none goes on at a successor unless somebody confirms it: a merged agency
 * appoints its people anew. Thread-safe.
 */
public final class Grants {

    static final int LONGEST_BASIS = 300;

    private final GrantStore store;
    private final TransactionOperations transactions;
    private final AuditLog audit;
    private final RoleBook book;
    private final Organisation organisation;
    private final Clock clock;

    Grants(
            GrantStore store,
            TransactionOperations transactions,
            AuditLog audit,
            RoleBook book,
            Organisation organisation,
            Clock clock) {
        this.store = store;
        this.transactions = transactions;
        this.audit = audit;
        this.book = book;
        this.organisation = organisation;
        this.clock = clock;
    }

    /**
     * Gives a role at a unit.
     *
     * @param by account of the administrator, or {@code system}
     * @throws BrokenRuleException if a value breaks its rule; says which and how to mend it
     */
    public Grant give(Grant.Wish wish, String by) {
        return give(wish, by, null);
    }

    /**
     * Ends a grant at once.
     *
     * @throws BrokenRuleException if there is no such grant, or it has been ended already
     */
    public void end(long id, String reason, String by) {
        String why = text("reason", reason);
        transactions.executeWithoutResult(status -> {
            Grant grant = open(id);
            store.end(id, new Grant.End(by, clock.instant(), why));
            record(by, "grant.ended", grant, Map.of("grant", Long.toString(id), "reason", why));
        });
    }

    /**
     * Confirms a grant whose unit is gone at the unit that does its work now: the old one ends, a new one begins today.
     *
     * @throws BrokenRuleException if the unit still exists or has no successor
     */
    public Grant confirmAtSuccessor(long id, String legalBasis, String by) {
        return Objects.requireNonNull(transactions.execute(status -> {
            Grant old = open(id);
            Unit successor = successor(old)
                    .orElseThrow(() -> new BrokenRuleException("unitCode", "grant.no-successor", old.unitCode()));
            store.end(id, new Grant.End(by, clock.instant(), "→ " + successor.code()));
            var wish = new Grant.Wish(
                    old.accountId(), old.role(), successor.code(), old.scope(), today(), old.validTo(), legalBasis);
            return give(wish, by, id);
        }));
    }

    /** Grants of an account, the newest first, with those that are over. */
    public List<Grant> of(String accountId) {
        return store.of(accountId);
    }

    /** Grants that count today or later, by unit; at one unit only, if it is named. */
    public List<Grant> current(Optional<String> unitCode) {
        return store.open(today()).stream()
                .filter(grant -> unitCode.map(grant.unitCode()::equals).orElse(true))
                .toList();
    }

    /** Grants whose unit is gone: they count nowhere until somebody confirms or ends them. */
    public List<Grant> waiting() {
        return store.open(today()).stream().filter(this::waits).toList();
    }

    /** Whether the grant's unit is gone. */
    public boolean waits(Grant grant) {
        return !grant.isOver(today())
                && !grant.validFrom().isAfter(today())
                && organisation.find(grant.unitCode(), today()).isEmpty();
    }

    /** The unit that does the work of the grant's unit, if that one is gone. */
    public Optional<Unit> successor(Grant grant) {
        return waits(grant) ? organisation.responsible(grant.unitCode(), today()) : Optional.empty();
    }

    private Grant give(Grant.Wish wish, String by, @Nullable Long follows) {
        Grant.Wish checked = check(wish, by);
        return Objects.requireNonNull(transactions.execute(status -> {
            store.lock(checked.accountId());
            if (store.of(checked.accountId()).stream().anyMatch(grant -> isSame(grant, checked))) {
                throw new BrokenRuleException("role", "grant.exists", checked.accountId(), checked.unitCode());
            }
            Grant grant = store.insert(checked, by, clock.instant(), follows);
            record(
                    by,
                    follows == null ? "grant.given" : "grant.confirmed",
                    grant,
                    Map.of(
                            "grant",
                            Long.toString(grant.id()),
                            "role",
                            grant.role().name(),
                            "unit",
                            grant.unitCode(),
                            "scope",
                            grant.scope().name(),
                            "from",
                            grant.validFrom().toString(),
                            "to",
                            Objects.toString(grant.validTo(), ""),
                            "basis",
                            grant.legalBasis()));
            return grant;
        }));
    }

    private Grant.Wish check(Grant.Wish wish, String by) {
        if (wish.accountId().equals(by)) {
            throw new BrokenRuleException("accountId", "grant.oneself", by);
        }
        if (!book.grantable(wish.validFrom()).contains(wish.role())) {
            throw new BrokenRuleException("role", "grant.role", wish.role().name());
        }
        LocalDate to = wish.validTo();
        if (to != null && (to.isBefore(wish.validFrom()) || to.isBefore(today()))) {
            throw new BrokenRuleException("validTo", "grant.period", to.toString());
        }
        LocalDate counts = wish.validFrom().isBefore(today()) ? today() : wish.validFrom();
        if (organisation.find(wish.unitCode(), counts).isEmpty()) {
            throw new BrokenRuleException("unitCode", "grant.unit", wish.unitCode(), counts.toString());
        }
        if (!store.exists(wish.accountId())) {
            throw new BrokenRuleException("accountId", "grant.account", wish.accountId());
        }
        return new Grant.Wish(
                wish.accountId(),
                wish.role(),
                wish.unitCode(),
                wish.scope(),
                wish.validFrom(),
                to,
                text("legalBasis", wish.legalBasis()));
    }

    /** Two grants of one role at one unit would be two ends to remember. */
    private boolean isSame(Grant grant, Grant.Wish wish) {
        return !grant.isOver(today())
                && grant.role() == wish.role()
                && grant.unitCode().equals(wish.unitCode())
                && (wish.validTo() == null || !grant.validFrom().isAfter(wish.validTo()))
                && (grant.validTo() == null || !wish.validFrom().isAfter(grant.validTo()));
    }

    private Grant open(long id) {
        return store.forUpdate(id)
                .filter(grant -> grant.end() == null)
                .orElseThrow(() -> new BrokenRuleException("id", "grant.not-open", Long.toString(id)));
    }

    private void record(String by, String action, Grant grant, Map<String, String> facts) {
        audit.append(by, action, "account:" + grant.accountId(), facts);
    }

    private static String text(String field, String given) {
        String text = VietnameseText.nfc(given.strip());
        if (text.isEmpty() || text.length() > LONGEST_BASIS) {
            throw new BrokenRuleException(field, "grant.text", Integer.toString(LONGEST_BASIS));
        }
        return text;
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
