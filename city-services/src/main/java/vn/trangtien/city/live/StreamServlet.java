package vn.trangtien.city.live;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/** {@code GET /stream}: server-sent events. A servlet and not a controller, because it writes without blocking. */
final class StreamServlet extends HttpServlet {

    static final String PATH = "/stream";

    /** After this long the browser connects anew, so that an ended session ends the stream too. */
    static final Duration LIFE = Duration.ofMinutes(15);

    private static final long serialVersionUID = 1L;

    private final transient LiveHub hub;
    private final int capacity;

    StreamServlet(LiveHub hub, int capacity) {
        this.hub = hub;
        this.capacity = capacity;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Map.of(
                        "Content-Type", "text/event-stream;charset=UTF-8",
                        "Cache-Control", "no-store",
                        "X-Accel-Buffering", "no")
                .forEach(response::setHeader);
        AsyncContext context = request.startAsync();
        context.setTimeout(LIFE.toMillis());
        var client = new StreamClient(context, hub, capacity);
        context.addListener(client);
        context.getResponse().getOutputStream().setWriteListener(client);
        hub.connect(client, request.getHeader("Last-Event-ID"));
    }
}
