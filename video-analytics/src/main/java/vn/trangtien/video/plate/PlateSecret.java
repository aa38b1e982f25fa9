package vn.trangtien.video.plate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/**
 * The secret behind the hashes of number plates, 32 bytes. Each gateway makes its own; gateways that shall know a vehicle
 * again get copies of the same file.
 */
public final class PlateSecret {

    static final int BYTES = 32;
    private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rw-------");

    private final byte[] bytes;

    private PlateSecret(byte[] bytes) {
        this.bytes = bytes;
    }

    /** @throws IllegalArgumentException if there are not {@value #BYTES} bytes */
    static PlateSecret of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("the secret of plates has 32 bytes, but these are " + bytes.length);
        }
        return new PlateSecret(bytes.clone());
    }

    /** A secret that is forgotten with the process: hashes can be compared until it ends. */
    public static PlateSecret passing() {
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return new PlateSecret(bytes);
    }

    /**
     * Reads the secret, or makes one that only its owner can read.
     *
     * @param file 64 hexadecimal digits
     * @throws IOException if it can be neither read nor made, is damaged, or can be read by others; the message says what to do
     *     and nothing of the secret
     */
    public static PlateSecret readOrMake(Path file) throws IOException {
        if (!Files.exists(file)) {
            make(file);
        }
        Optional<Set<PosixFilePermission>> rights = rights(file);
        if (rights.isPresent() && !PRIVATE.containsAll(rights.get())) {
            throw new IOException(
                    "the secret of plates %s can be read by others (%s); allow it to its owner only: chmod 600 %s"
                            .formatted(file, PosixFilePermissions.toString(rights.get()), file));
        }
        String text = Files.readString(file, StandardCharsets.US_ASCII).strip();
        if (!text.matches("[0-9a-fA-F]{64}")) {
            throw new IOException(
                    "the secret of plates %s must have 64 hexadecimal digits, but is another text of %d characters; copy it again, or delete it and a new one is made"
                            .formatted(file, text.length()));
        }
        return new PlateSecret(HexFormat.of().parseHex(text));
    }

    private static void make(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException("the secret of plates needs a file, but " + file + " is a folder");
        }
        Files.createDirectories(folder);
        FileAttribute<?>[] rights = Files.getFileStore(folder).supportsFileAttributeView("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PRIVATE)}
                : new FileAttribute<?>[0];
        Path unfinished = Files.createTempFile(folder, ".plates", null, rights);
        try {
            Files.writeString(unfinished, HexFormat.of().formatHex(passing().bytes) + "\n", StandardCharsets.US_ASCII);
            Files.move(unfinished, file);
        } catch (FileAlreadyExistsException e) {
            // Another process was quicker: its secret is the one.
            Files.deleteIfExists(unfinished);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private static Optional<Set<PosixFilePermission>> rights(Path file) throws IOException {
        return Files.getFileStore(file).supportsFileAttributeView("posix")
                ? Optional.of(Files.getPosixFilePermissions(file))
                : Optional.empty();
    }

    /** Not a copy. */
    byte[] bytes() {
        return bytes;
    }

    /** Never the secret. */
    @Override
    public String toString() {
        return "PlateSecret[hidden]";
    }
}
