package vn.trangtien.platform.audit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.trangtien.platform.database.DatabaseAutoConfiguration;
import vn.trangtien.platform.timestamping.Rfc3161Timestamper;
import vn.trangtien.platform.timestamping.TimestampTrust;
import vn.trangtien.platform.timestamping.Timestamper;

/** The audit log of this service, and its anchors where the settings name an authority. */
@AutoConfiguration(after = DatabaseAutoConfiguration.class)
@EnableConfigurationProperties(AnchorSettings.class)
public class AuditAutoConfiguration {

    @Bean
    AuditLog auditLog(JdbcClient jdbc, Clock clock, @Value("${spring.application.name}") String service) {
        return new AuditLog(jdbc, clock, service);
    }

    @Bean
    AuditVerifier auditVerifier(DataSource dataSource, AnchorSettings settings) {
        return new AuditVerifier(dataSource, trust(settings));
    }

    @Bean
    AuditSearch auditSearch(JdbcClient jdbc, DataSource dataSource) {
        return new AuditSearch(jdbc, dataSource);
    }

    private static TimestampTrust trust(AnchorSettings settings) {
        Resource file = settings.tsaTrust();
        if (file == null) {
            return TimestampTrust.ofAnybody();
        }
        try (InputStream pem = file.getInputStream()) {
            return TimestampTrust.of(pem, "trangtien.audit.anchor.tsa-trust", List.copyOf(settings.tsaPolicies()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Only in the service whose settings name an authority. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnExpression("!'${trangtien.audit.anchor.tsa-url:}'.isEmpty()")
    static class Anchors {

        @Bean
        @ConditionalOnMissingBean
        Timestamper auditTimestamper(AnchorSettings settings, Clock clock) {
            URI address = Objects.requireNonNull(settings.tsaUrl());
            return new Rfc3161Timestamper(
                    address, trust(settings), settings.timeout(), settings.clockTolerance(), clock);
        }

        @Bean
        AnchorLoop auditAnchorLoop(JdbcClient jdbc, Timestamper timestamper, AnchorSettings settings, Clock clock) {
            return new AnchorLoop(new Anchoring(jdbc, timestamper, settings, clock), settings.look());
        }

        @Bean
        HealthIndicator auditAnchorsHealthIndicator(AnchorLoop loop, AnchorSettings settings, Clock clock) {
            return new AnchorHealthIndicator(loop, settings, clock);
        }
    }
}
