package vn.trangtien.ingest.objects;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import vn.trangtien.ingest.disk.DataDirectory;

/**
 * Files named by the SHA-256 of their bytes, so that storing twice is storing once and nobody can change what a name stands
 * for. Thread-safe.
 */
@Component
public class ObjectStore {

    private static final Pattern NAME = Pattern.compile("[0-9a-f]{64}");

    private final Path folder;

    public ObjectStore(DataDirectory data) {
        this.folder = data.folder("objects");
    }

    /** Stores the bytes, synced to disk. @return their name */
    public String put(byte[] bytes) throws IOException {
        String name = sha256(bytes);
        Path file = file(name);
        if (!Files.exists(file)) {
            Files.createDirectories(file.getParent());
            DataDirectory.writePrivately(file, bytes);
        }
        return name;
    }

    /** The file of that name; empty if there is none or it is no name. */
    public Optional<Path> find(String name) {
        return NAME.matcher(name).matches() ? Optional.of(file(name)).filter(Files::isRegularFile) : Optional.empty();
    }

    void delete(String name) throws IOException {
        Files.deleteIfExists(file(name));
    }

    private Path file(String name) {
        return folder.resolve(name.substring(0, 2)).resolve(name);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
