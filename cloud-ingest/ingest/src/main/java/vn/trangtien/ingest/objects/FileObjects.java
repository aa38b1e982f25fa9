package vn.trangtien.ingest.objects;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import vn.trangtien.ingest.disk.DataDirectory;

/** Files in the data directory, synced to disk. */
final class FileObjects implements ObjectStore {

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

    private void each(Consumer<Path> listener) throws IOException {
        try (Stream<Path> files = Files.walk(folder, 2)) {
            Iterator<Path> each = files.filter(Files::isRegularFile).iterator();
            while (each.hasNext()) {
                listener.accept(each.next());
            }
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
