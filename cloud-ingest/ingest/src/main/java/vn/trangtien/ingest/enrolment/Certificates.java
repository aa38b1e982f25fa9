package vn.trangtien.ingest.enrolment;

import java.security.cert.X509Certificate;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.trangtien.ingest.registry.GatewayId;

/** Every certificate that was ever issued to a gateway. Thread-safe. */
@Repository
public class Certificates {

    /** How a certificate was come by. */
    public enum Origin {
        CODE,
        RENEWAL
    }

    /**
     * One certificate.
     *
     * @param serial in hex
     * @param hardwareId the board that asked for it; absent on those of earlier versions
     */
    public record Issued(
            String serial,
            GatewayId gateway,
            @Nullable String hardwareId,
            Origin origin,
            Instant issuedAt,
            Instant notAfter,
            @Nullable Instant revokedAt) {

        public boolean isInForceAt(Instant now) {
            return revokedAt == null && notAfter.isAfter(now);
        }
    }

    private static final String COLUMNS =
            "serial, account, gateway, hardware, origin, issued_at, not_after, revoked_at";

    private final JdbcClient jdbc;
    private final Clock clock;

    public Certificates(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * The gateway that may connect with this certificate: issued by us, neither expired nor revoked, to a gateway in force whose
     * name is the common name. TLS has already checked the signature.
     */
    public Optional<GatewayId> bearer(X509Certificate certificate) {
        return commonName(certificate)
                .flatMap(name -> jdbc.sql("select c.account, c.gateway from ingest.certificate c"
                                + " join ingest.gateway g on g.account = c.account and g.gateway = c.gateway"
                                + " where c.serial = :serial and c.gateway = :name and c.revoked_at is null"
                                + " and c.not_after > :now and g.active and g.enrolment in ('ENROLLED', 'ACTIVE')")
                        .param("serial", serial(certificate))
                        .param("name", name)
                        .param("now", now())
                        .query((row, number) -> new GatewayId(row.getString("account"), row.getString("gateway")))
                        .optional());
    }

    /** All of a gateway, newest first. */
    public List<Issued> of(GatewayId gateway) {
        return jdbc.sql("select " + COLUMNS + " from ingest.certificate where account = :account and gateway = :gateway"
                        + " order by issued_at desc, serial")
                .param("account", gateway.account())
                .param("gateway", gateway.gateway())
                .query(Certificates::issued)
                .list();
    }

    public Optional<Issued> find(String serial) {
        return jdbc.sql("select " + COLUMNS + " from ingest.certificate where serial = :serial")
                .param("serial", serial)
                .query(Certificates::issued)
                .optional();
    }

    /** Makes every certificate of the gateway worthless for new connections, except the given one. */
    int revokeAll(GatewayId gateway, Optional<String> exceptSerial) {
        return jdbc.sql("update ingest.certificate set revoked_at = :now where account = :account"
                        + " and gateway = :gateway and revoked_at is null and serial <> :except")
                .param("now", now())
                .param("account", gateway.account())
                .param("gateway", gateway.gateway())
                .param("except", exceptSerial.orElse(""))
                .update();
    }

    /** @return whether it was in force until now */
    boolean revoke(String serial) {
        return jdbc.sql("update ingest.certificate set revoked_at = :now where serial = :serial and revoked_at is null")
                        .param("now", now())
                        .param("serial", serial)
                        .update()
                == 1;
    }

    void add(GatewayId gateway, SigningRequest request, Origin origin, X509Certificate certificate) {
        jdbc.sql(
                        "insert into ingest.certificate (serial, account, gateway, key_hash, pem, not_before, not_after, hardware,"
                                + " origin, issued_at) values (:serial, :account, :gateway, :key, :pem, :from, :to, :hardware,"
                                + " :origin, :now)")
                .param("serial", serial(certificate))
                .param("account", gateway.account())
                .param("gateway", gateway.gateway())
                .param("key", request.keyHash())
                .param("pem", KeyFiles.pem(certificate))
                .param("from", certificate.getNotBefore().toInstant().atOffset(ZoneOffset.UTC))
                .param("to", certificate.getNotAfter().toInstant().atOffset(ZoneOffset.UTC))
                .param("hardware", request.hardwareId())
                .param("origin", origin.name())
                .param("now", now())
                .update();
    }

    /** A certificate in force for this very key that was issued since then. */
    Optional<String> recent(GatewayId gateway, String keyHash, Instant since) {
        return jdbc.sql(
                        "select pem from ingest.certificate where account = :account and gateway = :gateway"
                                + " and key_hash = :key and revoked_at is null and issued_at > :since order by issued_at desc limit 1")
                .param("account", gateway.account())
                .param("gateway", gateway.gateway())
                .param("key", keyHash)
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query(String.class)
                .optional();
    }

    int renewedSince(GatewayId gateway, Instant since) {
        return jdbc.sql("select count(*) from ingest.certificate where account = :account and gateway = :gateway"
                        + " and origin = 'RENEWAL' and issued_at > :since")
                .param("account", gateway.account())
                .param("gateway", gateway.gateway())
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query(Integer.class)
                .single();
    }

    /** The certificate as PEM, if it is still in force. */
    Optional<String> pem(String serial) {
        return jdbc.sql("select pem from ingest.certificate where serial = :serial and revoked_at is null"
                        + " and not_after > :now")
                .param("serial", serial)
                .param("now", now())
                .query(String.class)
                .optional();
    }

    static String serial(X509Certificate certificate) {
        return certificate.getSerialNumber().toString(16);
    }

    static Optional<String> commonName(X509Certificate certificate) {
        try {
            for (Rdn part : new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()) {
                if (part.getType().equalsIgnoreCase("CN")) {
                    return Optional.of(part.getValue().toString());
                }
            }
        } catch (InvalidNameException damaged) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private static Issued issued(ResultSet row, int number) throws SQLException {
        Timestamp revoked = row.getTimestamp("revoked_at");
        return new Issued(
                row.getString("serial"),
                new GatewayId(row.getString("account"), row.getString("gateway")),
                row.getString("hardware"),
                Origin.valueOf(row.getString("origin")),
                row.getTimestamp("issued_at").toInstant(),
                row.getTimestamp("not_after").toInstant(),
                revoked == null ? null : revoked.toInstant());
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
