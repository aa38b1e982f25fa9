package vn.trangtien.platform.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import vn.trangtien.platform.database.Timestamps;

/** Accounts as the queries of this package select them. */
final class AccountRow {

    /**
     * What {@link #user} reads, of {@code platform.account a} on {@code :today}: the roles of the account and those that were
     * granted at a unit that exists.
     */
    static final String USER = """
            a.id, a.display_name, a.unit_code,
            array(select r.role from platform.account_role r where r.account_id = a.id
                  union
                  select g.role from platform.grant_of_role g
                  where g.account_id = a.id and g.ended_at is null
                    and g.valid_from <= :today and (g.valid_to is null or g.valid_to >= :today)
                    and exists (select 1 from platform.org_unit u
                                where u.code = g.unit_code and u.valid_from <= :today
                                  and (u.valid_to is null or u.valid_to >= :today))) as roles""";

    /** What {@link #account} reads, of {@code platform.account a}. */
    static final String ACCOUNT = """
            a.id, a.display_name, a.unit_code, a.enabled, a.created_at,
            array(select r.role from platform.account_role r where r.account_id = a.id) as roles""";

    private AccountRow() {}

    static CurrentUser user(ResultSet row, int n) throws SQLException {
        return new CurrentUser(
                row.getString("id"), row.getString("display_name"), roles(row), row.getString("unit_code"));
    }

    static Account account(ResultSet row, int n) throws SQLException {
        return new Account(
                row.getString("id"),
                row.getString("display_name"),
                roles(row),
                row.getString("unit_code"),
                row.getBoolean("enabled"),
                Timestamps.fromDatabase(row, "created_at"));
    }

    /** Without those that a newer service brought and this one does not know. */
    private static Set<Role> roles(ResultSet row) throws SQLException {
        Set<String> names = Set.of((String[]) row.getArray("roles").getArray());
        return Arrays.stream(Role.values())
                .filter(role -> names.contains(role.name()))
                .collect(Collectors.toSet());
    }
}
