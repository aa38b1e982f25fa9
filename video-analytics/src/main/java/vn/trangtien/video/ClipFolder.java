package vn.trangtien.video;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where films lie until their listener has taken them: a folder of this process that nobody else may read. What processes
 * that have crashed left behind is removed after an hour. Thread-safe.
 */
final class ClipFolder {

    static final ClipFolder OF_THE_PROCESS = new ClipFolder(Path.of(System.getProperty("java.io.tmpdir")));

    private static final Logger LOG = LoggerFactory.getLogger(ClipFolder.class);
    private static final String PREFIX = "trangtien-clips-";
    private static final Duration FORGOTTEN = Duration.ofHours(1);

    private final Path parent;
    private @Nullable Path folder;

    ClipFolder(Path parent) {
        this.parent = parent;
    }

    /** @throws IOException if there is no room for it */
    synchronized Path file(String name, Instant now) throws IOException {
        Path made = folder;
        if (made == null || !Files.isDirectory(made, LinkOption.NOFOLLOW_LINKS)) {
            removeForgotten(now.minus(FORGOTTEN));
            // Readable by its owner only.
            made = Files.createTempDirectory(parent, PREFIX);
            folder = made;
        }
        return made.resolve(name + ".mp4");
    }

    /** Removes what lies there: this process ends, and nobody will take it. */
    synchronized void removeAll() {
        Path made = folder;
        folder = null;
        if (made == null) {
            return;
        }
        try {
            remove(made);
        } catch (IOException e) {
            LOG.warn("clips=not-removed folder={} reason=\"{}\"", made, e.getMessage());
        }
    }

    private void removeForgotten(Instant before) {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path old : folders) {
                if (Files.isDirectory(old, LinkOption.NOFOLLOW_LINKS)
                        && Files.getLastModifiedTime(old).toInstant().isBefore(before)) {
                    remove(old);
                }
            }
        } catch (IOException e) {
            LOG.warn("clips=not-cleaned folder={} reason=\"{}\"", parent, e.getMessage());
        }
    }

    private static void remove(Path old) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(old)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        Files.delete(old);
    }
}
