package vn.trangtien.box.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import vn.trangtien.gateway.enrol.GatewayIdentity;

/** Certificates for one broker and one gateway, for the length of a measurement. */
final class BenchAuthority {

    static final String PASSWORD = "bench";

    private static final String ACCOUNT = "hue";
    private static final String NAME = "CN=bench";

    private final Clock clock;
    private final KeyPair keys;
    private final X509Certificate certificate;
    private long serial = 1;

    BenchAuthority(Clock clock) throws GeneralSecurityException {
        this.clock = clock;
        this.keys = keyPair();
        this.certificate = sign(NAME, keys, true);
    }

    GatewayIdentity identity(String gateway, URI broker) throws GeneralSecurityException {
        KeyPair pair = keyPair();
        return new GatewayIdentity(
                ACCOUNT,
                gateway,
                broker,
                pair.getPrivate(),
                List.of(sign("CN=" + gateway, pair, false)),
                List.of(certificate));
    }

    /** As an enrolment leaves it behind. */
    static void write(GatewayIdentity identity, Path directory) throws IOException, GeneralSecurityException {
        Files.createDirectories(directory);
        Files.writeString(
                directory.resolve("key.pem"), pem("PRIVATE KEY", identity.key().getEncoded()));
        Files.writeString(
                directory.resolve("certificate.pem"),
                pem("CERTIFICATE", identity.chain().get(0).getEncoded()));
        Files.writeString(
                directory.resolve("ca.pem"),
                pem("CERTIFICATE", identity.authorities().get(0).getEncoded()));
        Files.writeString(
                directory.resolve("identity.properties"),
                "account=%s%nclientId=%s%nbroker=%s%n"
                        .formatted(identity.account(), identity.clientId(), identity.broker()));
    }

    void writeBrokerStores(Path keyStore, Path trustStore) throws IOException, GeneralSecurityException {
        KeyPair pair = keyPair();
        KeyStore own = KeyStore.getInstance("PKCS12");
        own.load(null, null);
        own.setKeyEntry("broker", pair.getPrivate(), PASSWORD.toCharArray(), new Certificate[] {
            sign("CN=localhost", pair, false)
        });
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("authority", certificate);
        for (var store : List.of(new Written(own, keyStore), new Written(trusted, trustStore))) {
            try (OutputStream out = Files.newOutputStream(store.file())) {
                store.keys().store(out, PASSWORD.toCharArray());
            }
        }
    }

    private record Written(KeyStore keys, Path file) {}

    private static KeyPair keyPair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private X509Certificate sign(String subject, KeyPair pair, boolean authority) throws GeneralSecurityException {
        Instant now = clock.instant();
        try {
            var builder = new JcaX509v3CertificateBuilder(
                    new X500Name(NAME),
                    BigInteger.valueOf(serial++),
                    Date.from(now.minus(Duration.ofHours(1))),
                    Date.from(now.plus(Duration.ofDays(1))),
                    new X500Name(subject),
                    pair.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
            if (!authority) {
                builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName[] {
                    new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
                    new GeneralName(GeneralName.dNSName, "localhost")
                }));
            }
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
        } catch (CertIOException | OperatorCreationException e) {
            throw new GeneralSecurityException("cannot sign a certificate", e);
        }
    }

    private static String pem(String what, byte[] der) {
        return "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n"
                .formatted(what, Base64.getMimeEncoder().encodeToString(der));
    }
}
