package vn.trangtien.platform.grants;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.trangtien.platform.database.Timestamps;
import vn.trangtien.platform.identity.Role;

/** The rows of {@code platform.grant_of_role}. */
final class GrantStore {

    private final JdbcClient jdbc;

    GrantStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Grant insert(Grant.Wish wish, String by, Instant at, @Nullable Long follows) {
        return jdbc.sql("""
                        insert into platform.grant_of_role (account_id, role, unit_code, scope, valid_from, valid_to,
                                                            legal_basis, granted_by, granted_at, follows)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning *""")
                .param(wish.accountId())
                .param(wish.role().name())
                .param(wish.unitCode())
                .param(wish.scope().name())
                .param(wish.validFrom())
                .param(wish.validTo())
                .param(wish.legalBasis())
                .param(by)
                .param(Timestamps.toDatabase(at))
                .param(follows)
                .query(GrantStore::grant)
                .single();
    }

    void end(long id, Grant.End end) {
        jdbc.sql("update platform.grant_of_role set ended_by = ?, ended_at = ?, end_reason = ? where id = ?")
                .params(end.by(), Timestamps.toDatabase(end.at()), end.reason(), id)
                .update();
    }

    Optional<Grant> forUpdate(long id) {
        return jdbc.sql("select * from platform.grant_of_role where id = ? for update")
                .param(id)
                .query(GrantStore::grant)
                .optional();
    }

    List<Grant> of(String accountId) {
        return jdbc.sql("select * from platform.grant_of_role where account_id = ? order by id desc")
                .param(accountId)
                .query(GrantStore::grant)
                .list();
    }

    /** Those that nobody has ended and whose last day is not past. */
    List<Grant> open(LocalDate today) {
        return jdbc.sql("""
                        select * from platform.grant_of_role
                        where ended_at is null and (valid_to is null or valid_to >= ?)
                        order by unit_code, role, account_id""").param(today).query(GrantStore::grant).list();
    }

    boolean exists(String accountId) {
        return jdbc.sql("select count(*) from platform.account where id = ?")
                        .param(accountId)
                        .query(Long.class)
                        .single()
                == 1;
    }

    /** Two administrators who give the same grant at one moment wait for each other. */
    void lock(String accountId) {
        jdbc.sql("select id from platform.account where id = ? for update")
                .param(accountId)
                .query(String.class)
                .single();
    }

    private static Grant grant(ResultSet row, int n) throws SQLException {
        Instant endedAt = Timestamps.fromNullable(row, "ended_at");
        return new Grant(
                row.getLong("id"),
                row.getString("account_id"),
                Role.valueOf(row.getString("role")),
                row.getString("unit_code"),
                Scope.valueOf(row.getString("scope")),
                row.getObject("valid_from", LocalDate.class),
                row.getObject("valid_to", LocalDate.class),
                row.getString("legal_basis"),
                row.getString("granted_by"),
                Timestamps.fromDatabase(row, "granted_at"),
                row.getObject("follows", Long.class),
                endedAt == null
                        ? null
                        : new Grant.End(row.getString("ended_by"), endedAt, row.getString("end_reason")));
    }
}
