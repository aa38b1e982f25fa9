package vn.trangtien.gateway.enrol;

import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/**
 * The directory that holds an identity: {@code key.pem} (readable by the owner only), {@code public.pem}, {@code ca.pem},
 * {@code certificate.pem} and {@code identity.properties}, which is written last and makes the identity complete.
 */
public final class IdentityStore {

    private static final String KEY = "key.pem";
    private static final String CERTIFICATE = "certificate.pem";
    private static final String CA = "ca.pem";
    private static final String FACTS = "identity.properties";

    private final Path directory;

    public IdentityStore(Path directory) {
        this.directory = directory;
    }

    /**
     * The identity, if enrolment has been completed.
     *
     * @throws EnrolmentException if files are there and cannot be used
     */
    public Optional<GatewayIdentity> load() throws EnrolmentException {
        if (!Files.exists(directory.resolve(FACTS))) {
            return Optional.empty();
        }
        try {
            var facts = new Properties();
            facts.load(new StringReader(Files.readString(directory.resolve(FACTS))));
            return Optional.of(new GatewayIdentity(
                    need(facts, "account"),
                    need(facts, "clientId"),
                    URI.create(need(facts, "broker")),
                    Pem.key(Files.readString(directory.resolve(KEY))),
                    Pem.certificates(Files.readString(directory.resolve(CERTIFICATE))),
                    Pem.certificates(Files.readString(directory.resolve(CA)))));
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new EnrolmentException(
                    "the identity in %s cannot be read (%s); remove the directory and enrol again"
                            .formatted(directory, e.getMessage()),
                    e);
        }
    }

    private static String need(Properties facts, String name) throws IOException {
        String value = facts.getProperty(name, "");
        if (value.isBlank()) {
            throw new IOException(FACTS + " lacks " + name);
        }
        return value;
    }

    /** The key of an earlier, unfinished enrolment, or a new one. A repeated enrolment thus asks for the same certificate. */
    KeyPair keyPair() throws IOException, GeneralSecurityException {
        Path keyFile = directory.resolve(KEY);
        Path publicFile = directory.resolve("public.pem");
        if (Files.exists(keyFile) && Files.exists(publicFile)) {
            PrivateKey key = Pem.key(Files.readString(keyFile));
            return new KeyPair(Pem.publicKey(Files.readString(publicFile)), key);
        }
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair pair = generator.generateKeyPair();
        Files.createDirectories(directory);
        write(KEY, Pem.write("PRIVATE KEY", pair.getPrivate().getEncoded()), true);
        write("public.pem", Pem.write("PUBLIC KEY", pair.getPublic().getEncoded()), false);
        return pair;
    }

    void save(GatewayIdentity identity) throws IOException, GeneralSecurityException {
        write(CA, pem(identity.authorities()), false);
        write(CERTIFICATE, pem(identity.chain()), false);
        write(
                FACTS,
                "account=%s%nclientId=%s%nbroker=%s%n"
                        .formatted(identity.account(), identity.clientId(), identity.broker()),
                false);
    }

    private static String pem(List<X509Certificate> certificates) throws IOException, GeneralSecurityException {
        var text = new StringBuilder();
        for (X509Certificate certificate : certificates) {
            text.append(Pem.write("CERTIFICATE", certificate.getEncoded()));
        }
        return text.toString();
    }

    /** Whether the private key belongs to the certificate. */
    static boolean matches(PrivateKey key, X509Certificate certificate) throws GeneralSecurityException {
        byte[] proof = "proof".getBytes(StandardCharsets.US_ASCII);
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(key);
        signature.update(proof);
        byte[] signed = signature.sign();
        signature.initVerify(certificate.getPublicKey());
        signature.update(proof);
        return signature.verify(signed);
    }

    /** Whole or not at all, also when the power fails. */
    private void write(String name, String text, boolean secret) throws IOException {
        Path target = directory.resolve(name);
        Path temporary = directory.resolve(name + ".new");
        Files.deleteIfExists(temporary);
        Set<PosixFilePermission> mode = PosixFilePermissions.fromString(secret ? "rw-------" : "rw-r--r--");
        FileAttribute<?>[] attributes = Files.getFileStore(directory).supportsFileAttributeView("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(mode)}
                : new FileAttribute<?>[0];
        Files.createFile(temporary, attributes);
        Files.writeString(temporary, text);
        try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
