package vn.trangtien.video.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * Answers {@code GET /metrics} on this machine only, never to the network: who wants the figures elsewhere puts a scraper
 * here. Thread-safe.
 */
public final class MetricsEndpoint implements AutoCloseable {

    private static final String PATH = "/metrics";

    private final HttpServer server;
    private final ExecutorService thread;

    private MetricsEndpoint(HttpServer server, ExecutorService thread) {
        this.server = server;
        this.thread = thread;
    }

    /**
     * Begins to listen on 127.0.0.1.
     *
     * @param port 1 to 65535, or 0 for any free one
     * @param cameras asked at each request, on a thread of the endpoint
     * @throws IOException if the port is taken, with the remedy
     */
    public static MetricsEndpoint start(int port, Supplier<List<CameraMetrics>> cameras) throws IOException {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException(
                    "metrics port must be 0 to 65535, but was %d; 9464 is usual".formatted(port));
        }
        HttpServer server;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 8);
        } catch (IOException e) {
            throw new IOException(
                    "metrics port %d cannot be used: %s; choose another port".formatted(port, e.getMessage()), e);
        }
        ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
            var worker = new Thread(work, "video-metrics");
            worker.setDaemon(true);
            return worker;
        });
        server.setExecutor(thread);
        server.createContext("/", exchange -> answer(exchange, cameras));
        server.start();
        return new MetricsEndpoint(server, thread);
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private static void answer(HttpExchange exchange, Supplier<List<CameraMetrics>> cameras) throws IOException {
        try (exchange) {
            if (!exchange.getRequestURI().getPath().equals(PATH)) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            if (!exchange.getRequestMethod().equals("GET")) {
                exchange.getResponseHeaders().set("Allow", "GET");
                exchange.sendResponseHeaders(405, -1);
                return;
            }
            byte[] body = PrometheusText.of(cameras.get(), ProcessMemory.now()).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", PrometheusText.CONTENT_TYPE);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        thread.shutdownNow();
    }
}
