package vn.trangtien.wire.request;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** An authority and who it lets sign, around a moment that never changes. */
record TestSigner(X509Certificate authority, KeyPair keys, X509Certificate certificate) {

    static final Instant NOW = Instant.parse("2026-11-23T02:00:00Z");

    static TestSigner forCommands(String authority) throws Exception {
        return issued(authority, KeyPurposeId.id_kp_codeSigning);
    }

    static TestSigner issued(String authorityName, KeyPurposeId purpose) throws Exception {
        return named(authorityName, "CN=city-commands", purpose);
    }

    static TestSigner named(String authorityName, String subject, KeyPurposeId purpose) throws Exception {
        KeyPair root = keyPair();
        KeyPair own = keyPair();
        X500Name name = new X500Name("CN=" + authorityName);
        return new TestSigner(
                certificate(name, root, name, root, purpose),
                own,
                certificate(name, root, new X500Name(subject), own, purpose));
    }

    private static X509Certificate certificate(
            X500Name issuer, KeyPair by, X500Name subject, KeyPair of, KeyPurposeId purpose) throws Exception {
        var builder = new JcaX509v3CertificateBuilder(
                issuer,
                BigInteger.ONE,
                Date.from(NOW.minus(Duration.ofDays(1))),
                Date.from(NOW.plus(Duration.ofDays(1))),
                subject,
                of.getPublic());
        builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(by.getPrivate())));
    }

    private static KeyPair keyPair() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    Request seal(Request request) throws Exception {
        return RequestSeal.seal(request, NOW, Duration.ofMinutes(5), keys.getPrivate(), certificate);
    }
}
