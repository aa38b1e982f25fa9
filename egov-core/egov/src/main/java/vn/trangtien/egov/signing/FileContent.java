package vn.trangtien.egov.signing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What is in a file: bytes in memory, or a file on the disk that nobody changes meanwhile. Scans are large; they should stay on the
 * disk. Immutable as long as the file is.
 */
public final class FileContent {

    private static final int CHUNK = 1 << 16;

    private final byte[] bytes;
    private final Optional<Path> file;

    private FileContent(byte[] bytes, Optional<Path> file) {
        this.bytes = bytes;
        this.file = file;
    }

    /** The bytes are not copied; the caller leaves them alone. */
    public static FileContent of(byte[] bytes) {
        return new FileContent(bytes, Optional.empty());
    }

    public static FileContent of(Path file) {
        return new FileContent(new byte[0], Optional.of(file));
    }

    public InputStream open() throws IOException {
        return file.isPresent() ? Files.newInputStream(file.get()) : new ByteArrayInputStream(bytes);
    }

    /** In bytes. */
    public long size() throws IOException {
        return file.isPresent() ? Files.size(file.get()) : bytes.length;
    }

    /** Where it lies on the disk; empty if it is in memory. */
    public Optional<Path> file() {
        return file;
    }

    /** All of it in memory. */
    public byte[] bytes() throws IOException {
        return file.isPresent() ? Files.readAllBytes(file.get()) : bytes;
    }

    /** SHA-256 of the whole, 64 hexadecimal digits in lower case. */
    public String sha256() throws IOException {
        try (InputStream in = open()) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] chunk = new byte[CHUNK];
            for (int length = in.read(chunk); length > 0; length = in.read(chunk)) {
                digest.update(chunk, 0, length);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
