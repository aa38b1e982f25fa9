package vn.trangtien.ingest;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** Features use only what their neighbours publish, and not in circles. */
class ModulesTest {

    @Test
    void modulesUseOnlyWhatTheirNeighboursPublish() {
        ApplicationModules.of(CloudIngest.class).verify();
    }
}
