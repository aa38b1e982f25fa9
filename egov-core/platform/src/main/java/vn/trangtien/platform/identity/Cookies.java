package vn.trangtien.platform.identity;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/** The session cookie: HttpOnly, SameSite=Lax, for the whole host and therefore for all services on it. */
final class Cookies {

    static final String SESSION = "tt_session";
    static final String CSRF = "tt_csrf";

    private final IdentitySettings settings;

    Cookies(IdentitySettings settings) {
        this.settings = settings;
    }

    Optional<String> session(HttpServletRequest request) {
        Cookie[] all = request.getCookies();
        if (all == null) {
            return Optional.empty();
        }
        return Arrays.stream(all)
                .filter(cookie -> cookie.getName().equals(SESSION))
                .map(Cookie::getValue)
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    void giveSession(HttpServletResponse response, String token) {
        add(response, token, settings.sessionLifetime());
    }

    void takeSession(HttpServletResponse response) {
        add(response, "", Duration.ZERO);
    }

    private void add(HttpServletResponse response, String value, Duration lifetime) {
        ResponseCookie cookie = ResponseCookie.from(SESSION, value)
                .httpOnly(true)
                .secure(settings.secureCookies())
                .sameSite("Lax")
                .path("/")
                .maxAge(lifetime)
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }
}
