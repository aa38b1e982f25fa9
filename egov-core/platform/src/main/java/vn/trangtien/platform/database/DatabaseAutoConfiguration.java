package vn.trangtien.platform.database;

import java.time.Clock;
import java.time.ZoneId;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Schema {@code platform}, dated data, and the one clock of the process. */
@AutoConfiguration(
        before = FlywayAutoConfiguration.class,
        after = {
            DataSourceAutoConfiguration.class,
            JdbcClientAutoConfiguration.class,
            TransactionAutoConfiguration.class
        })
public class DatabaseAutoConfiguration {

    /** Where the city's officials read their watches; with UTC, "today" would be yesterday until seven in the morning. */
    public static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.system(ZONE);
    }

    @Bean
    PlatformMigration platformMigration(DataSource dataSource) {
        return new PlatformMigration(dataSource);
    }

    @Bean
    Datasets datasets(DataSource dataSource, JdbcClient jdbc, TransactionOperations transactions, Clock clock) {
        return new Datasets(dataSource, jdbc, transactions, clock);
    }
}
