package vn.trangtien.video.onvif;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A camera on loopback whose answers are written by hand: the first answer whose key is in the question is given. */
final class PaperCamera implements AutoCloseable {

    private final HttpServer server;
    private final Map<String, String> answers = new LinkedHashMap<>();
    private final List<String> questions = new CopyOnWriteArrayList<>();
    private final List<String> authorisations = new CopyOnWriteArrayList<>();
    private String challenge = "";
    private int status = 200;

    PaperCamera() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool(work -> {
            var thread = new Thread(work, "paper-camera");
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/", this::serve);
        server.start();
    }

    PaperCamera answer(String question, String body) {
        answers.put(question, body);
        return this;
    }

    /** Every request without the header {@code Authorization} is asked for one. */
    PaperCamera challenge(String header) {
        challenge = header;
        return this;
    }

    PaperCamera status(int code) {
        status = code;
        return this;
    }

    URI device() {
        return URI.create(base() + "/onvif/device_service");
    }

    String base() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    List<String> questions() {
        return questions;
    }

    List<String> authorisations() {
        return authorisations;
    }

    private void serve(HttpExchange exchange) throws IOException {
        String question = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        questions.add(question);
        String authorisation = exchange.getRequestHeaders().getFirst("Authorization");
        if (authorisation != null) {
            authorisations.add(authorisation);
        }
        boolean free = question.contains("GetSystemDateAndTime");
        if (!challenge.isEmpty() && authorisation == null && !free) {
            exchange.getResponseHeaders().add("WWW-Authenticate", challenge);
            exchange.sendResponseHeaders(401, -1);
            exchange.close();
            return;
        }
        String body = answers.entrySet().stream()
                .filter(each -> question.contains(each.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("<s:Fault><s:Code><s:Value>s:Receiver</s:Value><s:Subcode><s:Value>ter:ActionNotSupported"
                        + "</s:Value></s:Subcode></s:Code><s:Reason><s:Text>unknown</s:Text></s:Reason></s:Fault>");
        byte[] bytes = (body.startsWith("<?")
                        ? body
                        : "<s:Envelope xmlns:s=\"x\" xmlns:tt=\"t\" xmlns:ter=\"e\"><s:Body>%s</s:Body></s:Envelope>"
                                .formatted(body))
                .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
