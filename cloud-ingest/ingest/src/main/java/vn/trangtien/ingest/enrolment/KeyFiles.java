package vn.trangtien.ingest.enrolment;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8DecryptorProviderBuilder;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.trangtien.ingest.disk.DataDirectory;

/**
 * Certificates as PEM files, and private keys as PKCS#8 PEM files encrypted with PBES2: AES-256-CBC under a key that PBKDF2 with
 * HMAC-SHA-256 derives in 200,000 rounds. OpenSSL reads them. Only their owner may read either.
 */
final class KeyFiles {

    private static final Logger LOG = LoggerFactory.getLogger(KeyFiles.class);
    private static final ASN1ObjectIdentifier CIPHER = PKCS8Generator.AES_256_CBC;
    private static final int ROUNDS = 200_000;
    /** Its names for key derivation functions are not those of the Java platform; not registered for anybody else. */
    private static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();

    private KeyFiles() {}

    static String pem(X509Certificate certificate) {
        return write(certificate);
    }

    static void write(Path file, PrivateKey key, Passphrase passphrase) throws IOException {
        try {
            var encryptor = new JceOpenSSLPKCS8EncryptorBuilder(CIPHER)
                    .setProvider(PROVIDER)
                    .setPRF(PKCS8Generator.PRF_HMACSHA256)
                    .setIterationCount(ROUNDS)
                    .setPassword(passphrase.characters())
                    .build();
            DataDirectory.writePrivately(
                    file, write(new JcaPKCS8Generator(key, encryptor)).getBytes(US_ASCII));
        } catch (OperatorCreationException e) {
            throw new IllegalStateException("this Java cannot encrypt with AES-256", e);
        }
    }

    static void write(Path file, X509Certificate certificate) throws IOException {
        DataDirectory.writePrivately(file, pem(certificate).getBytes(US_ASCII));
    }

    /**
     * The key in the file. One that an earlier version wrote in the clear is encrypted on the spot, and what stood on the disk is
     * overwritten before the file is given up.
     */
    static PrivateKey readKey(Path file, Passphrase passphrase) throws IOException {
        Object content = parse(Files.readString(file, US_ASCII));
        if (content instanceof PKCS8EncryptedPrivateKeyInfo encrypted) {
            removePlain(file);
            return new JcaPEMKeyConverter().getPrivateKey(decrypted(file, encrypted, passphrase));
        }
        if (content instanceof PrivateKeyInfo plain) {
            PrivateKey key = new JcaPEMKeyConverter().getPrivateKey(plain);
            encryptInPlace(file, key, passphrase);
            return key;
        }
        throw new IOException(file + " must hold a private key in PKCS#8, but holds " + describe(content));
    }

    static X509Certificate readCertificate(Path file) throws IOException {
        return certificate(Files.readString(file, US_ASCII), file.toString());
    }

    static X509Certificate certificate(String pem, String source) throws IOException {
        Object content = parse(pem);
        if (content instanceof X509CertificateHolder holder) {
            try {
                return new JcaX509CertificateConverter().getCertificate(holder);
            } catch (CertificateException e) {
                throw new IOException(source + " holds a damaged certificate", e);
            }
        }
        throw new IOException(source + " must hold a certificate, but holds " + describe(content));
    }

    private static PrivateKeyInfo decrypted(Path file, PKCS8EncryptedPrivateKeyInfo key, Passphrase passphrase)
            throws IOException {
        try {
            return key.decryptPrivateKeyInfo(new JceOpenSSLPKCS8DecryptorProviderBuilder()
                    .setProvider(PROVIDER)
                    .build(passphrase.characters()));
        } catch (PKCSException | OperatorCreationException e) {
            throw new IOException(
                    "%s cannot be decrypted; trangtien.ingest.enrolment.ca.passphrase must be the one it was written with"
                            .formatted(file),
                    e);
        }
    }

    /** The plain file stays until the encrypted one is safely there; then its bytes are overwritten where they were. */
    private static void encryptInPlace(Path file, PrivateKey key, Passphrase passphrase) throws IOException {
        Path plain = plain(file);
        Files.deleteIfExists(plain);
        Files.createLink(plain, file);
        write(file, key, passphrase);
        removePlain(file);
        LOG.info("file={} event=key-encrypted", file);
    }

    /** Also what a crash in the middle of encrypting left behind. */
    private static void removePlain(Path file) throws IOException {
        Path plain = plain(file);
        if (Files.exists(plain)) {
            overwrite(plain);
            Files.delete(plain);
        }
    }

    private static Path plain(Path file) {
        return file.resolveSibling(file.getFileName() + ".plain");
    }

    private static void overwrite(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            var zeros = ByteBuffer.allocate((int) channel.size());
            while (zeros.hasRemaining()) {
                channel.write(zeros);
            }
            channel.force(true);
        }
    }

    /** The first object of a PEM text; null if there is none. */
    static @Nullable Object parse(String pem) throws IOException {
        try (var parser = new PEMParser(new StringReader(pem))) {
            return parser.readObject();
        }
    }

    private static String describe(@Nullable Object content) {
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
