package vn.trangtien.box.fleet;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks the ingest as a technician's script would. Thread-safe. */
public final class FleetClient {

    private static final Duration TIMEOUT = Duration.ofSeconds(40);
    private static final Duration DOWNLOAD = Duration.ofMinutes(30);

    /** The ingest understood and said no; the message is its own. */
    public static final class Refused extends Exception {

        private static final long serialVersionUID = 1L;

        private final int status;

        Refused(int status, String message) {
            super(message);
            this.status = status;
        }

        public int status() {
            return status;
        }
    }

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final URI base;
    private final String token;

    public FleetClient(URI base, String token) {
        this.base = base;
        this.token = token;
    }

    public JsonNode get(String path) throws IOException, InterruptedException, Refused {
        return send(request(path).GET());
    }

    public JsonNode post(String path, Object body) throws IOException, InterruptedException, Refused {
        return send(json(path).POST(text(body)));
    }

    public JsonNode put(String path, Object body) throws IOException, InterruptedException, Refused {
        return send(json(path).PUT(text(body)));
    }

    public JsonNode postCsv(String path, String csv) throws IOException, InterruptedException, Refused {
        return send(
                request(path).header("Content-Type", "text/csv; charset=utf-8").POST(BodyPublishers.ofString(csv)));
    }

    /** A file as a form of a browser sends it, in the field {@code file}. */
    public JsonNode postFile(String path, Path file) throws IOException, InterruptedException, Refused {
        String border = "trangtien-" + UUID.randomUUID();
        String head = "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n"
                        .formatted(border, file.getFileName().toString().replace('"', '_'))
                + "Content-Type: application/zip\r\n\r\n";
        return send(request(path)
                .header("Content-Type", "multipart/form-data; boundary=" + border)
                .POST(BodyPublishers.concat(
                        BodyPublishers.ofString(head),
                        BodyPublishers.ofFile(file),
                        BodyPublishers.ofString("\r\n--%s--\r\n".formatted(border)))));
    }

    /**
     * Saves an answer as it comes, however long; a file that was there is replaced when the last byte has come, and not before.
     *
     * @return bytes
     */
    public long download(String path, Path file) throws IOException, InterruptedException, Refused {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            HttpResponse<String> answer = http.send(
                    request(path)
                            .timeout(DOWNLOAD)
                            .setHeader("Accept", "*/*")
                            .GET()
                            .build(),
                    head -> head.statusCode() / 100 == 2
                            ? BodySubscribers.mapping(BodySubscribers.ofFile(part), saved -> "")
                            : BodySubscribers.ofString(StandardCharsets.UTF_8));
            refuse(answer, body(answer));
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
            return Files.size(file);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** A name as a part of a path or a query; a gateway's may hold colons. */
    public static String part(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private HttpRequest.Builder json(String path) {
        return request(path).header("Content-Type", "application/json");
    }

    private static HttpRequest.BodyPublisher text(Object body) {
        return BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/json");
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException, Refused {
        HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
        JsonNode body = body(answer);
        refuse(answer, body);
        return body;
    }

    private static void refuse(HttpResponse<String> answer, JsonNode body) throws Refused {
        if (answer.statusCode() / 100 != 2) {
            String detail = body.path("detail").asString("");
            var message = new StringBuilder(detail.isEmpty() ? "status " + answer.statusCode() : detail);
            body.path("problems").forEach(problem -> message.append("; ").append(problem(problem)));
            throw new Refused(answer.statusCode(), message.toString());
        }
    }

    /** A sentence, or a line of a table with what is wrong in it. */
    private static String problem(JsonNode problem) {
        return problem.has("rule")
                ? "line %s, %s '%s': %s"
                        .formatted(
                                problem.path("line").asString("?"),
                                problem.path("column").asString("?"),
                                problem.path("value").asString(""),
                                problem.path("rule").asString())
                : problem.isString() ? problem.asString() : problem.toString();
    }

    private static JsonNode body(HttpResponse<String> answer) throws IOException {
        try {
            return answer.body().isBlank()
                    ? JsonMapper.shared().createObjectNode()
                    : JsonMapper.shared().readTree(answer.body());
        } catch (JacksonException noJson) {
            if (answer.statusCode() / 100 != 2) {
                return JsonMapper.shared().createObjectNode();
            }
            throw new IOException("no JSON from " + answer.uri(), noJson);
        }
    }
}
