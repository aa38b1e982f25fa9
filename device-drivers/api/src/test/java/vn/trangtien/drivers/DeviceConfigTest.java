package vn.trangtien.drivers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vn.trangtien.drivers.DeviceConfig.NumberPair;
import vn.trangtien.drivers.DriverDescriptor.BusKind;
import vn.trangtien.drivers.DriverDescriptor.Parameter;

class DeviceConfigTest {

    private static final DriverDescriptor DESCRIPTOR = DriverDescriptor.of(
                    "dummy", new Text("thử", "trial"), "none", BusKind.GPIO)
            .parameters(
                    Parameter.integer("line", new Text("chân", "line"))
                            .within(0, 27)
                            .mandatory(),
                    Parameter.choice("pull", new Text("điện trở", "resistor"), "up", "down")
                            .defaultsTo("up"))
            .build();

    @Test
    void kindsOfValues() {
        DeviceConfig config = config(Map.of(
                "a", 7L, "b", 7, "c", 1.5, "d", "text", "e", "PT30S", "f", List.of(1L, 2.5), "g", Map.of("x", 1)));

        assertThat(config.integer("a")).contains(7L);
        assertThat(config.integer("b")).contains(7L);
        assertThat(config.number("a")).contains(7.0);
        assertThat(config.number("c")).contains(1.5);
        assertThat(config.text("d")).contains("text");
        assertThat(config.duration("e")).contains(Duration.ofSeconds(30));
        assertThat(config.pair("f")).contains(new NumberPair(1, 2.5));
        assertThat(config.map("g")).isPresent();
        assertThat(config.text("absent")).isEmpty();
    }

    @Test
    void aValueOfAnotherKindIsNamedWithItsPlace() {
        DeviceConfig config = config(Map.of("v", true, "pair", List.of(1L), "time", "30s"));

        assertThatThrownBy(() -> config.integer("v"))
                .isInstanceOf(ConfigException.class)
                .hasMessage("devices.rain.params.v must be a whole number, but was 'true'");
        assertThatThrownBy(() -> config.number("v")).hasMessageContaining("must be a number, but was 'true'");
        assertThatThrownBy(() -> config.text("v")).hasMessageContaining("must be a text, but was 'true'");
        assertThatThrownBy(() -> config.map("v")).hasMessageContaining("must be a map of names");
        assertThatThrownBy(() -> config.pair("pair")).hasMessageContaining("must be a list of two numbers");
        assertThatThrownBy(() -> config.duration("time")).hasMessageContaining("such as PT30S, but was '30s'");
    }

    @Test
    void defaultsFillOnlyWhatWasNotSaid() {
        assertThat(config(Map.of()).withDefaults(DESCRIPTOR).text("pull")).contains("up");
        assertThat(config(Map.of("pull", "down")).withDefaults(DESCRIPTOR).text("pull"))
                .contains("down");
    }

    @Test
    void whatIsNeededAndMissingIsNamed() {
        assertThatThrownBy(() -> config(Map.of()).withDefaults(DESCRIPTOR).needInteger("line"))
                .isInstanceOf(ConfigException.class)
                .hasMessage("devices.rain.params.line is missing, but driver dummy needs it; add it under params");
    }

    private static DeviceConfig config(Map<String, Object> params) {
        return new DeviceConfig("rain", "dummy", "gpio", params);
    }
}
