package vn.trangtien.platform.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** An account as the queries of this package select it: id, display_name, unit_code, roles. */
final class AccountRow {

    private AccountRow() {}

    static CurrentUser map(ResultSet row, int n) throws SQLException {
        Set<Role> roles = Arrays.stream((String[]) row.getArray("roles").getArray())
                .map(Role::valueOf)
                .collect(Collectors.toSet());
        return new CurrentUser(row.getString("id"), row.getString("display_name"), roles, row.getString("unit_code"));
    }
}
