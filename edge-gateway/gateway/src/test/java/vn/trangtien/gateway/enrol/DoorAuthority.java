package vn.trangtien.gateway.enrol;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PublicKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;

/** A city's authority whose certificates are good for whatever time a test needs. */
final class DoorAuthority {

    static final char[] PASSWORD = "changeit".toCharArray();

    private static final Instant BEGIN = Instant.parse("2020-01-01T00:00:00Z");

    private final String name;
    private final KeyPair keys;
    private final X509Certificate certificate;
    private long serial = 1;

    DoorAuthority(String name) throws GeneralSecurityException, IOException {
        this.name = "CN=" + name;
        keys = Pem.newKey();
        certificate = sign(this.name, keys.getPublic(), true, BEGIN, BEGIN.plus(Duration.ofDays(7300)));
    }

    X509Certificate certificate() {
        return certificate;
    }

    /** The certificate that a request (DER) asks for. */
    X509Certificate sign(byte[] csr, String commonName, Instant from, Instant to)
            throws GeneralSecurityException, IOException {
        PublicKey key = new JcaPKCS10CertificationRequest(csr).getPublicKey();
        return sign("CN=" + commonName, key, false, from, to);
    }

    /** Key and certificate of a server on this machine. */
    KeyStore server(Instant from, Instant to) throws GeneralSecurityException, IOException {
        KeyPair pair = Pem.newKey();
        KeyStore own = KeyStore.getInstance("PKCS12");
        own.load(null, null);
        own.setKeyEntry("server", pair.getPrivate(), PASSWORD, new Certificate[] {
            sign("CN=door", pair.getPublic(), false, from, to), certificate
        });
        return own;
    }

    private X509Certificate sign(String subject, PublicKey key, boolean authority, Instant from, Instant to)
            throws GeneralSecurityException, IOException {
        var builder = new JcaX509v3CertificateBuilder(
                        new X500Name(name),
                        BigInteger.valueOf(serial++),
                        Date.from(from),
                        Date.from(to),
                        new X500Name(subject),
                        key)
                .addExtension(Extension.basicConstraints, true, new BasicConstraints(authority))
                .addExtension(
                        Extension.subjectAlternativeName,
                        false,
                        new GeneralNames(new GeneralName(GeneralName.iPAddress, "127.0.0.1")));
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException(e);
        }
    }
}
