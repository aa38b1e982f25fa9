package vn.trangtien.city;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.json.JsonMapper;
import vn.trangtien.platform.cases.CaseApi;
import vn.trangtien.platform.cases.CaseRequest;
import vn.trangtien.platform.cases.CaseView;

/** As much of egov-core as an alarm sees: cases by idempotency key over HTTP, and the ways in which it can fail. */
public final class SmallEgov implements AutoCloseable {

    /** What happens to the next requests. */
    public enum Mood {
        WELL,
        /** Answers 503. */
        BUSY,
        /** Keeps the case and hangs up before the answer. */
        LOSES_ANSWER,
        /** Answers 422. */
        REFUSES
    }

    public final CopyOnWriteArrayList<CaseRequest> requests = new CopyOnWriteArrayList<>();
    public final CopyOnWriteArrayList<String> authorizations = new CopyOnWriteArrayList<>();
    public volatile Mood mood = Mood.WELL;

    private final Map<String, CaseView> cases = new ConcurrentHashMap<>();
    private final AtomicInteger numbers = new AtomicInteger();
    private final HttpServer server;

    public SmallEgov() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext(CaseApi.PATH, this::answer);
        server.start();
    }

    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public int caseCount() {
        return cases.size();
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (mood == Mood.BUSY || mood == Mood.REFUSES) {
            exchange.sendResponseHeaders(mood == Mood.BUSY ? 503 : 422, -1);
            exchange.close();
            return;
        }
        CaseRequest request = JsonMapper.shared().readValue(body, CaseRequest.class);
        requests.add(request);
        authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        CaseView view = cases.computeIfAbsent(
                request.idempotencyKey(),
                key -> new CaseView(
                        "%02d/2026/VV-VPPTDS".formatted(numbers.incrementAndGet()),
                        CaseApi.OPEN,
                        request.unitCode(),
                        "Văn phòng thường trực Ban Chỉ huy Phòng thủ dân sự",
                        Instant.parse("2026-11-22T14:00:00Z"),
                        LocalDate.of(2026, 11, 25),
                        "…",
                        address() + "/cases/1"));
        if (mood == Mood.LOSES_ANSWER) {
            exchange.close();
            return;
        }
        byte[] answer = JsonMapper.shared().writeValueAsString(view).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(201, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
