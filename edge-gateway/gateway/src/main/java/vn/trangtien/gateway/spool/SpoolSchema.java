package vn.trangtien.gateway.spool;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * The tables of a spool. There are spools of the first release in the field, and a release that is rolled back meets a spool of
 * the newer one: columns and tables are added, never changed or taken away, and the table {@code spool} keeps its columns.
 */
final class SpoolSchema {

    private static final List<String> TABLES = List.of("""
            CREATE TABLE IF NOT EXISTS spool (
                one INTEGER PRIMARY KEY CHECK (one = 1), id TEXT NOT NULL, appended INTEGER NOT NULL,
                delivered INTEGER NOT NULL, evicted INTEGER NOT NULL, rejected INTEGER NOT NULL,
                displaced INTEGER NOT NULL)""", """
            CREATE TABLE IF NOT EXISTS message (
                seq INTEGER PRIMARY KEY, priority INTEGER NOT NULL, size INTEGER NOT NULL,
                appended_ms INTEGER NOT NULL, topic TEXT NOT NULL, payload BLOB NOT NULL)""", """
            CREATE TABLE IF NOT EXISTS spool_time (
                one INTEGER PRIMARY KEY CHECK (one = 1), age_ms INTEGER NOT NULL, wall_ms INTEGER NOT NULL)""", """
            CREATE TABLE IF NOT EXISTS eviction (
                first INTEGER PRIMARY KEY, last INTEGER NOT NULL, reason INTEGER NOT NULL, report INTEGER)""");

    private static final List<String> INDEXES = List.of(
            "CREATE INDEX IF NOT EXISTS message_order ON message (priority, seq, size)",
            "CREATE INDEX IF NOT EXISTS message_untrusted ON message (seq) WHERE clock_base IS NOT NULL",
            "CREATE INDEX IF NOT EXISTS eviction_last ON eviction (last)",
            "CREATE INDEX IF NOT EXISTS eviction_report ON eviction (report) WHERE report IS NOT NULL");

    private SpoolSchema() {}

    /** How the file is written. */
    static void configure(Connection connection, int maxPages) throws SQLException {
        try (Statement sql = connection.createStatement()) {
            sql.execute("PRAGMA journal_mode=WAL");
            sql.execute("PRAGMA synchronous=FULL");
            // Without it the log keeps the size of its largest burst for ever.
            sql.execute("PRAGMA journal_size_limit=2097152");
            sql.execute("PRAGMA wal_autocheckpoint=256");
            sql.execute("PRAGMA busy_timeout=5000");
            sql.execute("PRAGMA cache_size=-1024");
            sql.execute("PRAGMA max_page_count=" + maxPages);
        }
    }

    /**
     * Checks the file, and makes or completes its tables in one transaction.
     *
     * @return the spool's id
     */
    static String prepare(Connection connection) throws SQLException {
        try (Statement sql = connection.createStatement()) {
            try (ResultSet check = sql.executeQuery("PRAGMA quick_check(1)")) {
                if (check.next() && !check.getString(1).equals("ok")) {
                    throw new SQLiteException("quick_check: " + check.getString(1), SQLiteErrorCode.SQLITE_CORRUPT);
                }
            }
            if (!isComplete(sql)) {
                complete(connection, sql);
            }
            try (ResultSet row = sql.executeQuery("SELECT id FROM spool")) {
                row.next();
                return row.getString(1);
            }
        }
    }

    /** Nothing is written to a complete file, so that it can be opened on a full disk. */
    private static boolean isComplete(Statement sql) throws SQLException {
        try (ResultSet row = sql.executeQuery(
                "SELECT count(*) FROM sqlite_schema WHERE name IN ('spool', 'message_untrusted', 'eviction_report')")) {
            if (row.getInt(1) < 3) {
                return false;
            }
        }
        try (ResultSet row = sql.executeQuery("SELECT count(*) FROM spool")) {
            return row.getInt(1) == 1;
        }
    }

    private static void complete(Connection connection, Statement sql) throws SQLException {
        sql.execute("BEGIN IMMEDIATE");
        try {
            for (String table : TABLES) {
                sql.execute(table);
            }
            Set<String> columns = new HashSet<>();
            try (ResultSet rows = sql.executeQuery("SELECT name FROM pragma_table_info('message')")) {
                while (rows.next()) {
                    columns.add(rows.getString(1));
                }
            }
            if (!columns.contains("boot")) {
                sql.execute("ALTER TABLE message ADD COLUMN boot TEXT");
            }
            if (!columns.contains("clock_base")) {
                sql.execute("ALTER TABLE message ADD COLUMN clock_base INTEGER");
            }
            for (String index : INDEXES) {
                sql.execute(index);
            }
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT OR IGNORE INTO spool VALUES (1, ?, 0, 0, 0, 0, 0)")) {
                insert.setString(1, UUID.randomUUID().toString());
                insert.executeUpdate();
            }
            sql.execute("COMMIT");
        } catch (SQLException e) {
            try {
                sql.execute("ROLLBACK");
            } catch (SQLException alreadyRolledBack) {
                e.addSuppressed(alreadyRolledBack);
            }
            throw e;
        }
    }
}
