package vn.trangtien.gateway.spool;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** SQL that is compiled once and run often. Not thread-safe. */
final class Statements {

    private final Connection connection;
    private final Map<String, PreparedStatement> compiled = new HashMap<>();

    Statements(Connection connection) {
        this.connection = connection;
    }

    /** Makes something of the row that a result stands on. */
    @FunctionalInterface
    interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Changes rows and says how many. */
    int update(String text, @Nullable Object... values) throws SQLException {
        PreparedStatement sql = compiled(text, values);
        try {
            return sql.executeUpdate();
        } catch (SQLException e) {
            discard(text, e);
            throw e;
        }
    }

    <T> List<T> list(String text, RowReader<T> reader, @Nullable Object... values) throws SQLException {
        PreparedStatement sql = compiled(text, values);
        try (ResultSet rows = sql.executeQuery()) {
            List<T> found = new ArrayList<>();
            while (rows.next()) {
                found.add(reader.read(rows));
            }
            return found;
        } catch (SQLException e) {
            discard(text, e);
            throw e;
        }
    }

    <T> Optional<T> first(String text, RowReader<T> reader, @Nullable Object... values) throws SQLException {
        List<T> found = list(text, reader, values);
        return found.isEmpty() ? Optional.empty() : Optional.of(found.get(0));
    }

    long number(String text, @Nullable Object... values) throws SQLException {
        return first(text, row -> row.getLong(1), values).orElse(0L);
    }

    /** Numbers as one value for {@code IN (SELECT value FROM json_each(?))}, however many they are. */
    static String json(Collection<Long> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(",", "[", "]"));
    }

    private PreparedStatement compiled(String text, @Nullable Object... values) throws SQLException {
        PreparedStatement sql = compiled.get(text);
        if (sql == null) {
            sql = connection.prepareStatement(text);
            compiled.put(text, sql);
        }
        for (int i = 0; i < values.length; i++) {
            sql.setObject(i + 1, values[i]);
        }
        return sql;
    }

    /** A statement that failed half-way would hold its lock on the file. */
    private void discard(String text, SQLException cause) {
        try (PreparedStatement failed = compiled.remove(text)) {
            if (failed != null) {
                failed.clearParameters();
            }
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }
}
