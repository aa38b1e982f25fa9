package vn.trangtien.drivers.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.trangtien.drivers.ConfigException;
import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.drivers.DriverDescriptor;

class DriverCatalogTest {

    private final DriverCatalog catalog = DriverCatalog.installed();

    @Test
    void everyDriverIsInstalled() {
        assertThat(catalog.descriptors())
                .extracting(DriverDescriptor::type)
                .contains(
                        "a02yyuw",
                        "ads1115",
                        "analog-scaled",
                        "bme280",
                        "door-contact",
                        "ds18b20",
                        "gps-nmea",
                        "lorawan",
                        "mcp3008",
                        "mhz19b",
                        "pms5003",
                        "register-map",
                        "scd41",
                        "sds011",
                        "sht31",
                        "street-lamp",
                        "tipping-bucket");
    }

    @ParameterizedTest(name = "{0} was meant to be {1}")
    @CsvSource({
        "bme-280, bme280",
        "BME280, bme280",
        "bme230, bme280",
        "pms50003, pms5003",
        "tippingbucket, tipping-bucket",
        "registermap, register-map",
        "a02yuw, a02yyuw"
    })
    void aMistypedDriverIsRecognised(String typed, String meant) {
        assertThatThrownBy(() -> catalog.get(device(typed, Map.of())))
                .isInstanceOf(ConfigException.class)
                .hasMessage("devices.x.driver must be an installed driver, but was '%s'; did you mean '%s'?"
                        .formatted(typed, meant));
    }

    @Test
    void aFarAwayNameGetsTheList() {
        assertThatThrownBy(() -> catalog.get(device("thermometer", Map.of())))
                .hasMessageContaining("known are [a02yyuw, ");
    }

    @Test
    void goodParametersHaveNoProblems() {
        assertThat(catalog.problems(device("bme280", Map.of("address", 0x77L)))).isEmpty();
        assertThat(catalog.problems(device("tipping-bucket", Map.of("line", 17L, "mmPerTip", 0.2))))
                .isEmpty();
    }

    @Test
    void everyProblemIsNamedAtOnce() {
        assertThat(catalog.problems(device(
                        "tipping-bucket",
                        Map.of("line", 99L, "mmPerTipp", 0.2, "pull", "sideways", "debounceMs", 1.5))))
                .containsExactlyInAnyOrder(
                        "devices.x.params.mmPerTipp is not a parameter of driver tipping-bucket; did you mean 'mmPerTip'?",
                        "devices.x.params.mmPerTip is missing: rain per tip, from the maker: 0.2, 0.2794, 0.5, in mm",
                        "devices.x.params.line must be 0 to 27, but was '99'",
                        "devices.x.params.pull must be one of [up, down, none], but was 'sideways'",
                        "devices.x.params.debounceMs must be a whole number, but was '1.5'");
    }

    @Test
    void aRegisterMapIsCheckedInside() {
        assertThat(catalog.problems(device(
                        "register-map",
                        Map.of("unit", 1L, "registers", Map.of("v", Map.of("at", 0L, "type", "float", "unit", "V"))))))
                .singleElement()
                .asString()
                .startsWith("devices.x.params.registers.v.type must be one of");
    }

    @Test
    void pairsAndDurationsAreChecked() {
        assertThat(catalog.problems(device("pms5003", Map.of("warmUp", "30 seconds"))))
                .containsExactly("devices.x.params.warmUp must be a duration such as 30s, but was '30 seconds'");
        assertThat(catalog.problems(
                        device("analog-scaled", Map.of("channel", 0L, "from", List.of(1L), "to", List.of(0L, 1L)))))
                .containsExactly("devices.x.params.from must be two numbers such as [0.6, 2.6], but was '[1]'");
    }

    @Test
    void everyDefaultObeysItsOwnRule() {
        for (DriverDescriptor descriptor : catalog.descriptors()) {
            var config = device(descriptor.type(), Map.of()).withDefaults(descriptor);
            assertThat(new ParameterCheck(descriptor, config).problems())
                    .as(descriptor.type())
                    .allMatch(problem -> problem.contains(" is missing: "));
        }
    }

    @Test
    void oneTypeHasOneDriver() {
        var twice = List.of(
                catalog.find("bme280").orElseThrow(), catalog.find("bme280").orElseThrow());

        assertThatThrownBy(() -> new DriverCatalog(twice)).hasMessageContaining("'bme280' must be claimed once");
    }

    private static DeviceConfig device(String driver, Map<String, Object> params) {
        return new DeviceConfig("x", driver, "bus", params);
    }
}
