package vn.trangtien.ingest.objects;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import vn.trangtien.ingest.disk.DataDirectory;

/** Files in the data directory, synced to disk. */
final class FileObjects implements ObjectStore {

    /** A folder for each first byte, and the files in it. */
    private static final int DEPTH = 2;

    private final Path folder;

    FileObjects(DataDirectory data) {
        this.folder = data.folder("objects");
    }

    @Override
    public String put(byte[] bytes) throws IOException {
        String name = ObjectName.of(bytes);
        Path file = file(name);
        if (!Files.exists(file)) {
            Files.createDirectories(file.getParent());
            DataDirectory.writePrivately(file, bytes);
        }
        return name;
    }

    @Override
    public Optional<Resource> find(String name) {
        return ObjectName.isOne(name)
                ? Optional.of(file(name)).filter(Files::isRegularFile).map(FileSystemResource::new)
                : Optional.empty();
    }

    @Override
    public void delete(String name) throws IOException {
        if (ObjectName.isOne(name)) {
            delete(file(name));
        }
    }

    @Override
    public void names(Consumer<String> listener) throws IOException {
        each(file -> {
            String name = file.getFileName().toString();
            if (ObjectName.isOne(name)) {
                listener.accept(name);
            }
        });
    }

    @Override
    public int deleteUnfinished(Instant before) throws IOException {
        int deleted = 0;
        for (Path file : unfinished(before)) {
            delete(file);
            deleted++;
        }
        return deleted;
    }

    byte[] read(String name) throws IOException {
        return Files.readAllBytes(file(name));
    }

    /** How many objects there are. */
    long count() throws IOException {
        var count = new AtomicLong();
        names(name -> count.incrementAndGet());
        return count.get();
    }

    private List<Path> unfinished(Instant before) throws IOException {
        var found = new ArrayList<Path>();
        each(file -> {
            if (DataDirectory.isUnfinished(file) && isOlder(file, before)) {
                found.add(file);
            }
        });
        return found;
    }

    private static boolean isOlder(Path file, Instant before) {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(before);
        } catch (NoSuchFileException finished) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Files come and go meanwhile. */
    private void each(Consumer<Path> listener) throws IOException {
        try {
            Files.walkFileTree(folder, Set.of(), DEPTH, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (attributes.isRegularFile()) {
                        listener.accept(file);
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                    if (failure instanceof NoSuchFileException) {
                        return FileVisitResult.CONTINUE;
                    }
                    throw failure;
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void delete(Path file) throws IOException {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new IOException(
                    "%s cannot be deleted (%s); let the service's user write to its folder".formatted(file, e), e);
        }
    }

    private Path file(String name) {
        return folder.resolve(ObjectName.path(name));
    }
}
