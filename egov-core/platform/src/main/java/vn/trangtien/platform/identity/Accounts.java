package vn.trangtien.platform.identity;

import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import vn.trangtien.platform.audit.AuditLog;
import vn.trangtien.platform.database.Timestamps;
import vn.trangtien.platform.organisation.Organisation;
import vn.trangtien.platform.text.VietnameseText;

/** The people who may sign in. Thread-safe. */
public final class Accounts {

    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9.-]{1,39}");

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final AuditLog audit;
    private final Organisation organisation;
    private final Clock clock;

    Accounts(
            JdbcClient jdbc,
            TransactionOperations transactions,
            AuditLog audit,
            Organisation organisation,
            Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.audit = audit;
        this.organisation = organisation;
        this.clock = clock;
    }

    /**
     * Creates the account, or brings name, roles and unit of an existing one to what is given. Calling it again with the
     * same values changes nothing and leaves no audit entry.
     *
     * @param id 2 to 40 lower-case letters, digits, dots and hyphens, beginning with a letter
     * @param unitCode a unit that exists today; an OFFICIAL must have one
     * @throws IllegalArgumentException if a value breaks its rule
     */
    public void ensure(String id, String displayName, Set<Role> roles, @Nullable String unitCode) {
        check(id, roles, unitCode);
        var wanted = new CurrentUser(id, VietnameseText.nfc(displayName), roles, unitCode);
        transactions.executeWithoutResult(status -> {
            if (find(id).filter(wanted::equals).isEmpty()) {
                write(wanted);
            }
        });
    }

    /** The account if it exists and is enabled. */
    public Optional<CurrentUser> find(String id) {
        return jdbc.sql("""
                        select a.id, a.display_name, a.unit_code,
                               array(select r.role from platform.account_role r where r.account_id = a.id) as roles
                        from platform.account a where a.id = ? and a.enabled""").param(id).query(AccountRow::map).optional();
    }

    /** Whether {@code user} works for the unit or for one above it. */
    public boolean worksFor(CurrentUser user, String unitCode) {
        return user.unitCode() != null && organisation.isWithin(unitCode, user.unitCode(), LocalDate.now(clock));
    }

    private void write(CurrentUser user) {
        jdbc.sql("""
                        insert into platform.account (id, display_name, unit_code, created_at) values (?, ?, ?, ?)
                        on conflict (id) do update
                        set display_name = excluded.display_name, unit_code = excluded.unit_code""")
                .param(user.id())
                .param(user.displayName())
                .param(user.unitCode())
                .param(Timestamps.toDatabase(clock.instant()))
                .update();
        jdbc.sql("delete from platform.account_role where account_id = ?")
                .param(user.id())
                .update();
        for (Role role : user.roles()) {
            jdbc.sql("insert into platform.account_role (account_id, role) values (?, ?)")
                    .params(user.id(), role.name())
                    .update();
        }
        String unit = user.unitCode() == null ? "" : user.unitCode();
        audit.append(
                "system",
                "account.ensured",
                "account:" + user.id(),
                Map.of("roles", new TreeSet<>(user.roles()).toString(), "unit", unit));
    }

    private void check(String id, Set<Role> roles, @Nullable String unitCode) {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "account id must have 2 to 40 characters of a-z 0-9 . - and begin with a letter, but was '" + id
                            + "'");
        }
        if (roles.isEmpty() || roles.contains(Role.SERVICE)) {
            throw new IllegalArgumentException("account %s: roles must be one or more of %s, but were %s"
                    .formatted(id, EnumSet.complementOf(EnumSet.of(Role.SERVICE)), roles));
        }
        if (unitCode == null && roles.contains(Role.OFFICIAL)) {
            throw new IllegalArgumentException("account %s: an OFFICIAL must have a unit; name its code".formatted(id));
        }
        if (unitCode != null
                && organisation.find(unitCode, LocalDate.now(clock)).isEmpty()) {
            throw new IllegalArgumentException(
                    "account %s: unit must be a code of the organisation tree today, but was '%s'"
                            .formatted(id, unitCode));
        }
    }
}
