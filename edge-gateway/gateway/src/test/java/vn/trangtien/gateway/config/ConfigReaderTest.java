package vn.trangtien.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.trangtien.drivers.catalog.DriverCatalog;
import vn.trangtien.drivers.port.BusConfig;
import vn.trangtien.gateway.ScriptedDriver;
import vn.trangtien.video.picture.Point;
import vn.trangtien.video.rules.CountingLine;
import vn.trangtien.video.rules.ViewRules;

class ConfigReaderTest {

    private static final String HEAD = """
            gateway:
              id: gw-1
              site: { name: Bridge, lat: 16.4, lon: 107.5 }
            buses:
              uart-1: { kind: uart, port: /dev/ttyS0 }
            """;

    private final ConfigReader installed = new ConfigReader(DriverCatalog.installed());
    private final ConfigReader scripted =
            new ConfigReader(new DriverCatalog(List.of(ScriptedDriver.giving(() -> 1.0))));

    @Test
    void readsAGatewayWithEveryKindOfBus() throws Exception {
        GatewayConfig config = installed.read("bridge.yaml", bridge());

        assertThat(config.id()).isEqualTo("hue-phu-hoi-017");
        assertThat(config.site()).isEqualTo(new Site("Cầu Đập Đá", 16.4667, 107.5936));
        assertThat(config.simulated()).isTrue();
        assertThat(config.buses())
                .hasSize(6)
                .contains(
                        new BusConfig.Uart("uart-lv", "/dev/ttyAMA3"),
                        new BusConfig.I2c("i2c-1", 1, 100_000),
                        new BusConfig.Gpio("gpio", "auto", 0));
        assertThat(config.devices())
                .extracting(DeviceEntry::id)
                .containsExactly("air", "dust", "river", "rain", "noise", "power");
        assertThat(config.devices().get(0).device().params()).containsEntry("address", 0x76L);
        assertThat(config.devices().get(1).device().params()).containsEntry("warmUp", "PT30S");
        assertThat(config.devices().get(1).every()).isEqualTo(Duration.ofMinutes(5));
        ChannelRules level = config.devices().get(2).channels().get("level");
        assertThat(level.limits()).hasValue(new ChannelRules.Limits(0, 4.1));
        assertThat(level.alarm())
                .hasValue(new ChannelRules.AlarmRule(
                        OptionalDouble.of(3.2), OptionalDouble.empty(), Duration.ofMinutes(3)));
        assertThat(config.cameras())
                .singleElement()
                .satisfies(camera -> assertThat(camera.view().rules())
                        .isEqualTo(ViewRules.counting(
                                new CountingLine("Hùng Vương", new Point(0, 0.5), new Point(1, 0.5)))));
        assertThat(config.publish())
                .returns(200L << 20, PublishPolicy::maxBytes)
                .returns(Duration.ofDays(14), PublishPolicy::keep)
                .returns(Duration.ofMinutes(5), PublishPolicy::heartbeat);
    }

