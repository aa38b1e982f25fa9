package vn.trangtien.gateway.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.trangtien.gateway.enrol.KnownTime;

/**
 * The certificate of the page on the network: made here, signed by itself, the same over restarts so that a browser that was
 * told to trust it goes on. Nobody else vouches for it; its fingerprint is shown beside the code, to be compared.
 */
public final class PageCertificate {

    private static final Logger LOG = LoggerFactory.getLogger(PageCertificate.class);
    private static final String FILE = "page.p12";
    private static final String ALIAS = "page";

    /** Of no secrecy: the file's permissions keep the key. PKCS#12 asks for one. */
    private static final char[] PASSWORD = "page".toCharArray();

    /** Browsers accept nothing longer. */
    private static final Duration LIFE = Duration.ofDays(397);

    private static final Duration RENEWED_BEFORE = Duration.ofDays(30);

    /** A clock that is not set yet must not make a certificate that is not valid when it is. */
    private static final Duration BACKDATED = Duration.ofDays(1);

    private final KeyStore store;

    private PageCertificate(KeyStore store) {
        this.store = store;
    }

    /**
     * That of the folder, or a new one.
     *
     * @param name of the gateway
     * @param time a clock that is known to be wrong makes and refuses nothing by what it says
     * @throws IOException if it can neither be read nor made
     */
    static PageCertificate open(Path folder, String name, KnownTime time) throws IOException {
        Path file = folder.resolve(FILE);
        try {
            Optional<KeyStore> kept = read(file);
            if (kept.isPresent() && isGood(kept.get(), time)) {
                return new PageCertificate(kept.get());
            }
            KeyStore made = make(name, time.instant());
            write(folder, file, made);
            return new PageCertificate(made);
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IOException("the page's certificate cannot be made: " + e.getMessage(), e);
        }
    }

    /**
     * SHA-256 of the certificate in a folder, as browsers show it; empty before the page was first opened to the network.
     *
     * @param folder {@code <data>/page}
     */
    public static Optional<String> fingerprint(Path folder) throws IOException {
        try {
            Optional<KeyStore> kept = read(folder.resolve(FILE));
            return kept.isEmpty() ? Optional.empty() : Optional.of(new PageCertificate(kept.get()).fingerprint());
        } catch (GeneralSecurityException e) {
            throw new IOException("the page's certificate cannot be read: " + e.getMessage(), e);
        }
    }

    String fingerprint() throws GeneralSecurityException {
        byte[] digest = MessageDigest.getInstance("SHA-256")
                .digest(store.getCertificate(ALIAS).getEncoded());
        return HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest);
    }

    SSLContext context() throws IOException {
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("the page's certificate cannot be used: " + e.getMessage(), e);
        }
    }

    private static Optional<KeyStore> read(Path file) throws GeneralSecurityException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
            return store.containsAlias(ALIAS) ? Optional.of(store) : Optional.empty();
        } catch (IOException e) {
            LOG.warn("page certificate=unreadable reason=\"{}\" remedy=\"a new one is made\"", e.toString());
            return Optional.empty();
        }
    }

    /** Before the clock is set every certificate seems to begin in the future; that is no reason to make another. */
    private static boolean isGood(KeyStore store, KnownTime time) throws GeneralSecurityException {
        Instant now = time.instant();
        return store.getCertificate(ALIAS) instanceof X509Certificate certificate
                && now.plus(RENEWED_BEFORE).isBefore(certificate.getNotAfter().toInstant())
                && (time.isClockWrong()
                        || !now.isBefore(certificate.getNotBefore().toInstant()));
    }

    private static KeyStore make(String name, Instant now)
            throws GeneralSecurityException, OperatorCreationException, IOException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair keys = generator.generateKeyPair();
        var subject = new X500Name("CN=" + name);
        var certificate = new JcaX509v3CertificateBuilder(
                        subject,
                        new BigInteger(120, new SecureRandom()),
                        Date.from(now.minus(BACKDATED)),
                        Date.from(now.plus(LIFE).minus(BACKDATED)),
                        subject,
                        keys.getPublic())
                .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                .addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
                .addExtension(Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName[] {
                    new GeneralName(GeneralName.dNSName, name.toLowerCase(Locale.ROOT)),
                    new GeneralName(GeneralName.dNSName, name.toLowerCase(Locale.ROOT) + ".local")
                }));
        X509Certificate signed = new JcaX509CertificateConverter()
                .getCertificate(
                        certificate.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, PASSWORD);
        store.setKeyEntry(ALIAS, keys.getPrivate(), PASSWORD, new Certificate[] {signed});
        return store;
    }

    private static void write(Path folder, Path file, KeyStore store) throws IOException, GeneralSecurityException {
        PageCodes.makeFolder(folder);
        Path fresh = Files.createTempFile(
                folder,
                "page",
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (OutputStream out = Files.newOutputStream(fresh)) {
            store.store(out, PASSWORD);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
