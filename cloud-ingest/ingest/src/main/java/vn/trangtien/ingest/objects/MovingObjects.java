package vn.trangtien.ingest.objects;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.AbstractResource;
import org.springframework.core.io.Resource;

/**
 * Files first, a bucket in the end: an object is a synced file when it is stored, until {@link ObjectMover} has brought it over.
 * So messages neither wait for the bucket nor are lost with it, and what was in files before there was a bucket needs no other
 * treatment. An object is in either or, for a moment, in both.
 */
final class MovingObjects implements ObjectStore {

    private final FileObjects files;
    private final ObjectStore bucket;

    MovingObjects(FileObjects files, ObjectStore bucket) {
        this.files = files;
        this.bucket = bucket;
    }

    @Override
    public String put(byte[] bytes) throws IOException {
        return files.put(bytes);
    }

    @Override
    public Optional<Resource> find(String name) throws IOException {
        Optional<Resource> file = files.find(name);
        if (file.isPresent()) {
            return Optional.of(new Leaving(name, file.get()));
        }
        return bucket.find(name);
    }

    @Override
    public void delete(String name) throws IOException {
        files.delete(name);
        bucket.delete(name);
    }

    @Override
    public void names(Consumer<String> listener) throws IOException {
        files.names(listener);
        bucket.names(listener);
    }

    @Override
    public int deleteUnfinished(Instant before) throws IOException {
        return files.deleteUnfinished(before) + bucket.deleteUnfinished(before);
    }

    /** A file that may be brought over before it is opened. */
    private final class Leaving extends AbstractResource {

        private final String name;
        private final Resource file;

        Leaving(String name, Resource file) {
            this.name = name;
            this.file = file;
        }

        @Override
        public long contentLength() throws IOException {
            try {
                return file.contentLength();
            } catch (FileNotFoundException | NoSuchFileException moved) {
                return inBucket(moved).contentLength();
            }
        }

        @Override
        public InputStream getInputStream() throws IOException {
            try {
                return file.getInputStream();
            } catch (FileNotFoundException | NoSuchFileException moved) {
                return inBucket(moved).getInputStream();
            }
        }

        private Resource inBucket(IOException moved) throws IOException {
            return bucket.find(name).orElseThrow(() -> moved);
        }

        @Override
        public String getDescription() {
            return file.getDescription();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Leaving resource && resource.name.equals(name);
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }
    }
}
