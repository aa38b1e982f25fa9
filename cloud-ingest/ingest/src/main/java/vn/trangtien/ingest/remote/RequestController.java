package vn.trangtien.ingest.remote;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.trangtien.ingest.registry.GatewayId;
import vn.trangtien.ingest.registry.UnknownGateway;
import vn.trangtien.platform.identity.CurrentUser;
import vn.trangtien.platform.identity.Role;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.request.Method;

/** One request to one gateway over HTTP. Which applications may be asked by whom is decided here, and what is not named is refused. */
@RestController
class RequestController {

    /** A request as it is posted. */
    record Posted(
            @Nullable String app,
            @Nullable String method,
            @Nullable String resource,
            @Nullable Map<String, Metric> metrics,
            @Nullable String body,
            @Nullable String bodyBase64,
            @Nullable Integer timeoutSeconds) {

        Ask checked() {
            Method wanted = Method.of(method == null ? "" : method)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "method must be GET, PUT, POST, DEL or EXEC, but was '%s'".formatted(method)));
            KuraPayload.Builder payload = KuraPayload.builder();
            if (metrics != null) {
                metrics.forEach((name, metric) -> payload.metric(name, Metrics.value(name, metric)));
            }
            if (body != null && bodyBase64 != null) {
                throw new IllegalArgumentException("body and bodyBase64 must not both be given");
            }
            if (body != null) {
                payload.body(body.getBytes(UTF_8));
            } else if (bodyBase64 != null) {
                payload.body(Metrics.base64("bodyBase64", bodyBase64));
            }
            return new Ask(
                    app == null ? "" : app,
                    wanted,
                    Ask.levels(resource == null ? "" : resource),
                    payload.build(),
                    timeoutSeconds == null ? Ask.TIMEOUT : Duration.ofSeconds(timeoutSeconds));
        }
    }

    /** A metric with its type. */
    record Metric(String type, @Nullable Object value) {}

    /** What became of it. */
    record Answered(
            String id,
            String outcome,
            @Nullable Integer code,
            @Nullable String message,
            Map<String, Metric> metrics,
            @Nullable String body,
            @Nullable String bodyBase64,
            Instant askedAt,
            Instant endedAt,
            int attempts) {

        static Answered of(Answer answer) {
            byte[] bytes = answer.payload().body().orElse(new byte[0]);
            Optional<String> text = text(bytes);
            Map<String, Metric> metrics = new LinkedHashMap<>();
            answer.payload().metrics().forEach((name, value) -> metrics.put(name, Metrics.of(value)));
            return new Answered(
                    answer.id(),
                    answer.outcome().name(),
                    answer.code().isPresent() ? (Integer) answer.code().getAsInt() : null,
                    answer.message().isEmpty() ? null : answer.message(),
                    metrics,
                    bytes.length == 0 ? null : text.orElse(null),
                    bytes.length == 0 || text.isPresent()
                            ? null
                            : Base64.getEncoder().encodeToString(bytes),
                    answer.askedAt(),
                    answer.endedAt(),
                    answer.attempts());
        }

        private static Optional<String> text(byte[] bytes) {
            try {
                return Optional.of(UTF_8.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .decode(ByteBuffer.wrap(bytes))
                        .toString());
            } catch (CharacterCodingException binary) {
                return Optional.empty();
            }
        }
    }

    /** This person may not ask for this. */
    static final class Forbidden extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Forbidden(String message) {
            super(message);
        }
    }

    private static final Set<String> FOR_TECHNICIANS =
            Set.of("CONF-V1", "CONF-V2", "DEPLOY-V2", "INVENTORY-V1", "KEYS-V2", "ASSET-V1");
    private static final String COMMANDS = "CMD-V1";

    private final RemoteManagement remote;
    private final RequestLog log;

    RequestController(RemoteManagement remote, RequestLog log) {
        this.remote = remote;
        this.log = log;
    }

    @PostMapping("/api/gateways/{account}/{gateway}/requests")
    CompletableFuture<Answered> ask(
            @PathVariable String account, @PathVariable String gateway, @RequestBody Posted posted, CurrentUser user) {
        Ask ask = posted.checked();
        requireAllowed(ask.app(), user);
        return remote.ask(new GatewayId(account, gateway), ask, user.id()).thenApply(Answered::of);
    }

    @GetMapping("/api/fleet/gateways/{account}/{gateway}/requests")
    List<RequestLog.Entry> newest(
            @PathVariable String account, @PathVariable String gateway, @RequestParam(defaultValue = "50") int limit) {
        return log.newest(new GatewayId(account, gateway), Math.max(1, Math.min(limit, 500)));
    }

    private static void requireAllowed(String app, CurrentUser user) {
        boolean isAllowed = app.equals(COMMANDS)
                ? user.is(Role.ADMIN)
                : FOR_TECHNICIANS.contains(app)
                        && (user.is(Role.TECHNICIAN) || user.is(Role.ADMIN) || user.is(Role.SERVICE));
        if (!isAllowed) {
            throw new Forbidden(
                    app.equals(COMMANDS)
                            ? "CMD-V1 runs commands on the gateway; only an administrator who is signed in may ask for it"
                            : "app must be one of %s, but was '%s'"
                                    .formatted(new java.util.TreeSet<>(FOR_TECHNICIANS), app));
        }
    }

    @ExceptionHandler
    ProblemDetail forbidden(Forbidden refused) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.FORBIDDEN, String.valueOf(refused.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail unknown(UnknownGateway refused) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, String.valueOf(refused.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail malformed(IllegalArgumentException refused) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.UNPROCESSABLE_CONTENT, String.valueOf(refused.getMessage()));
    }
}
