package vn.trangtien.ingest.enrolment;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cms.CMSAbsentContent;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;
import vn.trangtien.ingest.enrolment.EnrolmentRefused.Reason;
import vn.trangtien.ingest.registry.GatewayId;

/**
 * The gateway's side of enrolment, shaped after EST (RFC 7030): simple enrolment with a one-time code, renewal with the
 * certificate in force. There is no session; the code or the certificate is the credential. Reached through the device door only.
 */
@RestController
class EstController {

    private static final Logger LOG = LoggerFactory.getLogger(EstController.class);
    private static final MediaType CERTIFICATES =
            MediaType.parseMediaType("application/pkcs7-mime; smime-type=certs-only");
    private static final String TLS_CERTIFICATES = "jakarta.servlet.request.X509Certificate";
    private static final int MAX_BODY = 32 * 1024;
    private static final int LINE = 76;

    record Settings(String account, String clientId, String mqttUrl) {}

    private record Credentials(String gateway, String code) {}

    private final Enrolment enrolment;
    private final Certificates certificates;
    private final CertificateAuthority authority;
    private final Attempts perAddress;
    private final Attempts perGateway;
    private final String mqttUrl;
    private final JsonMapper json;

    EstController(
            Enrolment enrolment,
            Certificates certificates,
            CertificateAuthority authority,
            EnrolmentProperties properties,
            Clock clock,
            JsonMapper json,
            @Value("${trangtien.ingest.mqtt.host}") String host,
            @Value("${trangtien.ingest.mqtt.port}") int port) {
        this.enrolment = enrolment;
        this.certificates = certificates;
        this.authority = authority;
        this.perAddress = new Attempts(properties.attemptsPerMinute(), clock);
        this.perGateway = new Attempts(properties.attemptsPerGateway(), clock);
        this.mqttUrl = properties.mqttUrl() == null ? "ssl://%s:%d".formatted(host, port) : properties.mqttUrl();
        this.json = json;
    }

    /** The authority's certificate. Whoever asks must compare its fingerprint with the one on the label. */
    @GetMapping("/.well-known/est/cacerts")
    ResponseEntity<String> authorities() {
        return certificates(authority.certificate());
    }

    @PostMapping("/.well-known/est/simpleenroll")
    ResponseEntity<String> enrol(HttpServletRequest http) throws IOException {
        String address = http.getRemoteAddr();
        perAddress.require(address);
        try {
            Credentials credentials = credentials(http).orElseThrow(EnrolmentRefused::badCode);
            perGateway.require(credentials.gateway());
            perGateway.count(credentials.gateway());
            return answer(enrolment.enrol(credentials.gateway(), credentials.code(), SigningRequest.read(body(http))));
        } catch (EnrolmentRefused refused) {
            perAddress.count(address);
            throw refused;
        }
    }

    @PostMapping("/.well-known/est/simplereenroll")
    ResponseEntity<String> renew(HttpServletRequest http) throws IOException {
        X509Certificate shown = shown(http);
        String name = Certificates.commonName(shown).orElse("");
        perGateway.require(name);
        perGateway.count(name);
        return answer(enrolment.renew(shown, SigningRequest.read(body(http))));
    }

    /** What the gateway needs to know besides its certificate. */
    @GetMapping("/.well-known/trangtien/gateway")
    Settings settings(HttpServletRequest http) {
        GatewayId gateway = certificates.bearer(shown(http)).orElseThrow(EstController::notInForce);
        return new Settings(gateway.account(), gateway.gateway(), mqttUrl);
    }

    @ExceptionHandler
    ResponseEntity<String> refused(EnrolmentRefused refused, HttpServletRequest http) {
        LOG.warn(
                "event=enrolment-refused reason={} gateway={} from={}",
                refused.reason(),
                credentials(http).map(Credentials::gateway).orElse("-").replaceAll("[^\\w:.-]", "?"),
                http.getRemoteAddr());
        HttpStatus status = switch (refused.reason()) {
            case BAD_REQUEST, WEAK_KEY, OTHER_SUBJECT -> HttpStatus.BAD_REQUEST;
            case BAD_CODE -> HttpStatus.UNAUTHORIZED;
            case NOT_APPROVED, NOT_IN_FORCE -> HttpStatus.FORBIDDEN;
            case TOO_MANY_ATTEMPTS -> HttpStatus.TOO_MANY_REQUESTS;
        };
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, String.valueOf(refused.getMessage()));
        problem.setProperty("reason", refused.reason().name());
        var answer = ResponseEntity.status(status).contentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (refused.reason() == Reason.BAD_CODE) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"trangtien\"");
        }
        if (refused.reason() == Reason.TOO_MANY_ATTEMPTS) {
            answer.header(HttpHeaders.RETRY_AFTER, "60");
        }
        return answer.body(json.writeValueAsString(problem));
    }

    private static ResponseEntity<String> answer(Enrolment.Outcome outcome) {
        if (outcome instanceof Enrolment.Outcome.Issued issued) {
            LOG.info(
                    "gateway={} event=certificate-given serial={}",
                    issued.gateway().key(),
                    Certificates.serial(issued.certificate()));
            return certificates(issued.certificate());
        }
        Duration wait = ((Enrolment.Outcome.Waiting) outcome).retryAfter();
        return ResponseEntity.status(HttpStatus.ACCEPTED)
                .header(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, wait.toSeconds())))
                .contentType(new MediaType(MediaType.TEXT_PLAIN, UTF_8))
                .body("Đang chờ trung tâm duyệt. / Waiting for the office to agree.\n");
    }

    /** RFC 7030, 4.1.3 and 4.2.3: a degenerate CMS message that holds certificates and signs nothing. */
    private static ResponseEntity<String> certificates(X509Certificate certificate) {
        try {
            var message = new CMSSignedDataGenerator();
            message.addCertificate(new JcaX509CertificateHolder(certificate));
            byte[] der = message.generate(new CMSAbsentContent()).getEncoded("DER");
            return ResponseEntity.ok()
                    .contentType(CERTIFICATES)
                    .header("Content-Transfer-Encoding", "base64")
                    .body(Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(der) + "\n");
        } catch (CMSException | GeneralSecurityException | IOException e) {
            throw new IllegalStateException("packing a certificate failed", e);
        }
    }

    private static String body(HttpServletRequest http) throws IOException {
        return new String(http.getInputStream().readNBytes(MAX_BODY), US_ASCII);
    }

    private static X509Certificate shown(HttpServletRequest http) {
        if (http.getAttribute(TLS_CERTIFICATES) instanceof X509Certificate[] chain && chain.length > 0) {
            return chain[0];
        }
        throw notInForce();
    }

    private static EnrolmentRefused notInForce() {
        return new EnrolmentRefused(
                Reason.NOT_IN_FORCE,
                "a TLS client certificate of the city in force is needed; enrol with a code first");
    }

    /** Basic authentication (RFC 7617). A gateway's id may hold a colon and a code never does, so the last one divides them. */
    private static Optional<Credentials> credentials(HttpServletRequest http) {
        String header = http.getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.regionMatches(true, 0, "Basic ", 0, 6)) {
            return Optional.empty();
        }
        try {
            String text =
                    new String(Base64.getDecoder().decode(header.substring(6).strip()), UTF_8);
            int colon = text.lastIndexOf(':');
            return colon < 1
                    ? Optional.empty()
                    : Optional.of(new Credentials(text.substring(0, colon), text.substring(colon + 1)));
        } catch (IllegalArgumentException noBase64) {
            return Optional.empty();
        }
    }
}
