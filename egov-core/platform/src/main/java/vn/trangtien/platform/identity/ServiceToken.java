package vn.trangtien.platform.identity;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpHeaders;

/**
 * The secret that the services of one city share for calls between them.
 *
 * <p>To call another service send {@code Authorization: } + {@link #authorization()}.
 */
public final class ServiceToken {

    private static final String BEARER = "Bearer ";
    private static final int SHORTEST = 24;

    private final String secret;

    /** @param secret 24 characters or more; empty switches calls between services off */
    ServiceToken(String secret) {
        this.secret = longEnough("trangtien.service-token", secret);
    }

    /** @return the secret, if it is empty or has 24 characters or more */
    static String longEnough(String setting, String secret) {
        if (!secret.isEmpty() && secret.length() < SHORTEST) {
            throw new IllegalArgumentException("%s must have 24 characters or more, but has %d; make a random one"
                    .formatted(setting, secret.length()));
        }
        return secret;
    }

    /** The value of the Authorization header. */
    public String authorization() {
        if (secret.isEmpty()) {
            throw new IllegalStateException("trangtien.service-token is not set; give every service the same one");
        }
        return BEARER + secret;
    }

    boolean isCarriedBy(HttpServletRequest request) {
        return isCarriedBy(request, secret);
    }

    /** Whether the request carries this secret; none carries an empty one. */
    static boolean isCarriedBy(HttpServletRequest request, String secret) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        return !secret.isEmpty()
                && header != null
                && header.startsWith(BEARER)
                && Secrets.same(secret, header.substring(BEARER.length()));
    }
}
