package vn.trangtien.platform.identity;

import java.time.Clock;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.trangtien.platform.database.Timestamps;

/** Counts failed sign-ins by account and by address, in the database, so that all services count together. */
final class Attempts {

    private static final int LONGEST = 64;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final IdentitySettings settings;

    Attempts(JdbcClient jdbc, Clock clock, IdentitySettings settings) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.settings = settings;
    }

    /** Whether another attempt may be looked at. An account that does not exist is counted like one that does. */
    boolean allowed(String account, String address) {
        return count("account", account) < settings.attemptsPerAccount()
                && count("address", address) < settings.attemptsPerAddress();
    }

    void failed(String account, String address) {
        jdbc.sql("insert into platform.sign_in_failure (at, account, address) values (?, ?, ?)")
                .params(Timestamps.toDatabase(clock.instant()), cut(account), cut(address))
                .update();
        jdbc.sql("delete from platform.sign_in_failure where at < ?")
                .param(Timestamps.toDatabase(windowStart()))
                .update();
    }

    void succeeded(String account) {
        jdbc.sql("delete from platform.sign_in_failure where account = ?")
                .param(cut(account))
                .update();
    }

    private long count(String column, String value) {
        return jdbc.sql("select count(*) from platform.sign_in_failure where " + column + " = ? and at >= ?")
                .params(cut(value), Timestamps.toDatabase(windowStart()))
                .query(Long.class)
                .single();
    }

    private Instant windowStart() {
        return clock.instant().minus(settings.attemptWindow());
    }

    private static String cut(String text) {
        return text.substring(0, Math.min(LONGEST, text.length()));
    }
}
