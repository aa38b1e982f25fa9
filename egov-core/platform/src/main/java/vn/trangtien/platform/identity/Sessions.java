package vn.trangtien.platform.identity;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.trangtien.platform.database.Timestamps;

/** Who is signed in. The browser holds a random token, the database its hash, and every service of the host reads it. */
final class Sessions {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final IdentitySettings settings;

    Sessions(JdbcClient jdbc, Clock clock, IdentitySettings settings) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.settings = settings;
    }

    /** Signs the account in and returns the token for the cookie, which cannot be read again. */
    String open(String accountId) {
        String token = Secrets.token();
        Instant now = clock.instant();
        jdbc.sql("delete from platform.session where expires_at < ?")
                .param(Timestamps.toDatabase(now))
                .update();
        jdbc.sql("""
                        insert into platform.session (token_hash, account_id, created_at, expires_at)
                        values (?, ?, ?, ?)""")
                .params(
                        Secrets.sha256(token),
                        accountId,
                        Timestamps.toDatabase(now),
                        Timestamps.toDatabase(now.plus(settings.sessionLifetime())))
                .update();
        return token;
    }

    Optional<CurrentUser> find(String token) {
        return jdbc.sql("select " + AccountRow.USER
                        + " from platform.session s join platform.account a on a.id = s.account_id"
                        + " where s.token_hash = :hash and s.expires_at > :now and s.revoked_at is null and a.enabled")
                .param("hash", Secrets.sha256(token))
                .param("now", Timestamps.toDatabase(clock.instant()))
                .param("today", LocalDate.now(clock))
                .query(AccountRow::user)
                .optional();
    }

    void revoke(String token) {
        jdbc.sql("update platform.session set revoked_at = ? where token_hash = ? and revoked_at is null")
                .params(Timestamps.toDatabase(clock.instant()), Secrets.sha256(token))
                .update();
    }
}
