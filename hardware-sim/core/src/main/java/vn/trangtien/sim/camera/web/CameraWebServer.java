package vn.trangtien.sim.camera.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import vn.trangtien.sim.camera.auth.AccessControl;
import vn.trangtien.sim.camera.auth.AccessControl.Verdict;
import vn.trangtien.sim.camera.fault.Fault;
import vn.trangtien.sim.camera.fault.StreamFaults;

/** The camera's HTTP server on the loopback interface, to which other parts add their paths. Thread-safe. */
public final class CameraWebServer implements AutoCloseable {

    private static final Logger LOG = System.getLogger(CameraWebServer.class.getName());
    private static final long FOREVER_DAYS = 365;

    private final HttpServer server;
    private final ExecutorService threads;
    private final AccessControl access;
    private final StreamFaults faults;

    private CameraWebServer(HttpServer server, ExecutorService threads, AccessControl access, StreamFaults faults) {
        this.server = server;
        this.threads = threads;
        this.access = access;
        this.faults = faults;
    }

    /**
     * Begins to listen.
     *
     * @param port 0 for any free one
     * @throws IOException if the port is taken, with the remedy
     */
    public static CameraWebServer start(int port, AccessControl access, StreamFaults faults) throws IOException {
        HttpServer server;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new IOException(
                    "simulated camera cannot listen on port %d: %s; choose another port, or 0 for any free one"
                            .formatted(port, e.getMessage()),
                    e);
        }
        ExecutorService threads = Executors.newCachedThreadPool(work -> {
            var thread = new Thread(work, "camera-web-" + server.getAddress().getPort());
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        server.start();
        return new CameraWebServer(server, threads, access, faults);
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** For example {@code http://127.0.0.1:40124/mjpeg}. */
    public String url(String path) {
        return "http://127.0.0.1:%d%s".formatted(port(), path);
    }

    /** Adds a path that everybody may ask, for handlers that check by themselves who may. */
    public void open(String path, HttpHandler handler) {
        server.createContext(path, exchange -> {
            try (exchange) {
                if (isWorking()) {
                    handler.handle(exchange);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (IOException e) {
                LOG.log(Level.DEBUG, "a client of {0} is gone: {1}", path, e.getMessage());
            }
        });
    }

    /** Adds a path for those who know the password. */
    public void guarded(String path, HttpHandler handler) {
        open(path, exchange -> {
            if (isAllowed(exchange)) {
                handler.handle(exchange);
            }
        });
    }

    /** Whether the request shows that its sender knows the password; it has not been answered if so. */
    public boolean isAllowed(HttpExchange exchange) throws IOException {
        String header = exchange.getRequestHeaders().getFirst("Authorization");
        Verdict verdict = access.check(
                exchange.getRequestMethod(), exchange.getRequestURI().toString(), header == null ? "" : header);
        if (verdict == Verdict.GRANTED) {
            return true;
        }
        access.challenges(verdict)
                .forEach(challenge -> exchange.getResponseHeaders().add("WWW-Authenticate", challenge));
        exchange.sendResponseHeaders(401, -1);
        return false;
    }

    /** Sends a whole answer. */
    public static void answer(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private boolean isWorking() throws InterruptedException {
        if (faults.has(Fault.REFUSE)) {
            return false;
        }
        if (faults.has(Fault.SILENT)) {
            TimeUnit.DAYS.sleep(FOREVER_DAYS);
        }
        TimeUnit.MICROSECONDS.sleep(Math.round(faults.amount(Fault.SLOW) * 1_000));
        return true;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
