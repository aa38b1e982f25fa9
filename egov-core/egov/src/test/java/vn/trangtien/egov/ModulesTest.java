package vn.trangtien.egov;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModulesTest {

    @Test
    void featuresUseOnlyWhatTheirNeighboursPublish() {
        ApplicationModules.of(EgovCore.class).verify();
    }
}
