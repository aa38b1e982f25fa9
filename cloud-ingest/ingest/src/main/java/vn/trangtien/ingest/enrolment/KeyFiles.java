package vn.trangtien.ingest.enrolment;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import vn.trangtien.ingest.disk.DataDirectory;

/** Keys and certificates as PEM files that only their owner may read. */
final class KeyFiles {

    private KeyFiles() {}

    static String pem(X509Certificate certificate) {
        return write(certificate);
    }

    static void write(Path file, PrivateKey key) throws IOException {
        DataDirectory.writePrivately(
                file, write(new JcaPKCS8Generator(key, null)).getBytes(US_ASCII));
    }

    static void write(Path file, X509Certificate certificate) throws IOException {
        DataDirectory.writePrivately(file, pem(certificate).getBytes(US_ASCII));
    }

    static PrivateKey readKey(Path file) throws IOException {
        Object content = read(Files.readString(file, US_ASCII));
        if (content instanceof PrivateKeyInfo key) {
            return new JcaPEMKeyConverter().getPrivateKey(key);
        }
        throw new IOException(file + " must hold a private key in PKCS#8, but holds " + describe(content));
    }

    static X509Certificate readCertificate(Path file) throws IOException {
        return certificate(Files.readString(file, US_ASCII), file.toString());
    }

    static X509Certificate certificate(String pem, String source) throws IOException {
        Object content = read(pem);
        if (content instanceof X509CertificateHolder holder) {
            try {
                return new JcaX509CertificateConverter().getCertificate(holder);
            } catch (CertificateException e) {
                throw new IOException(source + " holds a damaged certificate", e);
            }
        }
        throw new IOException(source + " must hold a certificate, but holds " + describe(content));
    }

    /** The first object of a PEM text; null if there is none. */
    static @org.jspecify.annotations.Nullable Object read(String pem) throws IOException {
        try (var parser = new PEMParser(new StringReader(pem))) {
            return parser.readObject();
        }
    }

    private static String describe(@org.jspecify.annotations.Nullable Object content) {
        return content == null ? "nothing" : content.getClass().getSimpleName();
    }

    private static String write(Object content) {
        var text = new StringWriter();
        try (var writer = new JcaPEMWriter(text)) {
            writer.writeObject(content);
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory failed", e);
        }
        return text.toString();
    }
}
