package vn.trangtien.platform.database;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.InitializingBean;

/**
 * Brings schema {@code platform} up to date before the service's own migration starts. Needs three connections at once:
 * one holds the lock, two are Flyway's.
 */
public final class PlatformMigration implements InitializingBean {

    static final String SCHEMA = "platform";

    private final DataSource dataSource;

    PlatformMigration(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public void afterPropertiesSet() {
        AdvisoryLock.whileHeld(dataSource, () -> migrate(dataSource));
    }

    /** Migrates without a Spring context, for tools and tests. */
    public static void migrate(DataSource dataSource) {
        Flyway.configure()
                .dataSource(dataSource)
                .defaultSchema(SCHEMA)
                .schemas(SCHEMA)
                .createSchemas(true)
                .locations("classpath:db/platform")
                .load()
                .migrate();
    }
}
