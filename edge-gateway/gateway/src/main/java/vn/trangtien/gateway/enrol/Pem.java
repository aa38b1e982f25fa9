package vn.trangtien.gateway.enrol;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.List;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;
import org.bouncycastle.util.io.pem.PemWriter;

/** Keys and certificates as text. */
final class Pem {

    private Pem() {}

    static String write(String type, byte[] der) throws IOException {
        var text = new StringWriter();
        try (var writer = new PemWriter(text)) {
            writer.writeObject(new PemObject(type, der));
        }
        return text.toString();
    }

    static String write(List<X509Certificate> certificates) throws IOException, GeneralSecurityException {
        var text = new StringBuilder();
        for (X509Certificate certificate : certificates) {
            text.append(write("CERTIFICATE", certificate.getEncoded()));
        }
        return text.toString();
    }

    /** EC on P-256. */
    static KeyPair newKey() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    static PrivateKey key(String pem) throws IOException, GeneralSecurityException {
        try (var reader = new PemReader(new StringReader(pem))) {
            PemObject object = reader.readPemObject();
            if (object == null || !object.getType().equals("PRIVATE KEY")) {
                throw new IOException("not a PKCS#8 private key in PEM");
            }
            return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(object.getContent()));
        }
    }

    static PublicKey publicKey(String pem) throws IOException, GeneralSecurityException {
        try (var reader = new PemReader(new StringReader(pem))) {
            PemObject object = reader.readPemObject();
            if (object == null) {
                throw new IOException("not a public key in PEM");
            }
            return KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(object.getContent()));
        }
    }

    static List<X509Certificate> certificates(String pem) throws GeneralSecurityException {
        return CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))
                .stream()
                .map(X509Certificate.class::cast)
                .toList();
    }
}
