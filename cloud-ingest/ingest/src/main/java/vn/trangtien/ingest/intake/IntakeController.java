package vn.trangtien.ingest.intake;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;
import vn.trangtien.ingest.enrolment.Certificates;
import vn.trangtien.ingest.registry.GatewayId;

/**
 * Batches of messages of devices that cannot speak MQTT. Reached through the device door only; the certificate is the credential.
 */
@RestController
class IntakeController {

    private static final Logger LOG = LoggerFactory.getLogger(IntakeController.class);
    private static final String TLS_CERTIFICATES = "jakarta.servlet.request.X509Certificate";
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final int MAX_KEY = 128;
    private static final long WAIT_FOR_TURN_MS = 2_000;

    private final Certificates certificates;
    private final Intake intake;
    private final BodyReader bodies;
    private final Items items;
    private final Rates rates;
    private final Semaphore turns;
    private final JsonMapper json;

    IntakeController(Certificates certificates, Intake intake, IntakeProperties properties, JsonMapper json) {
        this.certificates = certificates;
        this.intake = intake;
        this.bodies = new BodyReader(properties, System::nanoTime);
        this.items = new Items(properties);
        this.rates = new Rates(properties, System::nanoTime);
        this.turns = new Semaphore(properties.atOnce(), true);
        this.json = json;
    }

    @PostMapping("/ingest/v1/batch")
    ResponseEntity<String> take(
            HttpServletRequest http,
            @RequestParam("topic") Optional<String> topic,
            @RequestHeader("Idempotency-Key") Optional<String> key)
            throws IOException, InterruptedException {
        GatewayId gateway = gateway(http);
        key.ifPresent(IntakeController::requireKey);
        rates.require(gateway);
        byte[] body = bodies.read(http.getInputStream(), http.getContentLengthLong());
        if (!turns.tryAcquire(WAIT_FOR_TURN_MS, TimeUnit.MILLISECONDS)) {
            throw IntakeRefused.forNow(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    SOON,
                    "máy chủ đang bận; hãy gửi lại sau",
                    "the service is busy; send again later");
        }
        try {
            byte[] plain = bodies.inflate(body, http.getHeader(HttpHeaders.CONTENT_ENCODING));
            List<Item> batch = items.of(gateway, mediaType(http), topic, plain);
            rates.count(gateway, batch.size(), plain.length);
            return answer(intake.take(gateway, batch, key));
        } finally {
            turns.release();
        }
    }

    @ExceptionHandler
    ResponseEntity<String> refused(IntakeRefused refused, HttpServletRequest http) {
        LOG.info("event=batch-refused status={} from={}", refused.status().value(), http.getRemoteAddr());
        ProblemDetail problem =
                ProblemDetail.forStatusAndDetail(refused.status(), String.valueOf(refused.getMessage()));
        return problem(problem, refused.retryAfter().orElse(null));
    }

    private ResponseEntity<String> answer(Intake.Outcome outcome) {
        if (outcome.status() == HttpStatus.OK || outcome.status() == HttpStatus.MULTI_STATUS) {
            return ResponseEntity.status(outcome.status())
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(json.writeValueAsString(outcome.summary()));
        }
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(outcome.status(), outcome.detail());
        problem.setProperty("taken", outcome.summary().taken());
        problem.setProperty("refused", outcome.summary().refused());
        problem.setProperty("items", outcome.summary().items());
        return problem(problem, outcome.status() == HttpStatus.SERVICE_UNAVAILABLE ? SOON : null);
    }

    private ResponseEntity<String> problem(ProblemDetail problem, @Nullable Duration retryAfter) {
        var answer = ResponseEntity.status(problem.getStatus()).contentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (retryAfter != null) {
            answer.header(HttpHeaders.RETRY_AFTER, Long.toString(retryAfter.toSeconds() + 1));
        }
        return answer.body(json.writeValueAsString(problem));
    }

    private GatewayId gateway(HttpServletRequest http) {
        Optional<GatewayId> bearer =
                http.getAttribute(TLS_CERTIFICATES) instanceof X509Certificate[] chain && chain.length > 0
                        ? certificates.bearer(chain[0])
                        : Optional.empty();
        return bearer.orElseThrow(() -> IntakeRefused.of(
                HttpStatus.FORBIDDEN,
                "cần chứng chỉ TLS còn hiệu lực của thành phố; hãy đăng ký thiết bị trước",
                "a TLS client certificate of the city in force is needed; enrol the device first"));
    }

    private static void requireKey(String key) {
        if (key.isBlank() || key.length() > MAX_KEY || !key.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw IntakeRefused.of(
                    HttpStatus.BAD_REQUEST,
                    "Idempotency-Key có 1 đến %1$d ký tự ASCII không trống",
                    "Idempotency-Key has 1 to %1$d ASCII characters without spaces",
                    MAX_KEY);
        }
    }

    private static String mediaType(HttpServletRequest http) {
        String header = http.getContentType();
        return header == null ? "" : Items.mediaType(header);
    }
}
