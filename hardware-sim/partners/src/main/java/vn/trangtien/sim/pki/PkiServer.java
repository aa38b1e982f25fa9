package vn.trangtien.sim.pki;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The authorities' HTTP addresses on loopback. */
final class PkiServer implements AutoCloseable {

    /** Makes the body of an answer. */
    @FunctionalInterface
    interface Answer {
        byte[] to(byte[] request) throws GeneralSecurityException, IOException;
    }

    private static final int THREADS = 4;
    private static final int MAX_REQUEST_BYTES = 64 << 10;
    private static final int OK = 200;
    private static final int NOT_ALLOWED = 405;
    private static final int TOO_LARGE = 413;
    private static final int BROKEN = 500;
    private static final int UNAVAILABLE = 503;

    static {
        // Java's server sends header and body apart; with Nagle's algorithm every answer would wait 40 ms for an
        // acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicInteger count = new AtomicInteger();

    /** @param port 0 for any free one */
    PkiServer(int port) throws IOException {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (BindException e) {
            throw new IOException(
                    "port %d of the simulated public key infrastructure is taken; stop the program that holds it, since the port stands in certificates"
                            .formatted(port),
                    e);
        }
        threads = Executors.newFixedThreadPool(THREADS, work -> {
            var thread = new Thread(work, "pki-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
    }

    int port() {
        return server.getAddress().getPort();
    }

    void start() {
        server.start();
    }

    void serveFile(String path, String type, Answer file) {
        server.createContext(path, exchange -> answer(exchange, type, new byte[0], file));
    }

    void serveCrl(String path, PkiFaults faults, Answer list) {
        server.createContext(path, exchange -> {
            if (faults.isCrlDown()) {
                refuse(exchange, UNAVAILABLE);
            } else {
                answer(exchange, "application/pkix-crl", new byte[0], list);
            }
        });
    }

    /** A request is the body of a POST or, in base64, the rest of the path of a GET (RFC 6960, A.1). */
    void serveOcsp(String path, PkiFaults faults, OcspResponder responder) {
        server.createContext(path, exchange -> {
            if (faults.isOcspDown()) {
                refuse(exchange, UNAVAILABLE);
            } else if (exchange.getRequestMethod().equals("GET")) {
                answer(exchange, "application/ocsp-response", fromPath(exchange, path), responder::answer);
            } else {
                answerBody(exchange, "application/ocsp-response", responder::answer);
            }
        });
    }

    void serveTsa(String path, PkiFaults faults, TimeStamper stamper) {
        server.createContext(path, exchange -> {
            if (!waited(faults)) {
                exchange.close();
            } else if (faults.isTsaDown()) {
                refuse(exchange, UNAVAILABLE);
            } else if (exchange.getRequestMethod().equals("POST")) {
                answerBody(exchange, "application/timestamp-reply", stamper::answer);
            } else {
                refuse(exchange, NOT_ALLOWED);
            }
        });
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    /** @return false if the server was closed meanwhile */
    private boolean waited(PkiFaults faults) {
        try {
            return faults.tsaDelay().isZero() || !closed.await(faults.tsaDelay().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static byte[] fromPath(HttpExchange exchange, String path) {
        String raw = exchange.getRequestURI().getRawPath();
        String rest = raw.substring(Math.min(raw.length(), path.length() + 1));
        try {
            return Base64.getMimeDecoder().decode(URLDecoder.decode(rest.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static void answerBody(HttpExchange exchange, String type, Answer body) throws IOException {
        byte[] request = exchange.getRequestBody().readNBytes(MAX_REQUEST_BYTES + 1);
        if (request.length > MAX_REQUEST_BYTES) {
            refuse(exchange, TOO_LARGE);
        } else {
            answer(exchange, type, request, body);
        }
    }

    private static void answer(HttpExchange exchange, String type, byte[] request, Answer body) throws IOException {
        byte[] bytes;
        try {
            bytes = body.to(request);
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            refuse(exchange, BROKEN);
            return;
        }
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.sendResponseHeaders(OK, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static void refuse(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }
}
