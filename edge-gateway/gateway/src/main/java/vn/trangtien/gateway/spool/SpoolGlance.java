package vn.trangtien.gateway.spool;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.sqlite.SQLiteConfig;
import vn.trangtien.gateway.spool.SpoolException.Reason;

/**
 * A spool as somebody sees it who only reads the file, while a gateway works on it or not.
 *
 * @param id of the spool, part of every message's mark
 * @param byPriority undelivered messages by {@link Priority#code}
 * @param oldest how long the oldest undelivered message has waited, as far as the file tells; empty if there is none
 * @param fileBytes on the disk, with the log beside it
 */
public record SpoolGlance(
        String id, SpoolCounters counters, Map<Integer, Long> byPriority, Optional<Duration> oldest, long fileBytes) {

    /** @throws SpoolException if there is no spool, or it cannot be read */
    public static SpoolGlance read(Path file, Clock clock) throws SpoolException {
        if (!Files.exists(file)) {
            throw new SpoolException(
                    Reason.FAILED, "there is no spool at %s; the gateway has never run with it".formatted(file));
        }
        var config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout(5_000);
        try (Connection connection = config.createConnection("jdbc:sqlite:" + file);
                Statement sql = connection.createStatement()) {
            long bytes = Files.size(file);
            Path log = file.resolveSibling(file.getFileName() + "-wal");
            return glance(sql, clock, bytes + (Files.exists(log) ? Files.size(log) : 0));
        } catch (SQLException | IOException e) {
            throw new SpoolException(
                    Reason.FAILED, "the spool %s cannot be read: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static SpoolGlance glance(Statement sql, Clock clock, long fileBytes) throws SQLException {
        Map<Integer, Long> byPriority = new TreeMap<>();
        long depth = 0;
        long size = 0;
        long oldest = Long.MAX_VALUE;
        // Replies have no number and are not part of the account.
        try (ResultSet rows = sql.executeQuery("""
                SELECT priority, count(*), sum(iif(seq < %1$d, size, 0)), min(appended_ms), sum(seq < %1$d)
                FROM message GROUP BY priority""".formatted(Tally.FIRST_REPLY))) {
            while (rows.next()) {
                byPriority.put(rows.getInt(1), rows.getLong(2));
                depth += rows.getLong(5);
                size += rows.getLong(3);
                oldest = Math.min(oldest, rows.getLong(4));
            }
        }
        long now = age(sql).orElse(clock.millis());
        try (ResultSet row =
                sql.executeQuery("SELECT id, appended, delivered, evicted, rejected, displaced FROM spool")) {
            if (!row.next()) {
                throw new SQLException("the file holds no account");
            }
            return new SpoolGlance(
                    row.getString(1),
                    new SpoolCounters(
                            row.getLong(2),
                            row.getLong(3),
                            row.getLong(4),
                            row.getLong(5),
                            row.getLong(6),
                            depth,
                            size),
                    byPriority,
                    depth == 0 ? Optional.empty() : Optional.of(Duration.ofMillis(Math.max(0, now - oldest))),
                    fileBytes);
        }
    }

    /** The spool's own age, by which it counts waiting; spools of earlier releases go by the clock. */
    private static Optional<Long> age(Statement sql) throws SQLException {
        try (ResultSet table =
                sql.executeQuery("SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'spool_time'")) {
            if (!table.next() || table.getInt(1) == 0) {
                return Optional.empty();
            }
        }
        try (ResultSet row = sql.executeQuery("SELECT age_ms FROM spool_time")) {
            return row.next() ? Optional.of(row.getLong(1)) : Optional.empty();
        }
    }

    /** Whether a gateway works on the spool right now. */
    public static boolean isInUse(Path file) throws SpoolException {
        Path lock = file.resolveSibling(file.getFileName() + ".lock");
        if (!Files.exists(lock)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
                FileLock free = channel.tryLock()) {
            return free == null;
        } catch (OverlappingFileLockException sameProcess) {
            return true;
        } catch (IOException e) {
            throw new SpoolException(
                    Reason.FAILED, "whether %s is in use cannot be found out: %s".formatted(file, e.getMessage()), e);
        }
    }
}
