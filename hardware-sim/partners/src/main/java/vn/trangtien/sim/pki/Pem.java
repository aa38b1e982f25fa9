package vn.trangtien.sim.pki;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;

/** The text form in which openssl and everybody else reads certificates and keys. */
final class Pem {

    private static final int LINE = 64;

    private Pem() {}

    static String of(Collection<X509Certificate> certificates) throws GeneralSecurityException {
        var text = new StringBuilder();
        for (X509Certificate certificate : certificates) {
            text.append(block("CERTIFICATE", certificate.getEncoded()));
        }
        return text.toString();
    }

    static String of(PrivateKey key) {
        return block("PRIVATE KEY", key.getEncoded());
    }

    static X509Certificate certificate(Path file) throws IOException, GeneralSecurityException {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(file)));
    }

    /** @param algorithm RSA or EC; the file does not say it in plain words */
    static PrivateKey key(Path file, String algorithm) throws IOException, GeneralSecurityException {
        String body = Files.readString(file, US_ASCII).replaceAll("-----[A-Z ]+-----", "");
        return KeyFactory.getInstance(algorithm)
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(body)));
    }

    private static String block(String what, byte[] der) {
        return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
                .formatted(
                        what,
                        Base64.getMimeEncoder(LINE, "\n".getBytes(US_ASCII)).encodeToString(der));
    }
}
