package vn.trangtien.gateway.page;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** The page, its data and its self-test. Knows nothing of who may see them. */
final class PageHandler implements HttpHandler {

    private static final Logger LOG = LoggerFactory.getLogger(PageHandler.class);

    private static final Map<String, String> FILES = Map.of(
            "/", "text/html; charset=utf-8",
            "/page.css", "text/css; charset=utf-8",
            "/page.js", "text/javascript; charset=utf-8",
            "/texts.js", "text/javascript; charset=utf-8",
            "/icon.svg", "image/svg+xml");

    private final PageSource source;
    private final Recent recent;
    private final SelfTest selfTest;
    private final HostNames hosts;
    private final Gate gate;
    private final JsonMapper json = JsonMapper.builder().build();

    /** Who may pass; answers itself if the request ends there. */
    interface Gate {
        Optional<Answer> stops(HttpExchange exchange) throws IOException;

        Gate OPEN = exchange -> Optional.empty();
    }

    PageHandler(PageSource source, Recent recent, SelfTest selfTest, HostNames hosts, Gate gate) {
        this.source = source;
        this.recent = recent;
        this.selfTest = selfTest;
        this.hosts = hosts;
        this.gate = gate;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            answer(exchange).send(exchange);
        } catch (RuntimeException e) {
            // The browser learns nothing of it; closing the exchange ends its wait.
            LOG.error("page path={} unexpected", exchange.getRequestURI().getPath(), e);
        }
    }

    private Answer answer(HttpExchange exchange) throws IOException {
        String host = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Host"))
                .orElse("");
        if (!hosts.isOurs(host)) {
            return Answer.text(421, "This page has another name / trang này có tên khác");
        }
        Optional<Answer> stopped = gate.stops(exchange);
        if (stopped.isPresent()) {
            return stopped.get();
        }
        String path = exchange.getRequestURI().getPath();
        boolean reads = exchange.getRequestMethod().equals("GET")
                || exchange.getRequestMethod().equals("HEAD");
        if (path.equals("/api/self-test")) {
            return reads ? selfTest() : beginSelfTest(exchange);
        }
        if (!reads) {
            return Answer.text(405, "GET").with("Allow", "GET, HEAD");
        }
        if (path.equals("/api/status")) {
            var view = source.view();
            return Answer.json(
                    200,
                    json.writeValueAsBytes(StatusDocument.of(view, source.rules(), source.videoCrashes(), recent)));
        }
        return FILES.containsKey(path) ? file(path) : Answer.text(404, "Not found / không có trang này");
    }

    private Answer selfTest() {
        return Answer.json(
                200, json.writeValueAsBytes(Map.of("running", selfTest.isRunning(), "results", selfTest.results())));
    }

    /** A form of another page cannot send this header, and its scripts may not. */
    private Answer beginSelfTest(HttpExchange exchange) {
        boolean ours = exchange.getRequestMethod().equals("POST")
                && exchange.getRequestHeaders().containsKey("X-Self-Test");
        if (!ours) {
            return Answer.text(405, "POST with the header X-Self-Test").with("Allow", "GET, HEAD, POST");
        }
        return Answer.json(selfTest.begin() ? 202 : 409, json.writeValueAsBytes(Map.of("running", true)));
    }

    static Answer file(String path) throws IOException {
        String name = path.equals("/") ? "index.html" : path.substring(1);
        try (InputStream in = PageHandler.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("the program is incomplete: " + name + " is missing");
            }
            return new Answer(200, FILES.getOrDefault(path, "text/html; charset=utf-8"), in.readAllBytes(), Map.of());
        }
    }
}
