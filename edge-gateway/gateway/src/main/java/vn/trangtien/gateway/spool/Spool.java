package vn.trangtien.gateway.spool;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import vn.trangtien.gateway.spool.SpoolException.Reason;
import vn.trangtien.gateway.spool.SpoolFile.Row;
import vn.trangtien.wire.KuraCodec;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.KuraTopic;
import vn.trangtien.wire.SpoolMark;

/**
 * Messages that the cloud does not have yet, in the order in which they should leave.
 *
 * <p>A message gets its number in the transaction that stores it, so numbers have no gaps and a message keeps its number when it
 * is sent again. When the room is used up, the oldest of the least important messages give way; if everything stored is more
 * important, the new one does. Thread-safe: one lock; each append waits for the disk.
 */
public final class Spool implements AutoCloseable {

    /** A row costs more than its bytes: number, priority, time, index entry. */
    private static final int ROW_OVERHEAD = 64;

    private final SpoolFile file;
    private final SpoolLimits limits;
    private final boolean gzip;
    private final Clock clock;

    private SpoolCounters counters;
    private boolean closed;

    private Spool(SpoolFile file, SpoolLimits limits, boolean gzip, Clock clock) throws SQLException {
        this.file = file;
        this.limits = limits;
        this.gzip = gzip;
        this.clock = clock;
        this.counters = file.counters();
    }

    /**
     * Opens the spool or makes a new one. A damaged file is put aside, under a name that says when, and a new one begun.
     *
     * @param gzip whether payloads are compressed where that makes them shorter
     * @throws SpoolException if the file is in use or cannot be written
     */
    public static Spool open(Path path, SpoolLimits limits, boolean gzip, Clock clock) throws SpoolException {
        return open(SpoolFile.open(path, clock), limits, gzip, clock);
    }

    static Spool open(SpoolFile file, SpoolLimits limits, boolean gzip, Clock clock) throws SpoolException {
        try {
            return new Spool(file, limits, gzip, clock);
        } catch (SQLException e) {
            file.close();
            throw failed("read the counters of", e);
        }
    }

    /** Made once when the file was made; part of every message's mark. */
    public String id() {
        return file.id();
    }

    public synchronized SpoolCounters counters() {
        return counters;
    }

    /**
     * Keeps a message; it survives a power cut once this returns.
     *
     * @return its number, or empty if it gave way to more important ones (counted as displaced)
     * @throws SpoolException if it is not kept; the spool stays usable and the number is not used up
     */
    public synchronized OptionalLong append(Priority priority, KuraTopic topic, KuraPayload payload)
            throws SpoolException {
        requireOpen();
        long seq = counters.appended() + 1;
        byte[] bytes = KuraCodec.encode(new SpoolMark(id(), seq).on(payload), gzip);
        String name = topic.name();
        long size = (long) bytes.length + name.length() + ROW_OVERHEAD;
        if (size > limits.maxBytes()) {
            throw new SpoolException(
                    Reason.MESSAGE_TOO_LARGE,
                    "a message of %d bytes on %s does not fit in a spool of %d bytes; raise publish.store.maxMb"
                            .formatted(size, name, limits.maxBytes()));
        }
        try {
            return file.inTransaction(() -> {
                SpoolCounters now = makeRoom(size, priority);
                if (now.bytes() + size > limits.maxBytes()) {
                    SpoolCounters displaced = plusDisplaced(counters);
                    file.write(displaced);
                    return () -> {
                        counters = displaced;
                        return OptionalLong.empty();
                    };
                }
                file.insert(new Row(seq, priority.code(), name, bytes, size), clock.millis());
                SpoolCounters after = new SpoolCounters(
                        seq,
                        now.delivered(),
                        now.evicted(),
                        now.rejected(),
                        now.displaced(),
                        now.depth() + 1,
                        now.bytes() + size);
                file.write(after);
                return () -> {
                    counters = after;
                    return OptionalLong.of(seq);
                };
            });
        } catch (SQLException e) {
            throw failed("write a message to", e);
        }
    }

