package vn.trangtien.ingest.enrolment;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The gateway's side of enrolment; there is no session, the code is the credential. */
@RestController
class EnrolmentController {

    private static final Logger LOG = LoggerFactory.getLogger(EnrolmentController.class);

    record Request(
            @NotBlank @Size(max = 64) String code,
            @NotBlank @Size(max = 16_384) String csrPem) {}

    record Answer(String certificatePem, String caPem, String mqttUrl, String account, String clientId) {}

    private final Enrolment enrolment;
    private final Attempts attempts;
    private final String mqttUrl;

    EnrolmentController(
            Enrolment enrolment,
            EnrolmentProperties properties,
            Clock clock,
            @Value("${trangtien.ingest.mqtt.host}") String host,
            @Value("${trangtien.ingest.mqtt.port}") int port) {
        this.enrolment = enrolment;
        this.attempts = new Attempts(properties.attemptsPerMinute(), clock);
        this.mqttUrl = properties.mqttUrl() == null ? "ssl://%s:%d".formatted(host, port) : properties.mqttUrl();
    }

    @PostMapping("/api/enrol")
    Answer enrol(@RequestBody @jakarta.validation.Valid Request request, HttpServletRequest http) {
        attempts.count(http.getRemoteAddr());
        Enrolment.Enrolled enrolled = enrolment.enrol(request.code(), request.csrPem());
        LOG.info("gateway={} event=enrolled", enrolled.gateway().key());
        return new Answer(
                enrolled.certificatePem(),
                enrolled.authorityPem(),
                mqttUrl,
                enrolled.gateway().account(),
                enrolled.gateway().gateway());
    }

    @ExceptionHandler
    ProblemDetail refused(EnrolmentRefused refused, HttpServletRequest http) {
        LOG.warn("event=enrolment-refused reason={} from={}", refused.reason(), http.getRemoteAddr());
        HttpStatus status = switch (refused.reason()) {
            case BAD_REQUEST, WEAK_KEY -> HttpStatus.UNPROCESSABLE_CONTENT;
            case BAD_CODE -> HttpStatus.FORBIDDEN;
            case TOO_MANY_ATTEMPTS -> HttpStatus.TOO_MANY_REQUESTS;
        };
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, String.valueOf(refused.getMessage()));
        problem.setProperty("reason", refused.reason().name());
        return problem;
    }
}
