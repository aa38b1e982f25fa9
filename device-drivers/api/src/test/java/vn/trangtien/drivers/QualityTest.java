package vn.trangtien.drivers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names are on the wire and in stores: this list may grow, but no line of it may change. */
class QualityTest {

    @ParameterizedTest(name = "{0} is usable: {1}")
    @CsvSource({
        "GOOD, true",
        "UNCERTAIN, true",
        "STALE, false",
        "OUT_OF_RANGE, false",
        "WARMING_UP, false",
        "SENSOR_FAULT, false",
        "COMM_FAULT, false",
        "CONFIG_ERROR, false"
    })
    void alarmsAndAveragesUseGoodAndUncertainOnly(Quality quality, boolean usable) {
        assertThat(quality.isUsable()).isEqualTo(usable);
    }

    @Test
    void theTableAboveIsComplete() {
        assertThat(Quality.values()).hasSize(8);
    }
}
