package vn.trangtien.platform.organisation;

import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.io.Resource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import vn.trangtien.platform.audit.AuditAutoConfiguration;
import vn.trangtien.platform.audit.AuditLog;
import vn.trangtien.platform.database.DatabaseAutoConfiguration;
import vn.trangtien.platform.database.Datasets;
import vn.trangtien.platform.database.Revised;

/** The organisation tree, from the files that {@code trangtien.organisation.file} names, and the people in it. */
@AutoConfiguration(after = {DatabaseAutoConfiguration.class, AuditAutoConfiguration.class})
public class OrganisationAutoConfiguration {

    static final String FILES = "classpath:platform/organisation.yaml,classpath:platform/organisation-wards.yaml";

    @Bean
    OrganisationStore organisationStore(JdbcClient jdbc) {
        return new OrganisationStore(jdbc);
    }

    @Bean
    Revised<UnitTree> unitTree(
            JdbcClient jdbc,
            Datasets datasets,
            OrganisationStore store,
            @Value("${trangtien.organisation.file:" + FILES + "}") Resource[] files) {
        for (int i = 0; i < files.length; i++) {
            String name = i == 0 ? "organisation" : "organisation-" + (i + 1);
            datasets.load(name, files[i], OrganisationStore.File.class, file -> store.replace(name, file));
        }
        return new Revised<>(jdbc, "organisation", store::load);
    }

    @Bean
    Organisation organisation(Revised<UnitTree> tree) {
        // Read once now, so that a file with a fault stops the start and not the first request.
        tree.get();
        return new Organisation(tree);
    }

    @Bean
    OrganisationChanges organisationChanges(
            OrganisationStore store,
            Revised<UnitTree> tree,
            JdbcClient jdbc,
            TransactionOperations transactions,
            AuditLog audit,
            Clock clock) {
        return new OrganisationChanges(store, tree, jdbc, transactions, audit, clock);
    }
}
