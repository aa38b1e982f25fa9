package vn.trangtien.gateway.enrol;

import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import vn.trangtien.gateway.disk.Durable;

/**
 * The directory that holds an identity: {@code key.pem} (readable by the owner only), {@code public.pem}, {@code ca.pem},
 * {@code certificate.pem} and {@code identity.properties}, which is written last and makes the identity complete.
 *
 * <p>A renewed identity lives in files of other names ({@code key-<n>.pem} …) and in {@code next.properties} until it has proved to
 * work; then it takes over by one rename of that file, so that whatever happens there is always one whole identity.
 */
public final class IdentityStore {

    private static final String KEY = "key.pem";
    private static final String PUBLIC = "public.pem";
    private static final String CODE = "code.sha256";
    private static final String CERTIFICATE = "certificate.pem";
    private static final String CA = "ca.pem";
    private static final String FACTS = "identity.properties";
    private static final String NEXT_FACTS = "next.properties";
    private static final String NEXT = "next-";

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
        return read(FACTS);
    }

    /** A renewed identity that has not proved to work yet. */
    public Optional<GatewayIdentity> next() throws EnrolmentException {
        return read(NEXT_FACTS);
    }

    /** The time, as far as it is known here: no earlier than when this gateway last knew it. */
    public KnownTime knownTime(Clock clock) {
        // Its modification time says it.
        return new KnownTime(clock, directory.resolve("last-time"));
    }

    /** Where the key and the certificate in use are, for other programs; empty before the enrolment. */
    public Optional<PemFiles> files() throws IOException {
        if (!Files.exists(directory.resolve(FACTS))) {
            return Optional.empty();
        }
        Properties facts = properties();
        return Optional.of(new PemFiles(
                directory.resolve(facts.getProperty("key", KEY)),
                directory.resolve(facts.getProperty("certificate", CERTIFICATE)),
                directory.resolve(CA)));
    }

    /** Paths of PEM files. */
    public record PemFiles(Path key, Path certificate, Path authorities) {}

    private Optional<GatewayIdentity> read(String factsFile) throws EnrolmentException {
        if (!Files.exists(directory.resolve(factsFile))) {
            return Optional.empty();
        }
        try {
            var facts = new Properties();
            facts.load(new StringReader(Files.readString(directory.resolve(factsFile))));
            String door = facts.getProperty("door", "");
            return Optional.of(new GatewayIdentity(
                    need(facts, "account"),
                    need(facts, "clientId"),
                    URI.create(need(facts, "broker")),
                    Pem.key(Files.readString(directory.resolve(facts.getProperty("key", KEY)))),
                    Pem.certificates(
                            Files.readString(directory.resolve(facts.getProperty("certificate", CERTIFICATE)))),
                    Pem.certificates(Files.readString(directory.resolve(CA))),
                    door.isEmpty() ? Optional.empty() : Optional.of(URI.create(door))));
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
            throw new IOException("it lacks " + name);
        }
        return value;
    }

    /** The key of an earlier, unfinished enrolment, or a new one. A repeated enrolment thus asks for the same certificate. */
    KeyPair keyPair() throws IOException, GeneralSecurityException {
        return keyPair(KEY, PUBLIC);
    }

    /** The key of an earlier, unfinished renewal, or a new one. */
    public synchronized KeyPair nextKeyPair() throws IOException, GeneralSecurityException {
        return keyPair(NEXT + KEY, NEXT + PUBLIC);
    }

    private KeyPair keyPair(String keyFile, String publicFile) throws IOException, GeneralSecurityException {
        if (Files.exists(directory.resolve(keyFile)) && Files.exists(directory.resolve(publicFile))) {
            PrivateKey key = Pem.key(Files.readString(directory.resolve(keyFile)));
            return new KeyPair(Pem.publicKey(Files.readString(directory.resolve(publicFile))), key);
        }
        KeyPair pair = Pem.newKey();
        Files.createDirectories(directory);
        write(keyFile, Pem.write("PRIVATE KEY", pair.getPrivate().getEncoded()), true);
        write(publicFile, Pem.write("PUBLIC KEY", pair.getPublic().getEncoded()), false);
        return pair;
    }

    /** Whether the identity was made with another code than this: the office gave a new one, since the identity is worthless. */
    boolean isOtherCode(String code) throws IOException, GeneralSecurityException {
        String made = codeOfIdentity();
        return !made.isEmpty() && !made.equals(digest(code));
    }

    /** Digest of the code; empty if there is no identity, or it was made before codes were noted. */
    private String codeOfIdentity() throws IOException {
        if (!Files.exists(directory.resolve(FACTS))) {
            return "";
        }
        String noted = properties().getProperty("code", "");
        // Earlier versions kept it in a file of its own.
        Path file = directory.resolve(CODE);
        return noted.isEmpty() && Files.exists(file) ? Files.readString(file).strip() : noted;
    }

    private Properties properties() throws IOException {
        var facts = new Properties();
        facts.load(new StringReader(Files.readString(directory.resolve(FACTS))));
        return facts;
    }

    private static String digest(String code) throws GeneralSecurityException {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(code.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Keeps an identity that has just been given out, in the place of an earlier one; the code is remembered as a digest, in the
     * same file that makes the identity complete, so that a power cut leaves the one or the other. Nobody but this gateway's user
     * can read it.
     *
     * @param identity with the key of {@link #keyPair} for the first one, of {@link #nextKeyPair} for one after another
     */
    synchronized void save(GatewayIdentity identity, String code) throws IOException, GeneralSecurityException {
        boolean first = !Files.exists(directory.resolve(FACTS));
        write(CA, Pem.write(identity.authorities()), false);
        if (first) {
            write(CERTIFICATE, Pem.write(identity.chain()), false);
            write(FACTS, facts(identity, KEY, CERTIFICATE, digest(code)), true);
        } else {
            saveNext(identity, digest(code));
            confirmNext();
        }
        Files.deleteIfExists(directory.resolve(CODE));
    }

    /**
     * Keeps a renewed identity beside the present one. Its key is that of {@link #nextKeyPair}.
     *
     * @param identity of the same gateway
     */
    public synchronized void saveNext(GatewayIdentity identity) throws IOException, GeneralSecurityException {
        saveNext(identity, codeOfIdentity());
    }

    private void saveNext(GatewayIdentity identity, String codeDigest) throws IOException, GeneralSecurityException {
        String number = identity.certificate().getSerialNumber().toString(16);
        String keyFile = "key-" + number + ".pem";
        String certificateFile = "certificate-" + number + ".pem";
        write(keyFile, Pem.write("PRIVATE KEY", identity.key().getEncoded()), true);
        write(certificateFile, Pem.write(identity.chain()), false);
        write(NEXT_FACTS, facts(identity, keyFile, certificateFile, codeDigest), true);
    }

    /** The renewed identity has proved to work, and is the only one from now on. */
    public synchronized void confirmNext() throws IOException {
        Path next = directory.resolve(NEXT_FACTS);
        if (Files.exists(next)) {
            Durable.move(next, directory.resolve(FACTS));
        }
        clean();
    }

    /** The renewed identity is worth nothing; a later renewal begins with a new key. */
    public synchronized void dropNext() throws IOException {
        Files.deleteIfExists(directory.resolve(NEXT_FACTS));
        clean();
    }

    /** Removes keys and certificates that nothing refers to. */
    private void clean() throws IOException {
        Files.deleteIfExists(directory.resolve(NEXT + KEY));
        Files.deleteIfExists(directory.resolve(NEXT + PUBLIC));
        Properties facts = properties();
        Set<String> used = Set.of(facts.getProperty("key", KEY), facts.getProperty("certificate", CERTIFICATE));
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "{key,certificate,public}*.pem")) {
            for (Path file : files) {
                if (!used.contains(String.valueOf(file.getFileName()))) {
                    Files.delete(file);
                }
            }
        }
    }

    private static String facts(GatewayIdentity identity, String keyFile, String certificateFile, String codeDigest) {
        List<String> lines = List.of(
                "account=" + identity.account(),
                "clientId=" + identity.clientId().replace(":", "\\:"),
                "broker=" + identity.broker(),
                "door=" + identity.door().map(URI::toString).orElse(""),
                "key=" + keyFile,
                "certificate=" + certificateFile,
                "code=" + codeDigest,
                "");
        return String.join("\n", lines);
    }

    /** Whole or not at all, also when the power fails. */
    private void write(String name, String text, boolean secret) throws IOException {
        Path file = directory.resolve(name);
        if (secret) {
            Durable.writeSecret(file, text);
        } else {
            Durable.write(file, text);
        }
    }
}
