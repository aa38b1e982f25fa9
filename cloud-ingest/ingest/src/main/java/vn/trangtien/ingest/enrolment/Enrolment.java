package vn.trangtien.ingest.enrolment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.trangtien.ingest.enrolment.EnrolmentRefused.Reason;
import vn.trangtien.ingest.registry.EnrolmentState;
import vn.trangtien.ingest.registry.Enrolments;
import vn.trangtien.ingest.registry.Gateway;
import vn.trangtien.ingest.registry.GatewayId;
import vn.trangtien.ingest.registry.Registry;
import vn.trangtien.platform.audit.AuditLog;

/**
 * Certificates in exchange for codes, and for certificates that come to their end. Asking again changes nothing: the same device
 * with the same key gets the same certificate, because the answer to the first request may have been lost on the way.
 */
@Service
class Enrolment {

    /** What a device gets for its code. */
    sealed interface Outcome {

        record Issued(GatewayId gateway, X509Certificate certificate) implements Outcome {}

        /** Somebody in the office must agree first. */
        record Waiting(GatewayId gateway, Duration retryAfter) implements Outcome {}
    }

    /** Within this time, a repeated renewal with the same key gets the same certificate. */
    private static final Duration SAME_RENEWAL = Duration.ofDays(1);

    private final Codes codes;
    private final Certificates certificates;
    private final CertificateAuthority authority;
    private final Registry registry;
    private final Enrolments states;
    private final Boards boards;
    private final AuditLog audit;
    private final EnrolmentProperties properties;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Enrolment(
            Codes codes,
            Certificates certificates,
            CertificateAuthority authority,
            Registry registry,
            Enrolments states,
            Boards boards,
            AuditLog audit,
            EnrolmentProperties properties,
            Clock clock) {
        this.codes = codes;
        this.certificates = certificates;
        this.authority = authority;
        this.registry = registry;
        this.states = states;
        this.boards = boards;
        this.audit = audit;
        this.properties = properties;
        this.clock = clock;
    }

    /** A new code for a registered gateway. Codes made earlier and not used become worthless. */
    @Transactional
    public Code issueCode(GatewayId gateway) {
        String text = OneTimeCode.make(random);
        Instant expires = clock.instant().plus(properties.codeValidity());
        codes.add(gateway, OneTimeCode.hash(text), expires);
        return new Code(text, expires);
    }

    /**
     * Exchanges a one-time code for a certificate.
     *
     * @throws EnrolmentRefused if the code or the request is not acceptable
     */
    @Transactional
    public Outcome enrol(String gatewayId, String code, SigningRequest request) {
        requireSubject(gatewayId, request);
        // The gateway is locked before its code, in the order of those who make codes and put gateways out of force.
        EnrolmentState state = registry.findByClientId(gatewayId)
                .map(known -> states.lock(known.id()))
                .orElseThrow(EnrolmentRefused::badCode);
        Codes.Row row = codes.lock(gatewayId, OneTimeCode.hash(code)).orElseThrow(EnrolmentRefused::badCode);
        if (row.hardwareId() != null && !row.hardwareId().equals(request.hardwareId())) {
            throw EnrolmentRefused.badCode();
        }
        if (row.serial() != null) {
            return repeated(row, row.serial(), request);
        }
        if (row.refusedAt() != null) {
            throw new EnrolmentRefused(
                    Reason.NOT_APPROVED, "an operator refused this device; ask the office, then enrol with a new code");
        }
        boolean isExpired = row.requestedAt() == null && row.expiresAt().isBefore(clock.instant());
        // A code that was made before the gateway was put out of force must not bring it back.
        if (isExpired || !state.mayBecome(EnrolmentState.ENROLLED)) {
            throw EnrolmentRefused.badCode();
        }
        codes.bind(row.hash(), request);
        boolean consented = row.approvedAt() != null && request.keyHash().equals(row.keyHash());
        Gateway gateway = registry.find(row.gateway()).orElseThrow(EnrolmentRefused::badCode);
        if (gateway.approval() && !consented) {
            return await(gateway, request);
        }
        return issue(gateway.id(), row.hash(), request);
    }

