package vn.trangtien.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a technician writes about devices, and what is said of mistakes. */
class DeviceSectionsTest extends ConfigFixture {

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
}
