package vn.trangtien.platform.database;

import java.util.Set;
import org.springframework.boot.sql.init.dependency.AbstractBeansOfTypeDatabaseInitializerDetector;

/** Tells Spring Boot that our migration comes first and that every bean with SQL waits for it. */
final class PlatformMigrationDetector extends AbstractBeansOfTypeDatabaseInitializerDetector {

    private static final int BEFORE_FLYWAY = -100;

    @Override
    protected Set<Class<?>> getDatabaseInitializerBeanTypes() {
        return Set.of(PlatformMigration.class);
    }

    @Override
    public int getOrder() {
        return BEFORE_FLYWAY;
    }
}
