package vn.trangtien.video.onvif;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * One question and its answer. Proves the password first as WS-Security wants it, and as HTTP digest where the camera asks for
 * that; never sends it in clear.
 */
final class SoapExchange {

    private static final int UNAUTHORISED = 401;
    private static final int FORBIDDEN = 403;
    private static final String ENVELOPE = "http://www.w3.org/2003/05/soap-envelope";

    private final HttpClient http;
    private final Optional<Login> login;
    private final Duration timeout;
    private final Clock clock;
    private Duration cameraAhead = Duration.ZERO;

    SoapExchange(Optional<Login> login, Duration timeout, Clock clock) {
        this.login = login;
        this.timeout = timeout;
        this.clock = clock;
        // A redirect would carry the proof of the password to somebody else.
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout)
                .build();
    }

    /** What the camera's clock shows, to be asked without a password. */
    void cameraTimeIs(Instant time) {
        cameraAhead = Duration.between(clock.instant(), time);
    }

    Duration cameraAhead() {
        return cameraAhead;
    }

    /** Asks without any proof. */
    XmlElement askOpenly(URI service, String body) throws OnvifException {
        return answer(send(service, envelope("", body), Optional.empty()));
    }

    XmlElement ask(URI service, String body) throws OnvifException {
        if (login.isEmpty()) {
            return askOpenly(service, body);
        }
        String proof = WsSecurity.header(login.get(), clock.instant().plus(cameraAhead));
        HttpResponse<byte[]> first = send(service, envelope(proof, body), Optional.empty());
        if (first.statusCode() != UNAUTHORISED) {
            return answer(first);
        }
        Optional<String> digest =
                HttpDigest.answer(first.headers().allValues("WWW-Authenticate"), "POST", service, login.get());
        return digest.isEmpty() ? answer(first) : answer(send(service, envelope("", body), digest));
    }

    private static String envelope(String header, String body) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><s:Envelope xmlns:s=\"%s\">%s<s:Body>%s</s:Body></s:Envelope>"
                .formatted(ENVELOPE, header, body);
    }

    private HttpResponse<byte[]> send(URI service, String envelope, Optional<String> authorisation)
            throws OnvifException {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(service)
                    .timeout(timeout)
                    .header("Content-Type", "application/soap+xml; charset=utf-8")
                    .POST(HttpRequest.BodyPublishers.ofString(envelope));
            authorisation.ifPresent(value -> request.header("Authorization", value));
            // The time-out of the request alone ends with its head; this one also covers a body that drips.
            return http.sendAsync(request.build(), bounded())
                    .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                    .get();
        } catch (ExecutionException | IllegalArgumentException e) {
            throw new OnvifException(OnvifProblem.UNREACHABLE, service.getHost() + ":" + service.getPort(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OnvifException(OnvifProblem.UNREACHABLE, "interrupted", e);
        }
    }

    /** Reads at most a byte more than is allowed, which the parser then refuses. */
    private static HttpResponse.BodyHandler<byte[]> bounded() {
        return info ->
                HttpResponse.BodySubscribers.mapping(HttpResponse.BodySubscribers.ofInputStream(), SoapExchange::read);
    }

    private static byte[] read(InputStream body) {
        try (body) {
            return body.readNBytes(SafeXml.MOST_BYTES + 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static XmlElement answer(HttpResponse<byte[]> response) throws OnvifException {
        int status = response.statusCode();
        if (status == UNAUTHORISED || status == FORBIDDEN) {
            throw new OnvifException(OnvifProblem.SIGN_IN_REFUSED, "HTTP " + status);
        }
        if (response.body().length == 0) {
            throw new OnvifException(OnvifProblem.NO_ONVIF, "HTTP " + status + " without an answer");
        }
        XmlElement root = SafeXml.parse(response.body());
        Optional<XmlElement> fault = root.find("Fault");
        if (fault.isPresent()) {
            throw refused(fault.get());
        }
        return root.find("Body").orElseThrow(() -> new OnvifException(OnvifProblem.NO_ONVIF, "HTTP " + status));
    }

    private static OnvifException refused(XmlElement fault) {
        String codes = fault.all("Value").stream().map(XmlElement::text).reduce("", (a, b) -> a + " " + b);
        if (codes.contains("NotAuthorized") || codes.contains("FailedAuthentication")) {
            return new OnvifException(OnvifProblem.SIGN_IN_REFUSED, codes.strip());
        }
        String reason = fault.textOf("Text");
        return new OnvifException(OnvifProblem.REFUSED, (codes + " " + reason).strip());
    }
}
