package vn.trangtien.platform.identity;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code trangtien.identity}.
 *
 * @param codeLength characters of a sign-in code, 10 or more
 * @param codeLifetime how long a code can be used
 * @param sessionLifetime how long a sign-in lasts, whatever the activity
 * @param attemptWindow period in which failed attempts are counted
 * @param attemptsPerAccount failed attempts on one account within the window before it must wait
 * @param attemptsPerAddress failed attempts from one network address within the window before it must wait
 * @param secureCookies whether cookies travel over HTTPS only; set it wherever the service is not on loopback
 */
@ConfigurationProperties("trangtien.identity")
record IdentitySettings(
        @DefaultValue("12") int codeLength,
        @DefaultValue("15m") Duration codeLifetime,
        @DefaultValue("12h") Duration sessionLifetime,
        @DefaultValue("15m") Duration attemptWindow,
        @DefaultValue("8") int attemptsPerAccount,
        @DefaultValue("30") int attemptsPerAddress,
        @DefaultValue("false") boolean secureCookies) {

    private static final int SHORTEST_CODE = 10;

    IdentitySettings {
        if (codeLength < SHORTEST_CODE) {
            throw new IllegalArgumentException(
                    "trangtien.identity.code-length must be 10 or more, but was " + codeLength);
        }
        if (attemptsPerAccount < 1 || attemptsPerAddress < 1) {
            throw new IllegalArgumentException(
                    "trangtien.identity.attempts-per-account and attempts-per-address must be 1 or more, but were %d and %d"
                            .formatted(attemptsPerAccount, attemptsPerAddress));
        }
    }
}