    /**
     * A new certificate for a device that shows one in force.
     *
     * @throws EnrolmentRefused if the certificate is not in force or the request is not by the same device
     */
    @Transactional
    public Outcome renew(X509Certificate shown, SigningRequest request) {
        GatewayId gateway = certificates.bearer(shown).orElseThrow(Enrolment::notInForce);
        requireSubject(gateway.gateway(), request);
        states.lock(gateway);
        if (certificates.bearer(shown).isEmpty()) {
            // It was revoked while this waited for the lock.
            throw notInForce();
        }
        Optional<Boards.Board> board = boards.of(gateway);
        String bound = board.map(Boards.Board::hardwareId).orElse(request.hardwareId());
        if (!bound.equals(request.hardwareId())) {
            throw new EnrolmentRefused(
                    Reason.OTHER_SUBJECT,
                    "serialNumber must be the hardware id of the enrolled board, but was '%s'; connect first, so that the office sees the new board"
                            .formatted(request.hardwareId()));
        }
        Instant aDayAgo = clock.instant().minus(SAME_RENEWAL);
        Optional<String> same = certificates.recent(gateway, request.keyHash(), aDayAgo);
        if (same.isPresent()) {
            return new Outcome.Issued(gateway, parse(same.get()));
        }
        if (certificates.renewedSince(gateway, aDayAgo) >= properties.renewalsPerDay()) {
            throw new EnrolmentRefused(
                    Reason.TOO_MANY_ATTEMPTS,
                    "a gateway gets at most %d certificates in 24 hours; use the last one, or wait"
                            .formatted(properties.renewalsPerDay()));
        }
        X509Certificate certificate = sign(gateway, request, Certificates.Origin.RENEWAL);
        if (board.isEmpty()) {
            boards.enrolled(gateway, request.hardwareId());
        }
        audit.append(
                "gateway:" + gateway.key(),
                "gateway.certificate-renewed",
                "gateway:" + gateway.key(),
                Map.of("serial", Certificates.serial(certificate)));
        return new Outcome.Issued(gateway, certificate);
    }

    private static EnrolmentRefused notInForce() {
        return new EnrolmentRefused(
                Reason.NOT_IN_FORCE,
                "the certificate is expired, revoked, or of a gateway that is out of force; enrol with a new code");
    }

    private static void requireSubject(String gateway, SigningRequest request) {
        if (!request.gateway().equals(gateway)) {
            throw new EnrolmentRefused(
                    Reason.OTHER_SUBJECT,
                    "CN must be the gateway's id '%s', but was '%s'".formatted(gateway, request.gateway()));
        }
    }

    /** The answer to the first request may have been lost; whoever has another key is somebody else. */
    private Outcome repeated(Codes.Row row, String serial, SigningRequest request) {
        if (!request.keyHash().equals(row.keyHash())) {
            throw EnrolmentRefused.badCode();
        }
        return new Outcome.Issued(
                row.gateway(), parse(certificates.pem(serial).orElseThrow(EnrolmentRefused::badCode)));
    }

    private Outcome await(Gateway gateway, SigningRequest request) {
        if (gateway.enrolment() == EnrolmentState.CODE_ISSUED) {
            states.move(
                    gateway.id(),
                    EnrolmentState.AWAITING_APPROVAL,
                    "gateway:" + gateway.id().key(),
                    Map.of("hardware", request.hardwareId()));
        }
        return new Outcome.Waiting(gateway.id(), properties.retryAfter());
    }

    /** One gateway is one device: what earlier devices hold in its name is worthless from now on. */
    private Outcome issue(GatewayId gateway, String codeHash, SigningRequest request) {
        X509Certificate certificate = sign(gateway, request, Certificates.Origin.CODE);
        String serial = Certificates.serial(certificate);
        codes.use(codeHash, serial);
        boards.enrolled(gateway, request.hardwareId());
        if (certificates.revokeAll(gateway, Optional.of(serial)) > 0) {
            registry.disconnect(gateway);
        }
        states.move(
                gateway,
                EnrolmentState.ENROLLED,
                "gateway:" + gateway.key(),
                Map.of("hardware", request.hardwareId(), "serial", serial));
        return new Outcome.Issued(gateway, certificate);
    }

    private X509Certificate sign(GatewayId gateway, SigningRequest request, Certificates.Origin origin) {
        X509Certificate certificate = authority.issueForGateway(
                gateway.account(),
                gateway.gateway(),
                Optional.of(request.hardwareId()),
                request.key(),
                properties.certificateValidity());
        certificates.add(gateway, request, origin, certificate);
        return certificate;
    }

    private static X509Certificate parse(String pem) {
        try {
            return KeyFiles.certificate(pem, "the registry");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
