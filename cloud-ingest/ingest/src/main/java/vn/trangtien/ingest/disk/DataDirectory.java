package vn.trangtien.ingest.disk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The ingest's own folder ({@code trangtien.ingest.data-dir}), readable by its owner only. Thread-safe. */
@Component
public final class DataDirectory {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWNER_ONLY_FOLDER = PosixFilePermissions.fromString("rwx------");

    private static final String UNFINISHED = ".tmp";

    private final Path root;

    public DataDirectory(@Value("${trangtien.ingest.data-dir}") Path root) {
        this.root = root.toAbsolutePath();
    }

    /** The folder of that name, made if it is missing. */
    public Path folder(String name) {
        try {
            Path folder = Files.createDirectories(root.resolve(name));
            Files.setPosixFilePermissions(root, OWNER_ONLY_FOLDER);
            Files.setPosixFilePermissions(folder, OWNER_ONLY_FOLDER);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "trangtien.ingest.data-dir: folder %s cannot be made; give the service a folder it may write to"
                            .formatted(root.resolve(name)),
                    e);
        }
    }

    /** Whether {@link #writePrivately} has begun this file and not finished it; it may still be about to. */
    public static boolean isUnfinished(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith(".") && name.endsWith(UNFINISHED);
    }

    /**
     * Writes a file that only the owner may read, so that after a crash either the old or the new content is there: into a
     * temporary file, synced, then moved over the old one.
     */
    public static void writePrivately(Path file, byte[] content) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Path temporary = Files.createTempFile(
                folder, "." + file.getFileName(), UNFINISHED, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        try {
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                var buffer = java.nio.ByteBuffer.wrap(content);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                channel.force(true);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
