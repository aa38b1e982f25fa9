package vn.trangtien.drivers.lorawan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.trangtien.drivers.ConfigException;
import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.drivers.DriverDescriptor.BusKind;
import vn.trangtien.drivers.DriverDescriptor.Channel;
import vn.trangtien.drivers.catalog.DriverCatalog;

class LorawanDriverTest {

    private final Map<String, Object> params = new HashMap<>(Map.of(
            "server", "ttn",
            "application", "hue-bins@ttn",
            "devEui", "70B3D57ED005B89A",
            "fields", Map.of("fill", Map.of("from", "fill", "unit", "%"))));

    @Test
    void itIsInstalledAndHangsOnMqtt() {
        assertThat(DriverCatalog.installed().find("lorawan"))
                .hasValueSatisfying(
                        driver -> assertThat(driver.descriptor().busKinds()).containsExactly(BusKind.MQTT));
        assertThat(DriverCatalog.installed().problems(config())).isEmpty();
    }

    @Test
    void itsChannelsAreTheFieldsAndTheCounters() {
        assertThat(new LorawanDriver().channels(config()))
                .extracting(Channel::name)
                .containsExactly("fill", "uplinks", "duplicates", "gaps", "rssi", "snr");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "devEui | 70B3 | devices.bin.params.devEui must be the 16 hexadecimal digits",
                "application | hue/bins | devices.bin.params.application must be one level of a topic",
                "application | # | must be one level of a topic",
                "deviceId | + | devices.bin.params.deviceId must be one level of a topic",
                "expectEvery | PT0S | devices.bin.params.expectEvery must be 1 s to 30 days"
            })
    void whatCannotBeIsRefused(String name, String value, String message) {
        params.put(name, value);

        assertThatThrownBy(() -> new LorawanDriver().channels(config()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(message)
                .hasMessageContaining("but was '" + value + "'");
    }

    @Test
    void aDeviceIdIsForTheThingsStackOnly() {
        params.put("server", "chirpstack");
        params.put("deviceId", "bin-7");

        assertThatThrownBy(() -> new LorawanDriver().channels(config()))
                .hasMessage("devices.bin.params.deviceId is for server: ttn only; remove it, but was 'bin-7'");
    }

    @Test
    void fieldsAreChecked() {
        assertRefused(Map.of(), "devices.bin.params.fields must name at least one field, but is empty");
        assertRefused(
                Map.of("rssi", Map.of("from", "a", "unit", "1")),
                "devices.bin.params.fields.rssi must be a name other than [duplicates, gaps, rssi, snr, uplinks]");
        assertRefused(Map.of("fill", "a"), "devices.bin.params.fields.fill must be a map such as { from:");
        assertRefused(Map.of("fill", Map.of("unit", "%")), "devices.bin.params.fields.fill.from must be a text");
        assertRefused(Map.of("fill", Map.of("from", "a")), "devices.bin.params.fields.fill.unit must be a text");
        assertRefused(
                Map.of("fill", Map.of("from", "a", "unit", "%", "factor", 2L)),
                "devices.bin.params.fields.fill may have the keys [from, offset, scale, unit] only, but was 'factor'");
        assertRefused(
                Map.of("fill", Map.of("from", "a", "unit", "%", "scale", 0L)),
                "devices.bin.params.fields.fill.scale must not be 0");
        assertRefused(
                Map.of("fill", Map.of("from", "a", "unit", "%", "offset", "x")),
                "devices.bin.params.fields.fill.offset must be a number, but was 'x'");
        assertRefused(
                Map.of("fill", Map.of("from", "a..b", "unit", "%")),
                "devices.bin.params.fields.fill.from must be a path such as battery");
    }

    private void assertRefused(Map<String, Object> fields, String message) {
        params.put("fields", fields);
        assertThatThrownBy(() -> new LorawanDriver().channels(config()))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(message);
    }

    private DeviceConfig config() {
        return new DeviceConfig("bin", "lorawan", "lora", params);
    }
}
