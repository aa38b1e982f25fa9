package vn.trangtien.platform.timestamping;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;
import org.jspecify.annotations.Nullable;
import vn.trangtien.platform.timestamping.TimestampException.Reason;

/**
 * Asks a time-stamping authority over HTTP (RFC 3161, section 3.4). An answer counts only if it is granted, repeats our nonce
 * and digest, passes {@link TimestampTrust} and tells a time near ours. Thread-safe.
 */
public final class Rfc3161Timestamper implements Timestamper {

    /** Answers with a whole chain of certificates have some 6 KB. */
    private static final int LARGEST_ANSWER = 64 * 1024;

    private static final int NONCE_BITS = 64;

    private final URI address;
    private final TimestampTrust trust;
    private final Duration timeout;
    private final Duration clockTolerance;
    private final Clock clock;
    private final HttpClient http;
    private final SecureRandom random = new SecureRandom();

    /**
     * @param trust must name an authority, or anybody on the way could answer
     * @param timeout for connecting, and again for the answer
     * @param clockTolerance how far the authority's time may be from ours, its own accuracy included
     */
    public Rfc3161Timestamper(
            URI address, TimestampTrust trust, Duration timeout, Duration clockTolerance, Clock clock) {
        if (!trust.isNamed()) {
            throw new IllegalArgumentException(
                    "time stamps of %s must be checked against a trusted certificate, but none is named"
                            .formatted(address));
        }
        this.address = address;
        this.trust = trust;
        this.timeout = timeout;
        this.clockTolerance = clockTolerance;
        this.clock = clock;
        this.http = HttpClient.newBuilder().connectTimeout(timeout).build();
    }

    @Override
    public Timestamp stamp(byte[] sha256) throws TimestampException {
        TimeStampRequest request = request(sha256);
        TimeStampResponse response = ask(request);
        TimeStampToken token = response.getTimeStampToken();
        if (token == null) {
            throw new TimestampException(
                    Reason.REFUSED,
                    "%s refuses a time stamp: status %d %s"
                            .formatted(address, response.getStatus(), said(response.getStatusString())));
        }
        try {
            response.validate(request);
        } catch (TSPException e) {
            throw new TimestampException(
                    Reason.NOT_VALID, "%s answers another question: %s".formatted(address, e.getMessage()), e);
        }
        Timestamp stamp = trust.verify(token, sha256);
        Instant now = clock.instant();
        if (Duration.between(stamp.at(), now).abs().compareTo(clockTolerance) > 0) {
            throw new TimestampException(
                    Reason.NOT_VALID,
                    "the time of %s must be within %s of ours, but was %s while ours was %s; check both clocks"
                            .formatted(address, clockTolerance, stamp.at(), now));
        }
        return stamp;
    }

    private TimeStampRequest request(byte[] sha256) {
        var generator = new TimeStampRequestGenerator();
        generator.setCertReq(true);
        if (trust.policies().size() == 1) {
            generator.setReqPolicy(
                    new ASN1ObjectIdentifier(trust.policies().iterator().next()));
        }
        return generator.generate(TSPAlgorithms.SHA256, sha256, new BigInteger(NONCE_BITS, random));
    }

    private TimeStampResponse ask(TimeStampRequest request) throws TimestampException {
        try {
            HttpRequest query = HttpRequest.newBuilder(address)
                    .timeout(timeout)
                    .header("Content-Type", "application/timestamp-query")
                    .header("Accept", "application/timestamp-reply")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(request.getEncoded()))
                    .build();
            HttpResponse<byte[]> reply = http.sendAsync(query, info -> new BoundedBody(LARGEST_ANSWER))
                    .get(timeout.multipliedBy(2).toMillis(), TimeUnit.MILLISECONDS);
            if (reply.statusCode() != 200) {
                throw unreachable("answers with status " + reply.statusCode(), Optional.empty());
            }
            return new TimeStampResponse(reply.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable("was not waited for", Optional.of(e));
        } catch (ExecutionException e) {
            throw unreachable("gives no answer: " + said(e.getCause()), Optional.of(e));
        } catch (TimeoutException e) {
            throw unreachable("does not finish its answer within " + timeout.multipliedBy(2), Optional.of(e));
        } catch (TSPException | IOException | RuntimeException e) {
            // What is no ASN.1 makes the library fail in ways of its own, unchecked ones among them.
            throw unreachable("answers something that is no time stamp: " + said(e), Optional.of(e));
        }
    }

    private TimestampException unreachable(String what, Optional<Exception> cause) {
        String message = address + " " + what;
        return cause.map(why -> new TimestampException(Reason.UNREACHABLE, message, why))
                .orElseGet(() -> new TimestampException(Reason.UNREACHABLE, message));
    }

    private static String said(@Nullable Throwable failure) {
        if (failure == null) {
            return "";
        }
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }

    private static String said(@Nullable String text) {
        return text == null ? "" : text;
    }
}
