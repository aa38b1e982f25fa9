package vn.trangtien.platform.grants;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.trangtien.platform.identity.CurrentUser;
import vn.trangtien.platform.identity.Role;
import vn.trangtien.platform.organisation.Organisation;

/**
 * Who may do what at which unit. A person's roles are those of the account, which count at its own unit as far as the data set of
 * roles says, and those that were granted at units. Everything is read when it is asked, so an end of a grant counts at once in
 * every service. Thread-safe.
 *
 * <pre>
 * permissions.require(user, "document.sign", document.unitCode());
 * </pre>
 */
public final class Permissions {

    private final JdbcClient jdbc;
    private final RoleBook book;
    private final Organisation organisation;
    private final Clock clock;

    Permissions(JdbcClient jdbc, RoleBook book, Organisation organisation, Clock clock) {
        this.jdbc = jdbc;
        this.book = book;
        this.organisation = organisation;
        this.clock = clock;
    }

    /** Whether the person may do this at the unit; for a unit that is gone, at its successor. */
    public Decision allows(CurrentUser user, String permission, String unitCode) {
        return of(user).allows(permission, unitCode);
    }

    /**
     * Goes on only if the person may do this at the unit.
     *
     * @throws NotPermittedException which a page answers with 403 and the reason
     */
    public void require(CurrentUser user, String permission, String unitCode) {
        check(allows(user, permission, unitCode));
    }

    /**
     * Goes on only if the person may do this for the whole city.
     *
     * @throws NotPermittedException which a page answers with 403 and the reason
     */
    public void requireCityWide(CurrentUser user, String permission) {
        check(of(user).allowsCityWide(permission));
    }

    /** Everything the person may do today, for a page that asks more than once. */
    public Rights of(CurrentUser user) {
        LocalDate today = LocalDate.now(clock);
        return new Rights(holdings(user, today), book, organisation, today);
    }

    private static void check(Decision decision) {
        if (decision instanceof Decision.Refused refused) {
            throw new NotPermittedException(refused);
        }
    }

    /** A service that asks on somebody's behalf has that person's name, but none of his roles. */
    private List<Holding> holdings(CurrentUser user, LocalDate today) {
        if (user.is(Role.SERVICE)) {
            return List.of();
        }
        var holdings = new ArrayList<Holding>();
        jdbc
                .sql("""
                        select r.role, a.unit_code from platform.account_role r join platform.account a on a.id = r.account_id
                        where a.id = ? and a.enabled""")
                .param(user.id())
                .query((row, n) -> new Own(row.getString("role"), row.getString("unit_code")))
                .list()
                .stream()
                .flatMap(own -> own.holding(book, today).stream())
                .forEach(holdings::add);
        jdbc.sql("""
                        select g.role, g.unit_code, g.scope
                        from platform.grant_of_role g join platform.account a on a.id = g.account_id
                        where a.id = ? and a.enabled and g.ended_at is null
                          and g.valid_from <= ? and (g.valid_to is null or g.valid_to >= ?)
                        order by g.id""").params(user.id(), today, today).query(Holding.class).list().stream()
                .filter(granted -> book.grantable(today).contains(granted.role()))
                .forEach(holdings::add);
        return holdings;
    }
}
