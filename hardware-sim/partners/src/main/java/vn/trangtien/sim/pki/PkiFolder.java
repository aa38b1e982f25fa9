package vn.trangtien.sim.pki;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.Reader;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Properties;

/**
 * What the authorities keep: {@code NAME.key} and {@code NAME.pem} of root, issuing authority, time stamper and OCSP responder, every
 * certificate given under {@code certificates}, the journal, and in {@code pki.properties} the port. Those properties are written when
 * everything else is there; a folder without them is set up anew.
 */
final class PkiFolder implements AutoCloseable {

    private static final String PORT = "port";

    private final Path folder;
    private final FileChannel lock;

    PkiFolder(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        Files.createDirectories(folder.resolve("certificates"));
        lock = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!locked()) {
            lock.close();
            throw new FileSystemException(
                    folder.toString(), null, "these authorities run already; stop them or name another folder");
        }
    }

    private boolean locked() throws IOException {
        try {
            return lock.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** The port that stands in the certificates; empty if there are none yet. */
    OptionalInt port() throws IOException {
        Path file = folder.resolve("pki.properties");
        if (Files.notExists(file)) {
            return OptionalInt.empty();
        }
        var properties = new Properties();
        try (Reader in = Files.newBufferedReader(file, UTF_8)) {
            properties.load(in);
            return OptionalInt.of(Integer.parseInt(properties.getProperty(PORT, "")));
        } catch (NumberFormatException e) {
            throw new IOException(
                    "%s: port must be a number, but was '%s'; mend it or begin with an empty folder"
                            .formatted(file, properties.getProperty(PORT, "")),
                    e);
        }
    }

    /** The folder is complete. */
    void finish(int port) throws IOException {
        Files.writeString(folder.resolve("pki.properties"), PORT + "=" + port + "\n", UTF_8);
    }

    void store(String name, Credential credential) throws IOException, GeneralSecurityException {
        Path key = folder.resolve(name + ".key");
        Files.deleteIfExists(key);
        Files.createFile(key, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(key, Pem.of(credential.key()), UTF_8);
        Files.writeString(folder.resolve(name + ".pem"), Pem.of(List.of(credential.certificate())), UTF_8);
    }

    /** @param above the certificates of those who vouch, the nearest first */
    Credential load(String name, List<X509Certificate> above) throws IOException, GeneralSecurityException {
        try {
            X509Certificate own = Pem.certificate(folder.resolve(name + ".pem"));
            var chain = new ArrayList<>(List.of(own));
            chain.addAll(above);
            return new Credential(
                    Pem.key(folder.resolve(name + ".key"), own.getPublicKey().getAlgorithm()), chain);
        } catch (IllegalArgumentException e) {
            throw new IOException(
                    folder.resolve(name + ".key") + " is no key; mend it or begin with an empty folder", e);
        }
    }

    void keep(X509Certificate given) throws IOException, GeneralSecurityException {
        Path file =
                folder.resolve("certificates").resolve(given.getSerialNumber().toString(16) + ".pem");
        Files.writeString(file, Pem.of(List.of(given)), UTF_8);
    }

    /** Of a folder that is set up anew, an empty one. */
    Journal journal(boolean anew) throws IOException {
        Path file = folder.resolve("journal.txt");
        if (anew) {
            Files.deleteIfExists(file);
        }
        return new Journal(file);
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
