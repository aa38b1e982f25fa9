package vn.trangtien.gateway.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import vn.trangtien.gateway.spool.SpoolException.Reason;

/**
 * The SQLite file of a spool: its transactions, what it does on a full disk, and the lock that keeps a second owner out. Not
 * thread-safe.
 */
final class SpoolFile implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SpoolFile.class);

    private static final int NO_PAGE_LIMIT = Integer.MAX_VALUE;
    private static final int PAGE = 4096;

    private final Optional<OwnerLock> lock;
    private final Optional<Reserve> reserve;
    private final Connection connection;
    private final Statements statements;
    private final String id;
    private final int maxPages;
    private boolean pinned;
    private boolean syncing = true;

    private SpoolFile(
            Optional<OwnerLock> lock, Optional<Reserve> reserve, Connection connection, String id, int maxPages) {
        this.lock = lock;
        this.reserve = reserve;
        this.connection = connection;
        this.statements = new Statements(connection);
        this.id = id;
        this.maxPages = maxPages;
    }

    /** Work within a transaction. Memory follows the disk: what the work found is taken over after the commit only. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws SQLException;
    }

    static SpoolFile open(Path path, Clock clock) throws SpoolException {
        return open(path, clock, NO_PAGE_LIMIT);
    }

    /**
     * As {@link #open(Path, Clock)}, with an artificial end of the disk.
     *
     * @param maxPages pages of 4 KiB after which the file counts as a full disk
     */
    static SpoolFile open(Path path, Clock clock, int maxPages) throws SpoolException {
        OwnerLock lock = OwnerLock.take(path);
        try {
            return openLocked(lock, path, clock, maxPages);
        } catch (SpoolException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** A spool without a disk, which ends with the process: better than none where the disk cannot be written. */
    static SpoolFile inMemory(long maxBytes) throws SpoolException {
        try {
            int pages = (int) Math.min(NO_PAGE_LIMIT, maxBytes / PAGE);
            Connection connection = connect(":memory:", pages);
            return new SpoolFile(
                    Optional.empty(), Optional.empty(), connection, SpoolSchema.prepare(connection), pages);
        } catch (SQLException e) {
            throw new SpoolException(Reason.FAILED, "cannot make a spool in memory: " + e.getMessage(), e);
        }
    }

    private static SpoolFile openLocked(OwnerLock lock, Path path, Clock clock, int maxPages) throws SpoolException {
        try {
            return connected(lock, path, maxPages);
        } catch (SQLException e) {
            if (!isDamaged(e)) {
                throw new SpoolException(
                        reasonOf(e),
                        "cannot open the spool %s: %s; check that its directory can be written and has room"
                                .formatted(path, e.getMessage()),
                        e);
            }
            putAside(path, clock, e);
            try {
                return connected(lock, path, maxPages);
            } catch (SQLException again) {
                throw new SpoolException(Reason.FAILED, "cannot make a new spool at " + path, again);
            }
        }
    }

    private static SpoolFile connected(OwnerLock lock, Path path, int maxPages) throws SQLException {
        Connection connection = connect(path.toString(), maxPages);
        try {
            var reserve = new Reserve(path);
            reserve.lay();
            return new SpoolFile(
                    Optional.of(lock), Optional.of(reserve), connection, SpoolSchema.prepare(connection), maxPages);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private static Connection connect(String name, int maxPages) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + name);
        try {
            SpoolSchema.configure(connection, maxPages);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private static void putAside(Path path, Clock clock, SQLException why) throws SpoolException {
        Path aside = path.resolveSibling(path.getFileName() + ".damaged-" + clock.millis());
        LOG.error("spool={} damaged=\"{}\" put-aside={}", path, why.getMessage(), aside);
        try {
            Files.move(path, aside);
            Files.deleteIfExists(path.resolveSibling(path.getFileName() + "-wal"));
            Files.deleteIfExists(path.resolveSibling(path.getFileName() + "-shm"));
        } catch (IOException e) {
            throw new SpoolException(Reason.FAILED, "cannot put the damaged spool %s aside".formatted(path), e);
        }
    }

    boolean isInMemory() {
        return lock.isEmpty();
    }

    String id() {
        return id;
    }

    Statements statements() {
        return statements;
    }

    /** A transaction that survives a power cut once this returns. */
    <T> T durably(Work<T> work) throws SQLException {
        return transaction(true, work);
    }

    /**
     * A transaction that survives the death of the process, and a power cut once a durable one has followed. For what may be
     * done twice: after a power cut, messages that had been delivered are sent again under the same numbers.
     */
    <T> T loosely(Work<T> work) throws SQLException {
        return transaction(false, work);
    }

    /** Begins and ends by hand: a full disk makes SQLite roll back by itself, which the driver's own commit mistakes. */
    private <T> T transaction(boolean sync, Work<T> work) throws SQLException {
        if (sync != syncing) {
            execute(sync ? "PRAGMA synchronous=FULL" : "PRAGMA synchronous=NORMAL");
            syncing = sync;
        }
        statements.update("BEGIN IMMEDIATE");
        try {
            T result = work.run();
            statements.update("COMMIT");
            return result;
        } catch (SQLException | RuntimeException e) {
            rollBack(e);
            throw e;
        }
    }

    private void rollBack(Exception cause) {
        try {
            statements.update("ROLLBACK");
        } catch (SQLException alreadyRolledBack) {
            cause.addSuppressed(alreadyRolledBack);
        }
    }

    /**
     * What to do when the disk is full before something is deleted: gives the reserve up for the log, and keeps the file from
     * growing, so that what is written from now on takes the place of what was deleted.
     */
    void tighten() throws SQLException {
        if (reserve.isPresent() && reserve.get().release()) {
            LOG.warn("spool={} disk=full reserve=released", id);
        }
        emptyLog();
        if (!pinned) {
            long pages = statements.number("PRAGMA page_count");
            execute("PRAGMA max_page_count=" + Math.min(pages, maxPages));
            pinned = true;
        }
    }

    /** Whether the file may not grow. */
    boolean isTight() {
        return pinned;
    }

    /** Its place on the disk is kept: on a full one it could not grow again. */
    private void emptyLog() {
        try {
            execute("PRAGMA wal_checkpoint(RESTART)");
        } catch (SQLException e) {
            LOG.debug("spool={} checkpoint=\"{}\"", id, e.getMessage());
        }
    }

    /** Lets the file grow again once there is room; cheap when there is nothing to do. */
    void relax() throws SQLException {
        if (reserve.isEmpty() || !reserve.get().lay()) {
            return;
        }
        if (pinned) {
            execute("PRAGMA max_page_count=" + maxPages);
            pinned = false;
            LOG.info("spool={} disk=has-room", id);
        }
    }

    /** Makes every write fail as on a disk that can only be read. */
    void pretendReadOnly(boolean readOnly) throws SQLException {
        execute("PRAGMA query_only=" + readOnly);
    }

    private void execute(String text) throws SQLException {
        try (Statement sql = connection.createStatement()) {
            sql.execute(text);
        }
    }

    static boolean isFull(SQLException e) {
        return e instanceof SQLiteException lite && lite.getResultCode() == SQLiteErrorCode.SQLITE_FULL;
    }

    static Reason reasonOf(SQLException e) {
        if (!(e instanceof SQLiteException lite)) {
            return Reason.FAILED;
        }
        String code = lite.getResultCode().name();
        if (code.equals("SQLITE_FULL")) {
            return Reason.DISK_FULL;
        }
        return code.startsWith("SQLITE_READONLY") || code.startsWith("SQLITE_CANTOPEN")
                ? Reason.READ_ONLY
                : Reason.FAILED;
    }

    private static boolean isDamaged(SQLException e) {
        return e instanceof SQLiteException lite
                && (lite.getResultCode() == SQLiteErrorCode.SQLITE_CORRUPT
                        || lite.getResultCode() == SQLiteErrorCode.SQLITE_NOTADB);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.warn("spool={} close=\"{}\"", id, e.getMessage());
        } finally {
            lock.ifPresent(OwnerLock::close);
        }
    }
}
