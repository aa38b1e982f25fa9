package vn.trangtien.platform.audit;

import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.trangtien.platform.database.DatabaseAutoConfiguration;

/** The audit log of this service. */
@AutoConfiguration(after = DatabaseAutoConfiguration.class)
public class AuditAutoConfiguration {

    @Bean
    AuditLog auditLog(JdbcClient jdbc, Clock clock, @Value("${spring.application.name}") String service) {
        return new AuditLog(jdbc, clock, service);
    }

    @Bean
    AuditVerifier auditVerifier(JdbcClient jdbc) {
        return new AuditVerifier(jdbc);
    }
}
