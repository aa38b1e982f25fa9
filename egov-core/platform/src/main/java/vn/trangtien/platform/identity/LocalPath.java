package vn.trangtien.platform.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** A path on this very service, safe to redirect to. */
public final class LocalPath {

    /** One slash, then anything but a second slash, a backslash or a control character anywhere. */
    private static final Pattern SAFE = Pattern.compile("/(?!/)[^\\\\\\p{Cntrl}]*");

    private static final int LONGEST = 500;

    private LocalPath() {}

    /** The given path, or {@code /} if it is absent, too long, or would leave this service. */
    public static String orHome(@Nullable String path) {
        return path != null && path.length() <= LONGEST && SAFE.matcher(path).matches() ? path : "/";
    }

    /**
     * Where a browser can come back to after this request: the page itself if it was fetched, or else the page that held
     * the form.
     */
    public static String toReturnTo(HttpServletRequest request) {
        if (request.getMethod().equals("GET")) {
            return orHome(withQuery(request.getRequestURI(), request.getQueryString()));
        }
        String referrer = request.getHeader(HttpHeaders.REFERER);
        if (referrer == null) {
            return "/";
        }
        try {
            URI uri = URI.create(referrer);
            return orHome(withQuery(uri.getRawPath(), uri.getRawQuery()));
        } catch (IllegalArgumentException malformed) {
            return "/";
        }
    }

    private static @Nullable String withQuery(@Nullable String path, @Nullable String query) {
        return path == null || query == null ? path : path + "?" + query;
    }
}
