package vn.trangtien.platform.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * A lock that the database keeps while one connection is open. Services that start together on one database queue here,
 * so only the first migrates and loads data and the others find the work done.
 */
final class AdvisoryLock {

    /** Any constant will do as long as nobody else in the database uses it. */
    private static final long STARTUP = 0x5452_4E47_5449_454EL;

    private AdvisoryLock() {}

    static void whileHeld(DataSource dataSource, Runnable work) {
        try (Connection connection = dataSource.getConnection()) {
            call(connection, "select pg_advisory_lock(?)");
            try {
                work.run();
            } finally {
                call(connection, "select pg_advisory_unlock(?)");
            }
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "cannot take the start-up lock of the database: " + e.getMessage()
                            + "; check spring.datasource.url",
                    e);
        }
    }

    private static void call(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, STARTUP);
            statement.execute();
        }
    }
}
