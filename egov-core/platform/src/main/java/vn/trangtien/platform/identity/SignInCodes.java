package vn.trangtien.platform.identity;

import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import vn.trangtien.platform.audit.AuditLog;
import vn.trangtien.platform.database.Timestamps;

/** One-time codes. Only a hash is kept, a code works once, and a new one makes the older ones of the account void. */
public final class SignInCodes {

    private static final int GROUP = 4;

    private record Open(long id, String codeHash) {}

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final Accounts accounts;
    private final AuditLog audit;
    private final Clock clock;
    private final IdentitySettings settings;

    SignInCodes(
            JdbcClient jdbc,
            TransactionOperations transactions,
            Accounts accounts,
            AuditLog audit,
            Clock clock,
            IdentitySettings settings) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.accounts = accounts;
        this.audit = audit;
        this.clock = clock;
        this.settings = settings;
    }

    /**
     * Makes a code for the account.
     *
     * @throws IllegalArgumentException if there is no such account
     */
    public IssuedCode issue(String accountId) {
        return issue(accountId, "system");
    }

    /**
     * Makes a code for the account, for somebody to hand over.
     *
     * @param by account of the administrator who asks for it
     * @throws IllegalArgumentException if there is no such account, or it is disabled
     */
    public IssuedCode issue(String accountId, String by) {
        if (accounts.find(accountId).isEmpty()) {
            throw new IllegalArgumentException(
                    "account must exist and be enabled, but '%s' does not; create it with Accounts.ensure"
                            .formatted(accountId));
        }
        String code = Secrets.code(settings.codeLength());
        Instant now = clock.instant();
        Instant expires = now.plus(settings.codeLifetime());
        transactions.executeWithoutResult(status -> {
            jdbc.sql("update platform.sign_in_code set used_at = ? where account_id = ? and used_at is null")
                    .params(Timestamps.toDatabase(now), accountId)
                    .update();
            jdbc.sql("""
                            insert into platform.sign_in_code (account_id, code_hash, issued_at, expires_at)
                            values (?, ?, ?, ?)""")
                    .params(
                            accountId,
                            hash(accountId, code),
                            Timestamps.toDatabase(now),
                            Timestamps.toDatabase(expires))
                    .update();
            audit.append(by, "sign-in-code.issued", Accounts.subject(accountId), Map.of());
        });
        return new IssuedCode(accountId, grouped(code), expires);
    }

    /**
     * Uses the code up.
     *
     * @param given as typed: case, spaces and hyphens do not matter
     * @return whether it was right; of two simultaneous attempts only one is
     */
    boolean redeem(String accountId, String given) {
        String hash = hash(accountId, normal(given));
        Instant now = clock.instant();
        Optional<Open> open = jdbc.sql("""
                        select id, code_hash from platform.sign_in_code
                        where account_id = ? and used_at is null and expires_at > ?
                        order by id desc limit 1""")
                .params(accountId, Timestamps.toDatabase(now))
                .query(Open.class)
                .optional();
        if (open.isEmpty() || !Secrets.same(open.get().codeHash(), hash)) {
            return false;
        }
        return jdbc.sql("update platform.sign_in_code set used_at = ? where id = ? and used_at is null")
                        .params(Timestamps.toDatabase(now), open.get().id())
                        .update()
                == 1;
    }

    private static String hash(String accountId, String code) {
        return Secrets.sha256(accountId + "|" + code);
    }

    private static String normal(String given) {
        return given.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
    }

    private static String grouped(String code) {
        var text = new StringBuilder(code);
        for (int at = GROUP; at < text.length(); at += GROUP + 1) {
            text.insert(at, '-');
        }
        return text.toString();
    }
}
