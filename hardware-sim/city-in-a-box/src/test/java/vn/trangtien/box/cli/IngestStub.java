package vn.trangtien.box.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import vn.trangtien.box.cli.Cli.Result;

/** A server in the place of the ingest that notes what it is asked and answers what it was told to. */
abstract class IngestStub {

    @TempDir
    Path folder;

    final List<String> asked = new ArrayList<>();
    final Map<String, String> answers = new HashMap<>();
    final Map<String, String> refusals = new HashMap<>();
    HttpServer server;
    private Path token;

    @BeforeEach
    void start() throws IOException {
        token = Files.writeString(folder.resolve("token"), "secret\n");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            String line = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            asked.add(line + (body.isEmpty() ? "" : " " + body));
            boolean known = "Bearer secret".equals(exchange.getRequestHeaders().getFirst("Authorization"));
            String refusal = refusals.get(line);
            String answer = refusal == null ? answers.get(line) : refusal;
            int status = !known ? 401 : answer == null ? 404 : refusal != null ? 422 : answer.isEmpty() ? 204 : 200;
            byte[] bytes =
                    (answer == null ? "{\"detail\":\"gateway hue/x is not registered\"}" : answer).getBytes(UTF_8);
            exchange.sendResponseHeaders(status, status == 204 ? -1 : bytes.length);
            if (status != 204) {
                exchange.getResponseBody().write(bytes);
            }
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    /** Runs a command of these words against the server. */
    Result run(List<String> command, String... arguments) {
        List<String> all = new ArrayList<>(command);
        all.addAll(List.of(arguments));
        all.addAll(List.of(
                "--url", "http://127.0.0.1:" + server.getAddress().getPort(), "--token-file", token.toString()));
        return Cli.run(all.toArray(String[]::new));
    }
}
