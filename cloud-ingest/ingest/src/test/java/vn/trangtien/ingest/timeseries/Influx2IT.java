package vn.trangtien.ingest.timeseries;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import vn.trangtien.events.ChannelRef;
import vn.trangtien.ingest.support.InfluxDaemon;
import vn.trangtien.ingest.support.Ports;

/**
 * The adapter and the client for InfluxDB 2.x; no such server could be had. Behind a front that does what version 2 does with
 * addresses (a write to the bucket {@code a/b} is one to the database {@code a} with the policy {@code b}) stands a real 1.6.7. So
 * lines, questions, answers and errors are real; rights, tokens and how version 2 differs from version 1 beyond that are not tested.
 */
class Influx2IT extends TierContract {

    static {
        // Else each answer waits for what the system waits for: 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private static InfluxDaemon daemon;
    private static HttpServer front;
    private static ExecutorService threads;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        daemon = InfluxDaemon.start(folder);
        front = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), Ports.free()), 0);
        threads = Executors.newFixedThreadPool(4);
        front.setExecutor(threads);
        HttpClient http = HttpClient.newHttpClient();
        front.createContext("/", exchange -> forward(http, exchange));
        front.start();
        try (Influx1Wire wire = Influx1IT.wire(daemon.url(), Duration.ofSeconds(30))) {
            wire.prepare(Keeping.DEFAULT);
        }
    }

    private static void forward(HttpClient http, HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getRawPath();
        String query = String.valueOf(exchange.getRequestURI().getRawQuery());
        if (path.equals("/api/v2/write")) {
            path = "/write";
            query = query.replaceFirst("bucket=([^&]*?)(?:%2F|/)([^&]*)", "db=$1&rp=$2")
                    .replace("precision=us", "precision=u");
        }
        var request = HttpRequest.newBuilder(URI.create(daemon.url() + path + "?" + query))
                .method(
                        exchange.getRequestMethod(),
                        HttpRequest.BodyPublishers.ofByteArray(
                                exchange.getRequestBody().readAllBytes()));
        for (String name : new String[] {"Accept", "Content-Type"}) {
            if (exchange.getRequestHeaders().getFirst(name) != null) {
                request.header(name, exchange.getRequestHeaders().getFirst(name));
            }
        }
        try {
            HttpResponse<byte[]> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            answer.headers().map().forEach((name, values) -> {
                if (name.toLowerCase(java.util.Locale.ROOT).startsWith("x-influx") || name.equals("content-type")) {
                    exchange.getResponseHeaders().put(name, values);
                }
            });
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            exchange.close();
        }
    }

    @AfterAll
    static void stop() throws Exception {
        if (front != null) {
            front.stop(0);
            threads.shutdownNow();
        }
        if (daemon != null) {
            daemon.close();
        }
    }

    @Override
    TimeSeriesServer server() {
        return client("http://127.0.0.1:" + front.getAddress().getPort());
    }

    @Override
    TimeSeriesServer nobody() {
        return client("http://127.0.0.1:" + Ports.free());
    }

    private static TimeSeriesServer client(String url) {
        return new InfluxServer(wire(url));
    }

    private static Influx2Wire wire(String url) {
        return new Influx2Wire(
                new TimeSeriesProperties.Influx(url, "a-token", "hue", "city", "", ""), Duration.ofSeconds(30));
    }

    @Override
    void writeLine(String line) throws Exception {
        try (Influx2Wire wire = wire("http://127.0.0.1:" + front.getAddress().getPort())) {
            wire.write(Tier.RAW, line);
        }
    }

    /** How long is kept is not the adapter's business. */
    @Override
    void everyTierIsKeptAsLongAsIsInForce() {}

    @Override
    int keptDays(Tier tier) throws Exception {
        return Influx1IT.keptDays(daemon, tier);
    }

    @Override
    long rows(ChannelRef channel) throws Exception {
        return Influx1IT.rows(daemon, channel);
    }
}