    /** Gives up what is less important or older until {@code size} fits; changes nothing if that is not enough. */
    private SpoolCounters makeRoom(long size, Priority priority) throws SQLException {
        SpoolCounters now = counters;
        long missing = now.bytes() + size - limits.maxBytes();
        if (missing > 0) {
            for (Row victim : file.victims(missing, priority.code()).orElse(List.of())) {
                file.delete(victim.seq());
                now = minus(now, victim.size(), 0, 1, 0);
            }
        }
        return now;
    }

    /** Numbers of the first {@code limit} messages, the most important first and the oldest first among equals. */
    public synchronized List<Long> next(int limit) throws SpoolException {
        requireOpen();
        try {
            return file.next(limit);
        } catch (SQLException e) {
            throw failed("read", e);
        }
    }

    /** The message of a number; empty if it was delivered or evicted meanwhile. */
    public synchronized Optional<SpooledMessage> get(long seq) throws SpoolException {
        requireOpen();
        try {
            return file.get(seq);
        } catch (SQLException e) {
            throw failed("read", e);
        }
    }

    /** Forgets messages that the broker has acknowledged. */
    public void delivered(Collection<Long> seqs) throws SpoolException {
        remove(seqs, true);
    }

    /** Forgets messages that the broker will never take. */
    public void rejected(Collection<Long> seqs) throws SpoolException {
        remove(seqs, false);
    }

    private synchronized void remove(Collection<Long> seqs, boolean delivered) throws SpoolException {
        requireOpen();
        if (seqs.isEmpty()) {
            return;
        }
        try {
            file.freeing(() -> {
                SpoolCounters now = counters;
                for (long seq : seqs) {
                    Optional<Long> size = file.sizeOf(seq);
                    if (size.isPresent()) {
                        file.delete(seq);
                        now = minus(now, size.get(), delivered ? 1 : 0, 0, delivered ? 0 : 1);
                    }
                }
                SpoolCounters after = now;
                file.write(after);
                return () -> {
                    counters = after;
                    return OptionalLong.empty();
                };
            });
        } catch (SQLException e) {
            throw failed("delete from", e);
        }
    }

    /**
     * Gives up messages that have waited longer than the limits allow.
     *
     * @return how many
     */
    public synchronized long expire() throws SpoolException {
        requireOpen();
        Duration keep = limits.keep();
        long before = counters.evicted();
        try {
            file.freeing(() -> {
                SpoolCounters now = counters;
                for (Row old : file.olderThan(clock.millis() - keep.toMillis())) {
                    file.delete(old.seq());
                    now = minus(now, old.size(), 0, 1, 0);
                }
                SpoolCounters after = now;
                file.write(after);
                return () -> {
                    counters = after;
                    return OptionalLong.empty();
                };
            });
        } catch (SQLException e) {
            throw failed("expire messages of", e);
        }
        return counters.evicted() - before;
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            file.close();
        }
    }

    private void requireOpen() throws SpoolException {
        if (closed) {
            throw new SpoolException(Reason.CLOSED, "the spool has been closed");
        }
    }

    private static SpoolCounters minus(SpoolCounters c, long size, int delivered, int evicted, int rejected) {
        return new SpoolCounters(
                c.appended(),
                c.delivered() + delivered,
                c.evicted() + evicted,
                c.rejected() + rejected,
                c.displaced(),
                c.depth() - 1,
                c.bytes() - size);
    }

    private static SpoolCounters plusDisplaced(SpoolCounters c) {
        return new SpoolCounters(
                c.appended(), c.delivered(), c.evicted(), c.rejected(), c.displaced() + 1, c.depth(), c.bytes());
    }

    private static SpoolException failed(String doing, SQLException e) {
        if (SpoolFile.isFull(e)) {
            return new SpoolException(
                    Reason.DISK_FULL,
                    "no room on the disk to %s the spool; free some or lower publish.store.maxMb".formatted(doing),
                    e);
        }
        return new SpoolException(Reason.FAILED, "could not %s the spool: %s".formatted(doing, e.getMessage()), e);
    }
}
