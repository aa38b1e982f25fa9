package vn.trangtien.ingest.objects;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.AbstractResource;

/** An object in an S3 store, of which the beginning has been fetched: that it can be read is known before anybody is told so. */
final class S3Resource extends AbstractResource {

    private final String name;
    private final long length;
    private final byte[] first;
    private final Pieces pieces;

    /** Fetches parts of objects. */
    @FunctionalInterface
    interface Pieces {

        /** Exactly that many bytes. */
        byte[] read(String name, long from, int length) throws IOException;
    }

    S3Resource(String name, long length, byte[] first, Pieces pieces) {
        this.name = name;
        this.length = length;
        this.first = first;
        this.pieces = pieces;
    }

    @Override
    public boolean exists() {
        return true;
    }

    @Override
    public long contentLength() {
        return length;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new S3Stream(name, length, first, pieces);
    }

    @Override
    public String getDescription() {
        return "object " + name;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof S3Resource resource && resource.name.equals(name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }
}
