package vn.trangtien.platform.audit.proof;

import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.trangtien.platform.audit.AuditEntry;

/** One log as it was at one moment, read once from its beginning to its end. Not thread-safe. */
public interface LogSource extends AutoCloseable {

    /**
     * What the log says about its end.
     *
     * @param seq of the last entry; 0 for an empty log
     */
    record Head(long seq, String hash) {}

    /**
     * One line of the log.
     *
     * @param entry what was read; null if it cannot be understood
     * @param fault why not; empty if it can
     */
    record Line(@Nullable AuditEntry entry, String fault) {

        static Line of(AuditEntry entry) {
            return new Line(entry, "");
        }

        static Line unreadable(String fault) {
            return new Line(null, fault);
        }
    }

    /** Entries in the order of the source, which should be that of their numbers. */
    interface Lines extends AutoCloseable {

        /** The next line, or null after the last. */
        @Nullable Line next() throws IOException;

        @Override
        void close() throws IOException;
    }

    /** Empty if the source lost it. */
    Optional<Head> head() throws IOException;

    /** Number of the first entry that the source holds; 1 unless it is a part of a log. */
    long firstSeq() throws IOException;

    /** Entries; call it once. */
    Lines lines() throws IOException;

    /** Anchors by number; call it once. Fails with {@link java.io.UncheckedIOException}. */
    Iterator<Anchor> anchors() throws IOException;

    @Override
    void close() throws IOException;
}
