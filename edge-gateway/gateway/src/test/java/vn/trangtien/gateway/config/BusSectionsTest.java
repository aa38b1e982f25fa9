package vn.trangtien.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.trangtien.drivers.port.BusConfig;

/** What a technician writes about buses, and what is said of mistakes. */
class BusSectionsTest extends ConfigFixture {

    @Test
    void twoBusesAtOnePortAreAMistakeThatNamesBothLines() {
        problem(
                HEAD + "  rs485: { kind: modbus-rtu, port: /dev/ttyS0 }\n",
                6,
                "buses.rs485",
                "/dev/ttyS0",
                "bus 'uart-1' in line 5 and bus 'rs485' in line 6");
    }

    @Test
    void busesOfTheNewKindsAreRead() throws Exception {
        GatewayConfig config = scripted.read("gw.yaml", HEAD + """
                  w1: { kind: one-wire }
                  plc: { kind: modbus-tcp, host: 192.168.1.20 }
                  lora: { kind: mqtt, url: "ssl://chirpstack:8883", username: hue, passwordFile: /etc/lora }
                  pins: { kind: gpio, chip: pinctrl-rp1, pwmChip: 2 }
                """);

        assertThat(config.buses())
                .contains(
                        new BusConfig.OneWire("w1", "/sys/bus/w1/devices"),
                        new BusConfig.ModbusTcp("plc", "192.168.1.20", 502, Duration.ofSeconds(1)),
                        new BusConfig.Mqtt(
                                "lora",
                                "ssl://chirpstack:8883",
                                Optional.of("hue"),
                                Optional.of("/etc/lora"),
                                Optional.empty()),
                        new BusConfig.Gpio("pins", "pinctrl-rp1", 2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kind: modbus-tcp | buses.x.host | is missing",
                "kind: modbus-tcp, host: a, port: 70000 | buses.x.port | must be 1 to 65535",
                "kind: mqtt, url: http://a | buses.x.url | tcp://host:port",
                "kind: mqtt | buses.x.url | is missing",
                "kind: gpio, pwmChip: 99 | buses.x.pwmChip | must be 0 to 31",
                "kind: one-wire, paht: /sys | buses.x.paht | did you mean 'path'?",
                "kind: onewire | buses.x.kind | did you mean 'one-wire'?",
            })
    void mistakesInBusesNameTheirKey(String text, String key, String rule) {
        assertThatExceptionOfType(InvalidConfigException.class)
                .isThrownBy(() -> scripted.read("gw.yaml", HEAD + "  x: { " + text + " }\n"))
                .satisfies(e -> assertThat(e.problems()).anySatisfy(problem -> {
                    assertThat(problem.key()).isEqualTo(key);
                    assertThat(problem.line()).isEqualTo(6);
                    assertThat(problem.rule()).contains(rule);
                }));
    }

    @Test
    void wrongBusesNameTheirKinds() {
        problem(HEAD.replace("kind: uart", "kind: usart"), 5, "buses.uart-1.kind", "usart", "must be one of i2c, spi");
        problem(HEAD.replace("port: /dev/ttyS0", "port: ''"), 5, "buses.uart-1.port", "", "must not be empty");
    }
}
