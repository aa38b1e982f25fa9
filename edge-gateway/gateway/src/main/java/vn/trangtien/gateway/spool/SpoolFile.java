package vn.trangtien.gateway.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import vn.trangtien.gateway.spool.SpoolException.Reason;

/** The SQLite file of a spool: schema, statements and the lock that keeps a second owner out. Not thread-safe. */
final class SpoolFile implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SpoolFile.class);

    private static final int NO_PAGE_LIMIT = Integer.MAX_VALUE;

    private final OwnerLock lock;
    private final Connection connection;
    private final Reserve reserve;
    private final String id;

    private SpoolFile(OwnerLock lock, Connection connection, Reserve reserve, String id) {
        this.lock = lock;
        this.reserve = reserve;
        this.connection = connection;
        this.id = id;
    }

    /**
     * One message as it lies in the file.
     *
     * @param size what the row counts against the limit
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Row(long seq, int priority, String topic, byte[] payload, long size) {}

    /** Work within a transaction; its result is applied after the commit, so that memory never runs ahead of the disk. */
    @FunctionalInterface
    interface Work {
        Committed run() throws SQLException;
    }

    /** What to do once the work is durable. */
    @FunctionalInterface
    interface Committed {
        OptionalLong apply();
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

    private static SpoolFile openLocked(OwnerLock lock, Path path, Clock clock, int maxPages) throws SpoolException {
        try {
            Connection connection = connect(path, maxPages);
            try {
                return new SpoolFile(lock, connection, reserveFor(path), prepare(connection));
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            if (!isDamaged(e)) {
                throw new SpoolException(
                        isFull(e) ? Reason.DISK_FULL : Reason.FAILED,
                        "cannot open the spool %s: %s; check that its directory can be written and has room"
                                .formatted(path, e.getMessage()),
                        e);
            }
            putAside(path, clock, e);
            try {
                Connection fresh = connect(path, maxPages);
                return new SpoolFile(lock, fresh, reserveFor(path), prepare(fresh));
            } catch (SQLException again) {
                throw new SpoolException(Reason.FAILED, "cannot make a new spool at " + path, again);
            }
        }
    }

    private static Connection connect(Path path, int maxPages) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + path);
        try (Statement sql = connection.createStatement()) {
            sql.execute("PRAGMA journal_mode=WAL");
            sql.execute("PRAGMA synchronous=FULL");
            // Without it the log keeps the size of its largest burst for ever.
            sql.execute("PRAGMA journal_size_limit=2097152");
            sql.execute("PRAGMA wal_autocheckpoint=256");
            sql.execute("PRAGMA busy_timeout=5000");
            sql.execute("PRAGMA cache_size=-1024");
            sql.execute("PRAGMA max_page_count=" + maxPages);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return connection;
    }

    private static String prepare(Connection connection) throws SQLException {
        try (Statement sql = connection.createStatement()) {
            try (ResultSet check = sql.executeQuery("PRAGMA quick_check(1)")) {
                if (check.next() && !check.getString(1).equals("ok")) {
                    throw new SQLiteException("quick_check: " + check.getString(1), SQLiteErrorCode.SQLITE_CORRUPT);
                }
            }
            sql.execute("""
                    CREATE TABLE IF NOT EXISTS spool (
                        one INTEGER PRIMARY KEY CHECK (one = 1), id TEXT NOT NULL, appended INTEGER NOT NULL,
                        delivered INTEGER NOT NULL, evicted INTEGER NOT NULL, rejected INTEGER NOT NULL,
                        displaced INTEGER NOT NULL)""");
            sql.execute("""
                    CREATE TABLE IF NOT EXISTS message (
                        seq INTEGER PRIMARY KEY, priority INTEGER NOT NULL, size INTEGER NOT NULL,
                        appended_ms INTEGER NOT NULL, topic TEXT NOT NULL, payload BLOB NOT NULL)""");
            sql.execute("CREATE INDEX IF NOT EXISTS message_order ON message (priority, seq, size)");
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT OR IGNORE INTO spool VALUES (1, ?, 0, 0, 0, 0, 0)")) {
                insert.setString(1, UUID.randomUUID().toString());
                insert.executeUpdate();
            }
            try (ResultSet row = sql.executeQuery("SELECT id FROM spool")) {
                row.next();
                return row.getString(1);
            }
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

    private static Reserve reserveFor(Path path) {
        var reserve = new Reserve(path);
        reserve.lay();
        return reserve;
    }

    String id() {
        return id;
    }

    /** Runs work that frees room; on a full disk the reserve is given up for it. */
    void freeing(Work work) throws SQLException {
        try {
            inTransaction(work);
        } catch (SQLException e) {
            if (!isFull(e) || !reserve.release()) {
                throw e;
            }
            LOG.warn("spool={} disk=full reserve=released", id);
            emptyLog();
            inTransaction(work);
            emptyLog();
        }
        reserve.lay();
    }

    /** Begins and ends by hand: a full disk makes SQLite roll back by itself, which the driver's own commit mistakes. */
    OptionalLong inTransaction(Work work) throws SQLException {
        Committed committed;
        update("BEGIN IMMEDIATE");
        try {
            committed = work.run();
            update("COMMIT");
        } catch (SQLException | RuntimeException e) {
            rollBack(e);
            throw e;
        }
        return committed.apply();
    }

    private void emptyLog() {
        try (Statement sql = connection.createStatement()) {
            sql.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        } catch (SQLException e) {
            LOG.debug("spool={} checkpoint=\"{}\"", id, e.getMessage());
        }
    }

    private void rollBack(Exception cause) {
        try {
            update("ROLLBACK");
        } catch (SQLException alreadyRolledBack) {
            cause.addSuppressed(alreadyRolledBack);
        }
    }

    SpoolCounters counters() throws SQLException {
        try (Statement sql = connection.createStatement();
                ResultSet row = sql.executeQuery("""
                        SELECT appended, delivered, evicted, rejected, displaced,
                            (SELECT count(*) FROM message), (SELECT coalesce(sum(size), 0) FROM message)
                        FROM spool""")) {
            row.next();
            return new SpoolCounters(
                    row.getLong(1),
                    row.getLong(2),
                    row.getLong(3),
                    row.getLong(4),
                    row.getLong(5),
                    row.getLong(6),
                    row.getLong(7));
        }
    }

    void write(SpoolCounters counters) throws SQLException {
        update(
                "UPDATE spool SET appended = ?, delivered = ?, evicted = ?, rejected = ?, displaced = ?",
                counters.appended(),
                counters.delivered(),
                counters.evicted(),
                counters.rejected(),
                counters.displaced());
    }

    void insert(Row row, long appendedMs) throws SQLException {
        update(
                "INSERT INTO message (seq, priority, size, appended_ms, topic, payload) VALUES (?, ?, ?, ?, ?, ?)",
                row.seq(),
                row.priority(),
                row.size(),
                appendedMs,
                row.topic(),
                row.payload());
    }

    void delete(long seq) throws SQLException {
        update("DELETE FROM message WHERE seq = ?", seq);
    }

    /**
     * The least important messages, the oldest first among equals, that together free {@code bytes}.
     *
     * @return empty if that would cost a message more important than {@code priority}
     */
    Optional<List<Row>> victims(long bytes, int priority) throws SQLException {
        List<Row> victims = new ArrayList<>();
        long freed = 0;
        int above = Integer.MAX_VALUE;
        while (freed < bytes) {
            Optional<Integer> least = leastImportantBelow(above);
            if (least.isEmpty() || least.get() < priority) {
                return Optional.empty();
            }
            above = least.get();
            try (PreparedStatement sql = query("SELECT seq, size FROM message WHERE priority = ? ORDER BY seq", above);
                    ResultSet rows = sql.executeQuery()) {
                while (freed < bytes && rows.next()) {
                    Row victim = bare(rows);
                    victims.add(victim);
                    freed += victim.size();
                }
            }
        }
        return Optional.of(victims);
    }

    private Optional<Integer> leastImportantBelow(int priority) throws SQLException {
        try (PreparedStatement sql = query("SELECT max(priority) FROM message WHERE priority < ?", priority);
                ResultSet row = sql.executeQuery()) {
            row.next();
            int found = row.getInt(1);
            return row.wasNull() ? Optional.empty() : Optional.of(found);
        }
    }

    List<Row> olderThan(long appendedMs) throws SQLException {
        try (PreparedStatement sql =
                        query("SELECT seq, size FROM message WHERE appended_ms < ? LIMIT 1000", appendedMs);
                ResultSet rows = sql.executeQuery()) {
            List<Row> old = new ArrayList<>();
            while (rows.next()) {
                old.add(bare(rows));
            }
            return old;
        }
    }

    private static Row bare(ResultSet row) throws SQLException {
        return new Row(row.getLong(1), 0, "", new byte[0], row.getLong(2));
    }

    Optional<Long> sizeOf(long seq) throws SQLException {
        try (PreparedStatement sql = query("SELECT size FROM message WHERE seq = ?", seq);
                ResultSet row = sql.executeQuery()) {
            return row.next() ? Optional.of(row.getLong(1)) : Optional.empty();
        }
    }

    List<Long> next(int limit) throws SQLException {
        try (PreparedStatement sql = query("SELECT seq FROM message ORDER BY priority, seq LIMIT ?", limit);
                ResultSet rows = sql.executeQuery()) {
            List<Long> seqs = new ArrayList<>();
            while (rows.next()) {
                seqs.add(rows.getLong(1));
            }
            return seqs;
        }
    }

    Optional<SpooledMessage> get(long seq) throws SQLException {
        try (PreparedStatement sql = query("SELECT priority, topic, payload FROM message WHERE seq = ?", seq);
                ResultSet row = sql.executeQuery()) {
            return row.next()
                    ? Optional.of(new SpooledMessage(seq, row.getInt(1), row.getString(2), row.getBytes(3)))
                    : Optional.empty();
        }
    }

    private void update(String text, Object... values) throws SQLException {
        try (PreparedStatement sql = query(text, values)) {
            sql.executeUpdate();
        }
    }

    private PreparedStatement query(String text, Object... values) throws SQLException {
        PreparedStatement sql = connection.prepareStatement(text);
        for (int i = 0; i < values.length; i++) {
            sql.setObject(i + 1, values[i]);
        }
        return sql;
    }

    static boolean isFull(SQLException e) {
        return e instanceof SQLiteException lite && lite.getResultCode() == SQLiteErrorCode.SQLITE_FULL;
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
            lock.close();
        }
    }
}
