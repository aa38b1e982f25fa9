package vn.trangtien.ingest.enrolment;

import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.trangtien.ingest.registry.GatewayId;

/**
 * Codes out, certificates in exchange. A code works once; asking again with the same key returns the same certificate, because
 * the answer to the first request may have been lost on the way.
 */
@Service
public class Enrolment {

    /** A code as shown once to a person; only its hash is kept. */
    public record Code(String text, Instant expiresAt) {}

    /** What a gateway gets for its code. */
    record Enrolled(GatewayId gateway, String certificatePem, String authorityPem) {}

    private record Row(
            GatewayId gateway,
            OffsetDateTime expiresAt,
            @Nullable String keyHash,
            @Nullable String serial) {}

    private final JdbcClient jdbc;
    private final Certificates certificates;
    private final CertificateAuthority authority;
    private final EnrolmentProperties properties;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Enrolment(
            JdbcClient jdbc,
            Certificates certificates,
            CertificateAuthority authority,
            EnrolmentProperties properties,
            Clock clock) {
        this.jdbc = jdbc;
        this.certificates = certificates;
        this.authority = authority;
        this.properties = properties;
        this.clock = clock;
    }

    /** A new code for a registered gateway. Codes made earlier and not used become worthless. */
    @Transactional
    public Code issueCode(GatewayId gateway) {
        Instant now = clock.instant();
        jdbc.sql(
                        "delete from ingest.enrolment_code where account = :account and gateway = :gateway and used_at is null")
                .param("account", gateway.account())
                .param("gateway", gateway.gateway())
                .update();
        String code = OneTimeCode.make(random);
        Instant expires = now.plus(properties.codeValidity());
        jdbc.sql("insert into ingest.enrolment_code (code_hash, account, gateway, created_at, expires_at)"
                        + " values (:hash, :account, :gateway, :now, :expires)")
                .param("hash", OneTimeCode.hash(code))
                .param("account", gateway.account())
                .param("gateway", gateway.gateway())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("expires", expires.atOffset(ZoneOffset.UTC))
                .update();
        return new Code(code, expires);
    }

    /**
     * Exchanges a one-time code for a certificate; the same code with the same key gets the same certificate again.
     *
     * @throws EnrolmentRefused if the code or the request is not acceptable
     */
    @Transactional
    public Enrolled enrol(String code, String csrPem) {
        SigningRequest request = SigningRequest.read(csrPem);
        String hash = OneTimeCode.hash(code);
        Row row = lock(hash).orElseThrow(Enrolment::badCode);
        String authorityPem = KeyFiles.pem(authority.certificate());
        if (row.serial() != null) {
            if (!request.keyHash().equals(row.keyHash())) {
                throw badCode();
            }
            return new Enrolled(row.gateway(), certificates.pem(row.serial()), authorityPem);
        }
        Instant now = clock.instant();
        if (row.expiresAt().toInstant().isBefore(now)) {
            throw badCode();
        }
        X509Certificate certificate = authority.issueForGateway(
                row.gateway().account(),
                row.gateway().gateway(),
                java.util.Optional.empty(),
                request.key(),
                properties.certificateValidity());
        certificates.add(row.gateway(), request.keyHash(), certificate);
        jdbc.sql("update ingest.enrolment_code set used_at = :now, key_hash = :key, serial = :serial"
                        + " where code_hash = :hash")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("key", request.keyHash())
                .param("serial", Certificates.serial(certificate))
                .param("hash", hash)
                .update();
        return new Enrolled(row.gateway(), KeyFiles.pem(certificate), authorityPem);
    }

    private Optional<Row> lock(String hash) {
        return jdbc.sql("select account, gateway, expires_at, key_hash, serial from ingest.enrolment_code"
                        + " where code_hash = :hash for update")
                .param("hash", hash)
                .query((row, number) -> new Row(
                        new GatewayId(row.getString("account"), row.getString("gateway")),
                        row.getObject("expires_at", OffsetDateTime.class),
                        row.getString("key_hash"),
                        row.getString("serial")))
                .optional();
    }

    private static EnrolmentRefused badCode() {
        return new EnrolmentRefused(
                EnrolmentRefused.Reason.BAD_CODE,
                "code: not known, expired, or used with another key; ask for a new code on the gateways page");
    }
}
