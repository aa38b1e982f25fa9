package vn.trangtien.platform.organisation;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.io.Resource;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.trangtien.platform.database.DatabaseAutoConfiguration;
import vn.trangtien.platform.database.Datasets;

/** The organisation tree, from the file that {@code trangtien.organisation.file} names. */
@AutoConfiguration(after = DatabaseAutoConfiguration.class)
public class OrganisationAutoConfiguration {

    @Bean
    Organisation organisation(
            JdbcClient jdbc,
            Datasets datasets,
            @Value("${trangtien.organisation.file:classpath:platform/organisation.yaml}") Resource file) {
        var store = new OrganisationStore(jdbc);
        datasets.load("organisation", file, OrganisationStore.File.class, store::replace);
        return store.load();
    }
}
