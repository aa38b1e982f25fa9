package vn.trangtien.platform.grants;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.trangtien.platform.database.Datasets;
import vn.trangtien.platform.identity.Role;

/** The rows of {@code platform.permission} and {@code platform.role_period}. */
final class RoleBookStore {

    /** The data file; see {@code platform/roles.yaml}. */
    record File(int version, String about, List<RoleBook.Permission> permissions, List<RoleBook.Period> roles)
            implements Datasets.Versioned {}

    private final JdbcClient jdbc;

    RoleBookStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void replace(File file) {
        new RoleBook(file.permissions(), file.roles());
        jdbc.sql("delete from platform.permission").update();
        jdbc.sql("delete from platform.role_period").update();
        for (RoleBook.Permission permission : file.permissions()) {
            jdbc.sql("insert into platform.permission (name, name_vi, name_en) values (?, ?, ?)")
                    .params(permission.name(), permission.nameVi(), permission.nameEn())
                    .update();
        }
        for (RoleBook.Period period : file.roles()) {
            jdbc.sql("""
                            insert into platform.role_period (role, valid_from, valid_to, reach, permissions, source)
                            values (?, ?, ?, ?, ?, ?)""")
                    .param(period.role().name())
                    .param(period.validFrom())
                    .param(period.validTo())
                    .param(period.reach().name())
                    .param(period.permissions().toArray(String[]::new))
                    .param(period.source())
                    .update();
        }
    }

    RoleBook load() {
        List<RoleBook.Permission> permissions = jdbc.sql("select name, name_vi, name_en from platform.permission")
                .query(RoleBook.Permission.class)
                .list();
        List<RoleBook.Period> periods = jdbc
                .sql("select * from platform.role_period order by role, valid_from")
                .query((row, n) -> period(row))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList();
        return new RoleBook(permissions, periods);
    }

    /** Empty for a role that a newer service brought and this one does not know. */
    private static Optional<RoleBook.Period> period(ResultSet row) throws SQLException {
        String role = row.getString("role");
        if (Arrays.stream(Role.values()).noneMatch(known -> known.name().equals(role))) {
            return Optional.empty();
        }
        return Optional.of(new RoleBook.Period(
                Role.valueOf(role),
                row.getObject("valid_from", LocalDate.class),
                row.getObject("valid_to", LocalDate.class),
                RoleBook.Reach.valueOf(row.getString("reach")),
                Set.of((String[]) row.getArray("permissions").getArray()),
                row.getString("source")));
    }
}
