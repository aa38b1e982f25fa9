package vn.trangtien.platform.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.util.WebUtils;

/**
 * A short message on the page after a redirect ("the case is closed"). It travels as a message key in a cookie that
 * lives half a minute, because there is no server session to keep it in.
 */
public final class Notes {

    private static final String COOKIE = "tt_note";
    private static final Pattern KEY = Pattern.compile("[a-z0-9.-]{1,80}");
    private static final Duration LIFETIME = Duration.ofSeconds(30);

    private Notes() {}

    /**
     * Call it before the redirect.
     *
     * @param messageKey a key of the service's message bundle, without arguments
     */
    public static void leave(HttpServletResponse response, String messageKey) {
        if (!KEY.matcher(messageKey).matches()) {
            throw new IllegalArgumentException(
                    "note must be a message key of a-z 0-9 . - with 1 to 80 characters, but was '" + messageKey + "'");
        }
        set(response, messageKey, LIFETIME);
    }

    static Optional<String> take(HttpServletRequest request, HttpServletResponse response) {
        Cookie cookie = WebUtils.getCookie(request, COOKIE);
        if (cookie == null) {
            return Optional.empty();
        }
        set(response, "", Duration.ZERO);
        return Optional.of(cookie.getValue()).filter(key -> KEY.matcher(key).matches());
    }

    private static void set(HttpServletResponse response, String value, Duration lifetime) {
        ResponseCookie cookie = ResponseCookie.from(COOKIE, value)
                .httpOnly(true)
                .sameSite("Lax")
                .path("/")
                .maxAge(lifetime)
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }
}
