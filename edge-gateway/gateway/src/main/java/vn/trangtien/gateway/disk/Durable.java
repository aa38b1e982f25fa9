package vn.trangtien.gateway.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files that are there as a whole or not at all, whenever the power goes. Stateless; two writers of one file need a lock. */
public final class Durable {

    private static final Logger LOG = LoggerFactory.getLogger(Durable.class);

    private Durable() {}

    /**
     * Replaces the file at once; its folder must be writable. What was there keeps its permissions and, as far as this user may
     * give files away, its owner; a new file gets what is usual for this process.
     *
     * @throws IOException if it cannot be written; the file is as it was
     */
    public static void write(Path file, String text) throws IOException {
        write(file, text, false);
    }

    /** As {@link #write(Path, String)}, but nobody except the owner may read it, at any moment. */
    public static void writeSecret(Path file, String text) throws IOException {
        write(file, text, true);
    }

    private static void write(Path file, String text, boolean secret) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        boolean posix = Files.getFileStore(folder(file)).supportsFileAttributeView("posix");
        try {
            Files.deleteIfExists(fresh);
            FileAttribute<?>[] ownersOnly = {
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            };
            boolean replaced = Files.exists(file);
            Files.createFile(fresh, posix && (secret || replaced) ? ownersOnly : new FileAttribute<?>[0]);
            Files.writeString(fresh, text);
            if (posix && replaced) {
                likeBefore(file, fresh, secret);
            }
            flush(fresh);
            move(fresh, file);
        } catch (IOException e) {
            try {
                Files.deleteIfExists(fresh);
            } catch (IOException stays) {
                e.addSuppressed(stays);
            }
            throw e;
        }
    }

    private static void likeBefore(Path file, Path fresh, boolean secret) throws IOException {
        PosixFileAttributes before = Files.readAttributes(file, PosixFileAttributes.class);
        PosixFileAttributes now = Files.readAttributes(fresh, PosixFileAttributes.class);
        PosixFileAttributeView view = Files.getFileAttributeView(fresh, PosixFileAttributeView.class);
        try {
            if (!before.group().equals(now.group())) {
                view.setGroup(before.group());
            }
            if (!before.owner().equals(now.owner())) {
                view.setOwner(before.owner());
            }
        } catch (IOException mayNot) {
            // Only root may; for others the content matters more than the owner.
            LOG.debug("file={} owner=\"{}\"", file, mayNot.toString());
        }
        if (!secret) {
            view.setPermissions(before.permissions());
        }
    }

    /** Replaces {@code to} at once, and survives a power cut from then on. */
    public static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        flush(folder(to));
    }

    /** Deletes a file if it is there; it does not come back after a power cut. */
    public static void delete(Path file) throws IOException {
        if (Files.deleteIfExists(file)) {
            flush(folder(file));
        }
    }

    /** Brings a file, or the names in a folder, onto the disk. */
    public static void flush(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Deletes a folder with all that is in it, if it is there. */
    public static void deleteTree(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    private static Path folder(Path file) throws IOException {
        Path parent = file.toAbsolutePath().getParent();
        if (parent == null) {
            throw new IOException(file + " has no folder");
        }
        return parent;
    }
}
