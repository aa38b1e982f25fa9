package vn.trangtien.platform.organisation.people;

import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.io.Resource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import vn.trangtien.platform.audit.AuditLog;
import vn.trangtien.platform.database.Datasets;
import vn.trangtien.platform.database.Revised;
import vn.trangtien.platform.organisation.Organisation;
import vn.trangtien.platform.organisation.OrganisationAutoConfiguration;

/** Posts and the people in them, with the posts of the file that {@code trangtien.organisation.positions} names. */
@AutoConfiguration(after = OrganisationAutoConfiguration.class)
public class OfficeAutoConfiguration {

    @Bean
    Offices offices(
            JdbcClient jdbc,
            Organisation organisation,
            TransactionOperations transactions,
            AuditLog audit,
            Clock clock,
            @Value("${trangtien.organisation.positions:classpath:platform/positions.yaml}") Resource file) {
        var store = new OfficeStore(jdbc, Datasets.read(file, OfficeStore.File.class));
        return new Offices(
                store, new Revised<>(jdbc, "offices", store::load), organisation, jdbc, transactions, audit, clock);
    }
}
