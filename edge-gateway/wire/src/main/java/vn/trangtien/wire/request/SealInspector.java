package vn.trangtien.wire.request;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.MetricValue;
import vn.trangtien.wire.request.SealBroken.Reason;

/**
 * Checks seals on the gateway. It does not know what it has seen before: whoever acts on requests must keep the ids until
 * {@link #inspect} would refuse them as expired. Thread-safe.
 */
public final class SealInspector {

    /** No seal is good for longer, so that a gateway has to remember ids for a bounded time. */
    public static final Duration LONGEST_VALIDITY = Duration.ofMinutes(15);

    /** The cloud's clock and the gateway's may differ by this much. */
    public static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(2);

    /** In a name by RFC 2253 a comma that is not a separator has a backslash before it. */
    private static final Pattern COMMANDS = Pattern.compile("(^|(?<!\\\\),)CN=" + RequestSeal.SIGNER + "(,|$)");

    private final List<X509Certificate> authorities;
    private final Clock clock;

    /** @param authorities who may vouch for a signer: those that the gateway trusts since its enrolment */
    public SealInspector(Collection<X509Certificate> authorities, Clock clock) {
        this.authorities = List.copyOf(authorities);
        this.clock = clock;
    }

    /**
     * Passes if the request comes from the cloud and may be acted upon now.
     *
     * @return until when its id must be remembered
     */
    public Instant inspect(Request request) throws SealBroken {
        KuraPayload payload = request.payload();
        OptionalLong sealedAt = payload.int64(RequestMetrics.SEALED_AT);
        OptionalLong expiresAt = payload.int64(RequestMetrics.EXPIRES_AT);
        if (sealedAt.isEmpty()
                || expiresAt.isEmpty()
                || !(payload.metrics().get(RequestMetrics.SIGNATURE) instanceof MetricValue.BytesValue signature)
                || !(payload.metrics().get(RequestMetrics.SIGNER) instanceof MetricValue.BytesValue certificate)) {
            throw new SealBroken(
                    Reason.UNSIGNED,
                    "the request carries no seal (%s, %s, %s, %s); this gateway obeys signed requests only"
                            .formatted(
                                    RequestMetrics.SEALED_AT,
                                    RequestMetrics.EXPIRES_AT,
                                    RequestMetrics.SIGNER,
                                    RequestMetrics.SIGNATURE));
        }
        X509Certificate signer = signer(certificate.value());
        requireGenuine(request, signature.value(), signer);
        return requireTimely(Instant.ofEpochMilli(sealedAt.getAsLong()), Instant.ofEpochMilli(expiresAt.getAsLong()));
    }

    private X509Certificate signer(byte[] der) throws SealBroken {
        try {
            var signer = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
            signer.checkValidity(Date.from(clock.instant()));
            List<String> uses = signer.getExtendedKeyUsage();
            if (uses == null || !uses.contains(RequestSeal.SIGNER_USE) || !isOfCommands(signer)) {
                throw new SealBroken(
                        Reason.UNTRUSTED_SIGNER,
                        "the certificate of %s is not for commands".formatted(signer.getSubjectX500Principal()));
            }
            Authorities.requireIssued(signer, authorities);
            return signer;
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new SealBroken(Reason.UNTRUSTED_SIGNER, "the signer's certificate is not valid: " + e.getMessage());
        }
    }

    /** The signer of releases has the same use; it must not be able to command. */
    private static boolean isOfCommands(X509Certificate signer) {
        return COMMANDS.matcher(signer.getSubjectX500Principal().getName()).find();
    }

    private static void requireGenuine(Request request, byte[] signed, X509Certificate signer) throws SealBroken {
        try {
            Signature signature = Signature.getInstance(RequestSeal.ALGORITHM);
            signature.initVerify(signer.getPublicKey());
            signature.update(RequestSeal.content(request));
            if (signature.verify(signed)) {
                return;
            }
        } catch (GeneralSecurityException e) {
            throw new SealBroken(Reason.FORGED, "the signature cannot be read: " + e.getMessage());
        }
        throw new SealBroken(Reason.FORGED, "the signature does not fit the request; it was changed on its way");
    }

    private Instant requireTimely(Instant sealedAt, Instant expiresAt) throws SealBroken {
        Instant now = clock.instant();
        if (sealedAt.isAfter(now.plus(CLOCK_TOLERANCE)) || expiresAt.isAfter(sealedAt.plus(LONGEST_VALIDITY))) {
            throw new SealBroken(
                    Reason.IMPLAUSIBLE_TIME,
                    "sealed at %s until %s, while the clock of this gateway says %s; check both clocks"
                            .formatted(sealedAt, expiresAt, now));
        }
        if (!now.isBefore(expiresAt)) {
            throw new SealBroken(
                    Reason.EXPIRED,
                    "the request was good until %s, and the clock of this gateway says %s; send it again"
                            .formatted(expiresAt, now));
        }
        return expiresAt;
    }
}