    @Test
    void driverParametersAreCheckedInTheirLine() throws Exception {
        String wrong = bridge().replace("address: 0x76", "address: 0x99").replace("line: 17", "lime: 17");

        assertThatExceptionOfType(InvalidConfigException.class)
                .isThrownBy(() -> installed.read("bridge.yaml", wrong))
                .satisfies(e -> assertThat(e.problems())
                        .anySatisfy(problem -> assertThat(problem)
                                .returns(19, ConfigProblem::line)
                                .returns("devices[0].params.address", ConfigProblem::key)
                                .returns("153", ConfigProblem::value))
                        .anySatisfy(problem -> assertThat(problem.key()).isEqualTo("devices[3].params.lime"))
                        .anySatisfy(problem -> assertThat(problem.key()).isEqualTo("devices[3].params.line")));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "every: 60      | 10 | devices[0].every   | 60     | must be a duration with its unit: ms, s, m, h or d",
                "every: 60x     | 10 | devices[0].every   | 60x    | must be a duration with its unit",
                "every: 1ms     | 10 | devices[0].every   | 1ms    | must be 100ms to 1d",
                "evry: 60s      | 10 | devices[0].evry    | evry   | did you mean 'every'?",
                "interval: 60s  | 10 | devices[0].interval| interval | known here: channels, driver, every, id, on, params, sampleEvery",
                "every: 1s; sampleEvery: 2s | 11 | devices[0].sampleEvery | 2s | must not be longer than every",
                "every: 1d; sampleEvery: 1s | 11 | devices[0].sampleEvery | 1s | at most 10000 samples",
                "channels: { level: { aggregate: medain } } | 10 | devices[0].channels.level.aggregate | medain | did you mean 'median'?",
                "channels: { level: { aggregate: rate } } | 10 | devices[0].channels.level.per | '' | needs its time",
                "channels: { level: { per: h } } | 10 | devices[0].channels.level.per | h | belongs to 'aggregate: rate'",
                "channels: { level: { aggregate: rate, per: day } } | 10 | devices[0].channels.level.per | day | must be one of [s, min, h]",
                "channels: { top: { of: levle } } | 10 | devices[0].channels.top.of | levle | did you mean 'level'?",
                "channels: { 'a b': { of: level } } | 10 | devices[0].channels.a b | {…} | letters, digits",
                "channels: { level: { calibration: [[0, 1]] } } | 10 | devices[0].channels.level.calibration | {…} | at least two points",
                "channels: { level: { calibration: [[2, 1], [1, 2]] } } | 10 | devices[0].channels.level.calibration | {…} | rising raw values",
                "channels: { level: { calibration: [[1, 1], [1, 2]] } } | 10 | devices[0].channels.level.calibration | {…} | rising raw values",
                "channels: { level: { calibration: [1, 2] } } | 10 | devices[0].channels.level.calibration | {…} | two points",
                "channels: { lvel: {} }                | 10 | devices[0].channels.lvel | {…} | it has [level]",
                "channels: { level: { limits: [5, 1] } } | 10 | devices[0].channels.level.limits | {…} | lowest first",
                "channels: { level: { limits: 5 } }    | 10 | devices[0].channels.level.limits | 5 | must be two numbers",
                "channels: { level: { deadband: -1 } } | 10 | devices[0].channels.level.deadband | -1 | must be a number from 0",
                "channels: { level: { alarm: {} } }    | 10 | devices[0].channels.level.alarm.above | '' | needs above or below",
                "params: { address: 1 } | 10 | devices[0].params.address | 1 | is not a parameter of driver scripted",
            })
    void mistakesInADeviceNameLineKeyValueAndRule(String text, int line, String key, String value, String rule) {
        String yaml = HEAD + """
                devices:
                  - id: river
                    driver: scripted
                    on: uart-1
                    %s
                """.formatted(text.replace("; ", "\n    "));

        problem(yaml, line, key, value, rule);
    }

    @Test
    void wrongReferencesNameWhatThereIs() {
        problem(
                HEAD + "devices:\n  - { id: river, driver: scripted, on: uart-2 }\n",
                7,
                "devices[0].on",
                "uart-2",
                "must be one of [uart-1]");
        problem(
                HEAD + "devices:\n  - { id: river, driver: scriptd, on: uart-1 }\n",
                7,
                "devices[0].driver",
                "scriptd",
                "did you mean 'scripted'?");
        problem(
                HEAD
                        + "devices:\n  - { id: river, driver: scripted, on: uart-1 }\n"
                        + "  - { id: river, driver: scripted, on: uart-1 }\n",
                8,
                "devices[1].id",
                "river",
                "must be unique");
        problem(
                HEAD.replace("kind: uart, port: /dev/ttyS0", "kind: gpio")
                        + "devices:\n  - { id: river, driver: scripted, on: uart-1 }\n",
                7,
                "devices[0].on",
                "uart-1",
                "must be a bus of kind uart");
    }

    @Test
    void severalReadsMayMakeOneReportAndOneChannelTwo() throws Exception {
        GatewayConfig config = scripted.read("gw.yaml", HEAD + """
                devices:
                  - id: noise
                    driver: scripted
                    on: uart-1
                    every: 60s
                    sampleEvery: 125ms
                    channels:
                      laeq: { of: level, aggregate: energy-mean, calibration: [[30, 30.5], [0x82, 131]] }
                      rise: { of: level, aggregate: rate, per: h }
                """);

        DeviceEntry noise = config.devices().get(0);
        assertThat(noise.sampleEvery()).isEqualTo(Duration.ofMillis(125));
        assertThat(noise.isSampled()).isTrue();
        ChannelRules laeq = noise.channels().get("laeq");
        assertThat(laeq.source("laeq")).isEqualTo("level");
        assertThat(laeq.aggregate()).hasValue(Aggregate.ENERGY_MEAN);
        assertThat(laeq.calibration().orElseThrow().points())
                .containsExactly(new Calibration.Point(30, 30.5), new Calibration.Point(130, 131));
        assertThat(noise.channels().get("rise").per()).isEqualTo(ChannelRules.RateTime.HOUR);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "i2c-1 address 0x76  | i2c-1: { kind: i2c, bus: 1 } | bme280 | i2c-1 | address: 0x76 | bme280 | i2c-1 | address: 118",
                "i2c-1 address 0x76  | i2c-1: { kind: i2c, bus: 1 } | bme280 | i2c-1 | address: 0x76 | bme280 | i2c-1 | oversampling: 1",
                "gpio line 17        | gpio: { kind: gpio } | tipping-bucket | gpio | line: 17, mmPerTip: 0.2 | tipping-bucket | gpio | line: 17, mmPerTip: 0.5",
                "lv port             | lv: { kind: uart, port: /dev/ttyAMA3 } | a02yyuw | lv | mountingHeightMm: 4000 | a02yyuw | lv | mountingHeightMm: 4000",
                "spi-0 chip select   | spi-0: { kind: spi, bus: 0 } | analog-scaled | spi-0 | channel: 2, from: [0, 1], to: [0, 1] | analog-scaled | spi-0 | channel: 2, from: [0, 1], to: [0, 1]",
            })
    void twoDevicesAtOnePlaceAreAMistakeThatNamesBothLines(
            String place, String bus, String one, String on1, String params1, String two, String on2, String params2) {
        String yaml = """
                gateway: { id: gw-1, site: { name: Bridge, lat: 16.4, lon: 107.5 } }
                buses:
                  %s
                devices:
                  - { id: one, driver: %s, on: %s, params: { %s } }
                  - { id: two, driver: %s, on: %s, params: { %s } }
                """.formatted(bus, one, on1, params1, two, on2, params2);

        assertThatExceptionOfType(InvalidConfigException.class)
                .isThrownBy(() -> installed.read("gw.yaml", yaml))
                .satisfies(e -> assertThat(e.problems()).singleElement().satisfies(problem -> {
                    assertThat(problem.line()).isEqualTo(6);
                    assertThat(problem.value()).isEqualTo(place);
                    assertThat(problem.rule()).contains("device 'one' in line 5", "device 'two' in line 6");
                }));
    }

    @Test
    void inputsOfOneConverterAreDifferentPlaces() throws Exception {
        GatewayConfig config = installed.read("gw.yaml", """
                gateway: { id: gw-1, site: { name: Bridge, lat: 16.4, lon: 107.5 } }
                buses:
                  spi-0: { kind: spi, bus: 0 }
                devices:
                  - { id: one, driver: analog-scaled, on: spi-0, params: { channel: 1, from: [0, 1], to: [0, 1] } }
                  - { id: two, driver: analog-scaled, on: spi-0, params: { channel: 2, from: [0, 1], to: [0, 1] } }
                """);

        assertThat(config.devices()).hasSize(2);
    }

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

    @Test
    void gatewayNeedsAnIdThatFitsIntoATopic() {
        problem(HEAD.replace("gw-1", "gw.1"), 2, "gateway.id", "gw.1", "must be 1 to 64 letters, digits");
        problem(HEAD.replace("  id: gw-1\n", ""), 2, "gateway.id", "", "is missing");
        problem(HEAD.replace("lat: 16.4", "lat: 160.4"), 3, "gateway.site.lat", "160.4", "must be a number from -90");
    }

    @Test
    void unknownSectionsAreMistakes() {
        problem(HEAD + "publsh: {}\n", 6, "publsh", "publsh", "did you mean 'publish'?");
        problem(HEAD + "publish: { store: { maxMb: 0 } }\n", 6, "publish.store.maxMb", "0", "from 1 to 1000000");
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnceInTheOrderOfTheFile() {
        String yaml = HEAD.replace("gw-1", "gw 1").replace("uart,", "usart,") + "publish: { heartbeat: soon }\n";

        assertThatExceptionOfType(InvalidConfigException.class)
                .isThrownBy(() -> scripted.read("gw.yaml", yaml))
                .satisfies(e ->
                        assertThat(e.problems()).extracting(ConfigProblem::line).containsExactly(2, 5, 6))
                .withMessageStartingWith("gw.yaml:2: gateway.id is 'gw 1': must be");
    }

    @Test
    void whatIsNotYamlIsSaidWithItsLine() {
        problem("gateway:\n  id: [1, 2\n", 3, "(syntax)", "", "is not YAML");
        problem(HEAD + "buses: {}\n", 6, "buses", "buses", "appears twice");
        problem("", 1, "gateway", "", "the file is empty");
        problem("- a\n- b\n", 1, "(file)", "{…}", "must be a section");
    }

    @Test
    void quotedNumbersStayTexts() throws Exception {
        String yaml = bridge().replace("address: 0x76", "address: \"0x76\"");

        assertThatExceptionOfType(InvalidConfigException.class)
                .isThrownBy(() -> installed.read("bridge.yaml", yaml))
                .withMessageContaining("must be a whole number");
    }

    @Test
    void aBombOfAliasesIsAMistakeLikeAnyOther() {
        var yaml = new StringBuilder(HEAD)
                .append("devices:\n  - id: x\n    driver: scripted\n    on: uart-1\n    params:\n");
        yaml.append("      a0: &a0 [1]\n");
        for (int i = 1; i < 14; i++) {
            yaml.append("      a%d: &a%d { x: *a%d }\n".formatted(i, i, i - 1));
        }

        assertThatExceptionOfType(InvalidConfigException.class)
                .isThrownBy(() -> scripted.read("gw.yaml", yaml.toString()))
                .withMessageContaining("nested deeper");
    }

    private void problem(String yaml, int line, String key, String value, String rule) {
        assertThatExceptionOfType(InvalidConfigException.class)
                .isThrownBy(() -> scripted.read("gw.yaml", yaml))
                .satisfies(e -> assertThat(e.problems())
                        .anySatisfy(problem -> assertThat(problem)
                                .returns("gw.yaml", ConfigProblem::file)
                                .returns(line, ConfigProblem::line)
                                .returns(key, ConfigProblem::key)
                                .returns(value, ConfigProblem::value)
                                .satisfies(found -> assertThat(found.rule()).contains(rule))));
    }

    private static String bridge() throws IOException {
        try (InputStream in = ConfigReaderTest.class.getResourceAsStream("bridge.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
