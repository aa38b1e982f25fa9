package vn.trangtien.ingest.timeseries;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import vn.trangtien.ingest.timeseries.TimeSeriesStore.StoreUnavailable;

/** A few connections for questions to QuestDB, made when the first is needed. Thread-safe. */
final class SqlPool implements AutoCloseable {

    private static final int CONNECTIONS = 6;
    private static final Duration CONNECTING = Duration.ofSeconds(3);

    /** The pool takes no less. */
    private static final Duration SHORTEST = Duration.ofMillis(250);

    private final HikariDataSource pool;
    private final String url;

    SqlPool(TimeSeriesProperties.Questdb server, Duration timeout) {
        this.url = server.url();
        var config = new HikariConfig();
        config.setPoolName("time-series");
        config.setJdbcUrl(server.url());
        config.setUsername(server.username());
        config.setPassword(server.password());
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(Math.max(SHORTEST.toMillis(), Math.min(timeout.toMillis(), CONNECTING.toMillis())));
        // The store may come later than the service.
        config.setInitializationFailTimeout(-1);
        config.addDataSourceProperty("connectTimeout", "5");
        config.addDataSourceProperty("socketTimeout", Long.toString(Math.max(1, timeout.toSeconds())));
        this.pool = new HikariDataSource(config);
    }

    /** A question. */
    @FunctionalInterface
    interface Question<T> {
        T ask(Connection connection) throws SQLException;
    }

    <T> T with(Question<T> question) throws StoreUnavailable {
        try (Connection connection = pool.getConnection()) {
            return question.ask(connection);
        } catch (SQLException e) {
            throw new StoreUnavailable(
                    "the time-series store at %s does not answer a question: %s".formatted(url, e.getMessage()), e);
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
