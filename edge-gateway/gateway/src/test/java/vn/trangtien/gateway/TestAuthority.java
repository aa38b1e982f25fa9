package vn.trangtien.gateway;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;
import vn.trangtien.gateway.enrol.GatewayIdentity;

/** A certificate authority for the length of a test. */
public final class TestAuthority {

    public static final String PASSWORD = "changeit";

    /** Whoever checks a certificate looks at the clock of the computer. */
    private static final Clock CLOCK = Clock.systemUTC();

    private final KeyPair keys = keyPair();
    private final X509Certificate certificate;
    private long serial = 1;

    public TestAuthority(String name) {
        certificate = sign(name, keys.getPublic(), true, "CN=" + name);
    }

    public X509Certificate certificate() {
        return certificate;
    }

    public GatewayIdentity identity(String account, String clientId, URI broker) {
        return identity(account, clientId, broker, Duration.ofDays(1));
    }

    /** @param left time until the certificate expires; negative for one that has */
    public GatewayIdentity identity(String account, String clientId, URI broker, Duration left) {
        KeyPair pair = keyPair();
        return new GatewayIdentity(
                account,
                clientId,
                broker,
                pair.getPrivate(),
                List.of(sign(clientId, pair.getPublic(), false, null, left)),
                List.of(certificate));
    }

    /** Key and certificate of somebody who signs commands or releases. */
    public record Signer(PrivateKey key, X509Certificate certificate) {}

    /** Somebody whom this authority lets sign commands and releases. */
    public Signer signer(String name) {
        KeyPair pair = keyPair();
        return new Signer(pair.getPrivate(), sign(name, pair.getPublic(), false, null, KeyPurposeId.id_kp_codeSigning));
    }

    /** The certificate that a request asks for, named {@code commonName}. */
    public X509Certificate sign(String csrPem, String commonName) throws IOException, GeneralSecurityException {
        try (var parser = new PEMParser(new StringReader(csrPem))) {
            var request = new JcaPKCS10CertificationRequest((PKCS10CertificationRequest) parser.readObject());
            return sign(commonName, request.getPublicKey(), false, null);
        }
    }

    public static String pem(X509Certificate some) throws IOException {
        var text = new StringWriter();
        try (var writer = new JcaPEMWriter(text)) {
            writer.writeObject(some);
        }
        return text.toString();
    }

    /** PKCS#12 files for a broker on this machine. */
    public void writeBrokerStores(Path keyStore, Path trustStore) throws GeneralSecurityException, IOException {
        KeyPair pair = keyPair();
        KeyStore own = KeyStore.getInstance("PKCS12");
        own.load(null, null);
        own.setKeyEntry("broker", pair.getPrivate(), PASSWORD.toCharArray(), new Certificate[] {
            sign("broker", pair.getPublic(), false, null)
        });
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("ca", certificate);
        try (OutputStream out = Files.newOutputStream(keyStore)) {
            own.store(out, PASSWORD.toCharArray());
        }
        try (OutputStream out = Files.newOutputStream(trustStore)) {
            trusted.store(out, PASSWORD.toCharArray());
        }
    }

    private X509Certificate sign(
            String subject, PublicKey key, boolean authority, String issuer, KeyPurposeId... purposes) {
        return sign(subject, key, authority, issuer, Duration.ofDays(1), purposes);
    }

    private X509Certificate sign(
            String subject, PublicKey key, boolean authority, String issuer, Duration left, KeyPurposeId... purposes) {
        try {
            Instant now = CLOCK.instant();
            var builder = new JcaX509v3CertificateBuilder(
                    new X500Name(
                            issuer == null
                                    ? certificate.getSubjectX500Principal().getName()
                                    : issuer),
                    BigInteger.valueOf(serial++),
                    Date.from(now.minus(Duration.ofDays(2))),
                    Date.from(now.plus(left)),
                    new X500Name("CN=" + subject),
                    key);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
            if (purposes.length > 0) {
                builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purposes));
            }
            builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName[] {
                new GeneralName(GeneralName.iPAddress, "127.0.0.1"), new GeneralName(GeneralName.dNSName, "localhost")
            }));
            var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate());
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new AssertionError(e);
        }
    }

    private static KeyPair keyPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
