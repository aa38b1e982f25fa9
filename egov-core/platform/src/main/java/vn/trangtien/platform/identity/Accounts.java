package vn.trangtien.platform.identity;

import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
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

    private static final String SYSTEM = "system";
    private static final int LONGEST_NAME = 120;
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9.-]{1,39}");
    /** Roles that mean nothing without a unit. */
    private static final Set<Role> AT_A_UNIT =
            EnumSet.of(Role.OFFICIAL, Role.CLERK, Role.LEADER, Role.SPECIALIST, Role.ARCHIVIST);

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
     * @param unitCode a unit that exists today; OFFICIAL, CLERK, LEADER, SPECIALIST and ARCHIVIST must have one
     * @throws BrokenRuleException if a value breaks its rule
     */
    public void ensure(String id, String displayName, Set<Role> roles, @Nullable String unitCode) {
        var wanted = checked(id, displayName, roles, unitCode);
        transactions.executeWithoutResult(status -> {
            if (get(id).filter(account -> isSame(account, wanted)).isEmpty()) {
                write(wanted, SYSTEM, "account.ensured");
            }
        });
    }

    /**
     * Creates an account.
     *
     * @param by account of the administrator
     * @throws BrokenRuleException if there is one with this id, or a value breaks its rule
     */
    public void create(String id, String displayName, Set<Role> roles, @Nullable String unitCode, String by) {
        var wanted = checked(id, displayName, roles, unitCode);
        transactions.executeWithoutResult(status -> {
            if (get(id).isPresent()) {
                throw new BrokenRuleException("id", "account.exists", id);
            }
            write(wanted, by, "account.created");
        });
    }

    /**
     * Gives an account this name, these roles and this unit.
     *
     * @param by account of the administrator, who cannot change his own roles
     * @throws BrokenRuleException if there is no such account, or a value breaks its rule
     */
    public void change(String id, String displayName, Set<Role> roles, @Nullable String unitCode, String by) {
        var wanted = checked(id, displayName, roles, unitCode);
        transactions.executeWithoutResult(status -> {
            Account now = get(id).orElseThrow(() -> new BrokenRuleException("id", "account.unknown", id));
            if (id.equals(by) && !now.roles().equals(wanted.roles())) {
                throw new BrokenRuleException("roles", "account.oneself", id);
            }
            if (!isSame(now, wanted)) {
                write(wanted, by, "account.changed");
            }
        });
    }

    /**
     * Lets an account in, or locks it out at once: its sessions end in every service.
     *
     * @param by account of the administrator, who cannot lock himself out
     * @throws BrokenRuleException if there is no such account
     */
    public void enable(String id, boolean enabled, String by) {
        if (id.equals(by)) {
            throw new BrokenRuleException("id", "account.oneself", id);
        }
        transactions.executeWithoutResult(status -> {
            int changed = jdbc.sql("update platform.account set enabled = ? where id = ? and enabled <> ?")
                    .params(enabled, id, enabled)
                    .update();
            if (changed == 0 && get(id).isEmpty()) {
                throw new BrokenRuleException("id", "account.unknown", id);
            }
            if (changed == 1) {
                jdbc.sql("update platform.session set revoked_at = ? where account_id = ? and revoked_at is null")
                        .params(Timestamps.toDatabase(clock.instant()), id)
                        .update();
                audit.append(by, enabled ? "account.enabled" : "account.disabled", subject(id), Map.of());
            }
        });
    }

    /** The account if it exists and is enabled, with all roles that it has today. */
    public Optional<CurrentUser> find(String id) {
        return jdbc.sql("select " + AccountRow.USER + " from platform.account a where a.id = :id and a.enabled")
                .param("id", id)
                .param("today", LocalDate.now(clock))
                .query(AccountRow::user)
                .optional();
    }

    /** The account, also while it is disabled. */
    public Optional<Account> get(String id) {
        return jdbc.sql("select " + AccountRow.ACCOUNT + " from platform.account a where a.id = ?")
                .param(id)
                .query(AccountRow::account)
                .optional();
    }

    /** Every account, by id. */
    public List<Account> all() {
        return jdbc.sql("select " + AccountRow.ACCOUNT + " from platform.account a order by a.id")
                .query(AccountRow::account)
                .list();
    }

    /** Whether {@code user} works for the unit or for one above it. */
    public boolean worksFor(CurrentUser user, String unitCode) {
        return user.unitCode() != null && organisation.isWithin(unitCode, user.unitCode(), LocalDate.now(clock));
    }

    /** What the audit log calls the account. */
    public static String subject(String id) {
        return "account:" + id;
    }

    private void write(CurrentUser user, String by, String action) {
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
                by,
                action,
                subject(user.id()),
                Map.of("roles", new TreeSet<>(user.roles()).toString(), "unit", unit, "name", user.displayName()));
    }

    private CurrentUser checked(String id, String displayName, Set<Role> roles, @Nullable String unitCode) {
        if (!ID.matcher(id).matches()) {
            throw new BrokenRuleException("id", "account.bad-id", id);
        }
        String name = VietnameseText.nfc(displayName.strip());
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            throw new BrokenRuleException("displayName", "account.name", Integer.toString(LONGEST_NAME));
        }
        if (roles.contains(Role.SERVICE)) {
            throw new BrokenRuleException("roles", "account.roles", roles.toString());
        }
        if (unitCode == null && roles.stream().anyMatch(AT_A_UNIT::contains)) {
            throw new BrokenRuleException("unitCode", "account.needs-unit", roles.toString());
        }
        if (unitCode != null
                && organisation.find(unitCode, LocalDate.now(clock)).isEmpty()) {
            throw new BrokenRuleException("unitCode", "account.unit", unitCode);
        }
        return new CurrentUser(id, name, roles, unitCode);
    }

    private static boolean isSame(Account account, CurrentUser wanted) {
        return new CurrentUser(account.id(), account.displayName(), account.roles(), account.unitCode()).equals(wanted);
    }
}
