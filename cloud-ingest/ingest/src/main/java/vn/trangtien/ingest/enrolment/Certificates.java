package vn.trangtien.ingest.enrolment;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.trangtien.ingest.registry.GatewayId;

/** Every certificate that was ever issued to a gateway. Thread-safe. */
@Repository
public class Certificates {

    private final JdbcClient jdbc;
    private final Clock clock;

    public Certificates(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * The gateway that may connect with this certificate: issued by us, neither expired nor revoked, to an active gateway whose
     * name is the common name. TLS has already checked the signature.
     */
    public Optional<GatewayId> bearer(X509Certificate certificate) {
        return commonName(certificate)
                .flatMap(name -> jdbc.sql("select c.account, c.gateway from ingest.certificate c"
                                + " join ingest.gateway g on g.account = c.account and g.gateway = c.gateway"
                                + " where c.serial = :serial and c.gateway = :name and c.revoked_at is null"
                                + " and c.not_after > :now and g.active")
                        .param("serial", serial(certificate))
                        .param("name", name)
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .query((row, number) -> new GatewayId(row.getString("account"), row.getString("gateway")))
                        .optional());
    }

    /** Makes every certificate of the gateway worthless for new connections. */
    public int revokeAll(GatewayId gateway) {
        return jdbc.sql("update ingest.certificate set revoked_at = :now"
                        + " where account = :account and gateway = :gateway and revoked_at is null")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("account", gateway.account())
                .param("gateway", gateway.gateway())
                .update();
    }

    void add(GatewayId gateway, String keyHash, X509Certificate certificate) {
        jdbc.sql("insert into ingest.certificate (serial, account, gateway, key_hash, pem, not_before, not_after)"
                        + " values (:serial, :account, :gateway, :key, :pem, :from, :to)")
                .param("serial", serial(certificate))
                .param("account", gateway.account())
                .param("gateway", gateway.gateway())
                .param("key", keyHash)
                .param("pem", KeyFiles.pem(certificate))
                .param("from", certificate.getNotBefore().toInstant().atOffset(ZoneOffset.UTC))
                .param("to", certificate.getNotAfter().toInstant().atOffset(ZoneOffset.UTC))
                .update();
    }

    String pem(String serial) {
        return jdbc.sql("select pem from ingest.certificate where serial = :serial")
                .param("serial", serial)
                .query(String.class)
                .single();
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
}
