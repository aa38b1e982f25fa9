package vn.trangtien.gateway.page;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets in from the network whoever has signed in with a code. */
final class NetworkGate implements PageHandler.Gate {

    private static final Logger LOG = LoggerFactory.getLogger(NetworkGate.class);
    private static final String COOKIE = "__Host-trangtien";
    private static final Set<String> FOR_EVERYBODY = Set.of("/page.css", "/icon.svg");
    private static final int LONGEST_FORM = 200;
    private static final String FIELD = "code=";

    private final PageSessions sessions;

    NetworkGate(PageSessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public Optional<Answer> stops(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        boolean posts = exchange.getRequestMethod().equals("POST");
        if (FOR_EVERYBODY.contains(path)) {
            return Optional.empty();
        }
        if (path.equals("/sign-in")) {
            return Optional.of(posts ? signIn(exchange) : signInPage(200, ""));
        }
        Optional<String> token = token(exchange);
        if (path.equals("/sign-out") && posts) {
            token.ifPresent(sessions::signOut);
            return Optional.of(Answer.seeOther("/sign-in").with("Set-Cookie", cookie("", 0)));
        }
        if (token.filter(sessions::isKnown).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(
                path.equals("/") ? Answer.seeOther("/sign-in") : Answer.text(401, "Sign in / hãy đăng nhập"));
    }

    private Answer signIn(HttpExchange exchange) throws IOException {
        String form = new String(exchange.getRequestBody().readNBytes(LONGEST_FORM), StandardCharsets.US_ASCII);
        String address = exchange.getRemoteAddress().getAddress().getHostAddress();
        PageSessions.Attempt attempt = sessions.signIn(address, code(form));
        if (attempt.token().isPresent()) {
            LOG.info("page signed-in={}", address);
            return Answer.seeOther("/")
                    .with("Set-Cookie", cookie(attempt.token().get(), PageSessions.LIFE.toSeconds()));
        }
        LOG.warn("page refused={} too-many={}", address, attempt.tooMany());
        return attempt.tooMany() ? signInPage(429, "too-many") : signInPage(403, "wrong");
    }

    private static String code(String form) {
        if (!form.startsWith(FIELD)) {
            return "";
        }
        try {
            return URLDecoder.decode(form.substring(FIELD.length()), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /** @param problem the one of the page's notes that is shown */
    private static Answer signInPage(int code, String problem) throws IOException {
        Answer page = PageHandler.file("/sign-in.html");
        String html = new String(page.body(), StandardCharsets.UTF_8);
        return Answer.html(
                code,
                problem.isEmpty() ? html : html.replace("id=\"" + problem + "\" hidden", "id=\"" + problem + "\""));
    }

    private static Optional<String> token(HttpExchange exchange) {
        List<String> headers = exchange.getRequestHeaders().getOrDefault("Cookie", List.of());
        return headers.stream()
                .flatMap(header -> List.of(header.split(";")).stream())
                .map(String::trim)
                .filter(cookie -> cookie.startsWith(COOKIE + "="))
                .map(cookie -> cookie.substring(COOKIE.length() + 1))
                .findFirst();
    }

    private static String cookie(String token, long seconds) {
        return "%s=%s; Path=/; Max-Age=%d; HttpOnly; Secure; SameSite=Strict".formatted(COOKIE, token, seconds);
    }
}
