package vn.trangtien.platform.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.trangtien.platform.audit.proof.Anchor;
import vn.trangtien.platform.audit.proof.LogSource;

/**
 * The log in a database, as it is at the moment of opening: one snapshot for entries, anchors and head, read through cursors.
 * Expects nothing of the rows; somebody may have put anything into them. Not thread-safe.
 */
public final class DatabaseLog implements LogSource {

    private static final int PAGE = 5_000;
    private static final int SMALL_PAGE = 500;

    private final Connection connection;
    private final long firstSeq;

    /**
     * The whole log.
     *
     * @param connection to the city's database; belongs to this object from now on
     */
    public DatabaseLog(Connection connection) throws SQLException {
        this(connection, 1);
    }

    /** The log from one entry on. */
    public DatabaseLog(Connection connection, long firstSeq) throws SQLException {
        this.connection = connection;
        this.firstSeq = firstSeq;
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setReadOnly(true);
    }

    @Override
    public Optional<Head> head() throws IOException {
        try (PreparedStatement statement = connection.prepareStatement("select seq, hash from platform.audit_head");
                ResultSet row = statement.executeQuery()) {
            return row.next() ? Optional.of(new Head(row.getLong(1), text(row, 2))) : Optional.empty();
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    @Override
    public long firstSeq() {
        return firstSeq;
    }

    @Override
    public Lines lines() throws IOException {
        // A time beyond what a long of microseconds can tell, infinity among them, would stop the reading.
        String from = firstSeq == 1 ? "" : "where seq >= " + firstSeq;
        Cursor rows = new Cursor(connection, """
                select seq, least(greatest(extract(epoch from at) * 1000000, -9e18), 9e18)::bigint, service, actor, action,
                       subject, detail, prev_hash, hash
                from platform.audit %s order by seq""".formatted(from), PAGE);
        return new Lines() {
            @Override
            public @Nullable Line next() throws IOException {
                try {
                    return rows.next() ? new Line(entry(rows.row), "") : null;
                } catch (SQLException e) {
                    throw unreadable(e);
                }
            }

            @Override
            public void close() throws IOException {
                rows.close();
            }
        };
    }

    @Override
    public Iterator<Anchor> anchors() throws IOException {
        Cursor rows = new Cursor(connection, "select * from platform.audit_anchor order by number", SMALL_PAGE);
        return new Iterator<>() {
            private boolean asked;
            private boolean more;

            @Override
            public boolean hasNext() {
                if (!asked) {
                    more = rows.move();
                    asked = true;
                }
                return more;
            }

            @Override
            public Anchor next() {
                if (!hasNext()) {
                    throw new NoSuchElementException("there are no more anchors");
                }
                asked = false;
                try {
                    return anchor(rows.row);
                } catch (SQLException e) {
                    throw new UncheckedIOException(unreadable(e));
                }
            }
        };
    }

    @Override
    public void close() throws IOException {
        try {
            connection.rollback();
            connection.close();
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    static Anchor anchor(ResultSet row) throws SQLException {
        OffsetDateTime stampedAt = row.getObject("stamped_at", OffsetDateTime.class);
        return new Anchor(
                row.getLong("number"),
                row.getLong("from_seq"),
                row.getLong("to_seq"),
                text(row, "root"),
                text(row, "last_hash"),
                text(row, "prev_digest"),
                text(row, "digest"),
                stampedAt == null ? Instant.EPOCH : stampedAt.toInstant(),
                text(row, "token"));
    }

    private static AuditEntry entry(ResultSet row) throws SQLException {
        return new AuditEntry(
                row.getLong(1),
                Instant.EPOCH.plus(row.getLong(2), ChronoUnit.MICROS),
                text(row, 3),
                text(row, 4),
                text(row, 5),
                text(row, 6),
                text(row, 7),
                text(row, 8),
                text(row, 9));
    }

    /** Somebody who can drop a constraint can also leave a column empty. */
    private static String text(ResultSet row, int column) throws SQLException {
        String value = row.getString(column);
        return value == null ? "" : value;
    }

    private static String text(ResultSet row, String column) throws SQLException {
        String value = row.getString(column);
        return value == null ? "" : value;
    }

    private static IOException unreadable(SQLException e) {
        return new IOException("the audit log cannot be read: " + e.getMessage(), e);
    }

    /** One statement that is read page by page. */
    private static final class Cursor {

        private final PreparedStatement statement;
        private final ResultSet row;

        Cursor(Connection connection, String sql, int page) throws IOException {
            try {
                statement = connection.prepareStatement(sql);
                statement.setFetchSize(page);
                row = statement.executeQuery();
            } catch (SQLException e) {
                throw unreadable(e);
            }
        }

        boolean next() throws SQLException {
            return row.next();
        }

        boolean move() {
            try {
                boolean more = row.next();
                if (!more) {
                    statement.close();
                }
                return more;
            } catch (SQLException e) {
                throw new UncheckedIOException(unreadable(e));
            }
        }

        void close() throws IOException {
            try {
                statement.close();
            } catch (SQLException e) {
                throw unreadable(e);
            }
        }
    }
}
