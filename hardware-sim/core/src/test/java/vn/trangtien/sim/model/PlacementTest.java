package vn.trangtien.sim.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import vn.trangtien.drivers.port.BusConfig;
import vn.trangtien.sim.board.DeviceModel;
import vn.trangtien.sim.bus.MessageSource;
import vn.trangtien.sim.bus.OutputTarget;
import vn.trangtien.sim.bus.Published;
import vn.trangtien.sim.bus.PwmTarget;
import vn.trangtien.sim.bus.SpiTarget;
import vn.trangtien.sim.fault.Fault;

/** From what a technician writes to an instrument at its place, feeling what its channels are called. */
class PlacementTest extends PlacementFixture {

    private static final BusConfig I2C = new BusConfig.I2c("i2c-1", 1, 100_000);
    private static final BusConfig SPI = new BusConfig.Spi("spi-0", 0, 0, 1_000_000);
    private static final BusConfig UART = new BusConfig.Uart("uart", "/dev/ttyAMA3");
    private static final BusConfig GPIO = new BusConfig.Gpio("gpio", "auto", 2);
    private static final BusConfig ONE_WIRE = new BusConfig.OneWire("w1", BusConfig.OneWire.KERNEL_PATH);

    private static final BusConfig MQTT =
            new BusConfig.Mqtt("lora", "tcp://localhost:1883", Optional.empty(), Optional.empty(), Optional.empty());

    private static final Map<String, Object> LORA = Map.of(
            "server",
            "chirpstack",
            "application",
            "app",
            "devEui",
            "70B3D57ED005B89A",
            "codec",
            "cayenne-lpp",
            "fields",
            Map.of(
                    "soilMoisture", Map.of("from", "analog_in_1", "unit", "%"),
                    "pressure", Map.of("from", "barometric_pressure_2", "unit", "Pa", "scale", 100)));

    static Stream<Arguments> devices() {
        return Stream.of(
                arguments("bme280", I2C, Map.of("address", 0x77L), "i2c 0x77", "humidity pressure temperature"),
                arguments("bme280", I2C, Map.of(), "i2c 0x76", "humidity pressure temperature"),
                arguments("sht31", I2C, Map.of(), "i2c 0x44", "humidity temperature"),
                arguments("scd41", I2C, Map.of("altitude", 5L), "i2c 0x62", "co2 humidity temperature"),
                arguments("ads1115", I2C, Map.of("address", 0x4AL), "i2c 0x4a", "ain0 ain1 ain2 ain3"),
                arguments("mcp3008", SPI, Map.of("vref", 3.3), "spi", "ch0 ch1 ch2 ch3 ch4 ch5 ch6 ch7"),
                arguments("analog-scaled", SPI, Map.of("channel", 2L), "spi", "laeq"),
                arguments(
                        "analog-scaled",
                        I2C,
                        Map.of("channel", 0L, "shunt", 150, "unit", "m", "to", List.of(0, 5)),
                        "i2c 0x48",
                        "mean"),
                arguments("sds011", UART, Map.of(), "serial", "pm10 pm25"),
                arguments("pms5003", UART, Map.of("mode", "passive"), "serial", "pm1 pm10 pm25"),
                arguments("mhz19b", UART, Map.of(), "serial", "co2 temperature"),
                arguments("a02yyuw", UART, Map.of("mountingHeightMm", 4200L), "serial", "distance"),
                arguments(
                        "gps-nmea",
                        UART,
                        Map.of("baud", 4800L),
                        "serial",
                        "altitude hdop latitude longitude satellites speed time"),
                arguments(
                        "ds18b20",
                        ONE_WIRE,
                        Map.of("device", "28-00000a1b2c3d"),
                        "1-wire 28-00000a1b2c3d",
                        "temperature"),
                arguments("tipping-bucket", GPIO, Map.of("line", 17L, "mmPerTip", 0.2794), "input 17", "total"),
                arguments("door-contact", GPIO, Map.of("line", 5L), "input 5", "open"),
                arguments("street-lamp", GPIO, Map.of("relayLine", 22L), "output 22", "level on"),
                arguments(
                        "register-map",
                        RS485,
                        Map.of("map", "sdm120", "unit", 3L),
                        "modbus 3",
                        "activePower apparentPower current exportEnergy frequency importEnergy powerFactor totalEnergy voltage"),
                arguments(
                        "register-map",
                        RS485,
                        Map.of("map", "soil-probe"),
                        "modbus 1",
                        "conductivity moisture temperature"),
                arguments(
                        "register-map",
                        RS485,
                        Map.of("map", "weather-station"),
                        "modbus 1",
                        "humidity pressure rain solar temperature windDirection windSpeed"),
                arguments("lorawan", MQTT, LORA, "messages", "pressure soilMoisture"));
    }

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("devices")
    void eachInstrumentHasItsPlaceAndFeelsItsChannels(
            String driver, BusConfig bus, Map<String, Object> params, String where, String channels) {
        TestBench bench = place(driver, bus, params);

        assertThat(bench.placed()).containsOnlyKeys(where);
        assertThat(String.join(" ", bench.feltChannels().keySet())).isEqualTo(channels);
        assertThat(bench.feltChannels())
                .allSatisfy((channel, felt) -> assertThat(felt.getAsDouble()).isFinite());
    }

    @Test
    void thereIsOneModelForEachDriver() {
        assertThat(ServiceLoader.load(DeviceModel.class).stream()
                        // The example for those who write a driver has its model elsewhere.
                        .filter(model -> model.type().getPackage().equals(Quantity.class.getPackage()))
                        .map(model -> model.get().driver()))
                .containsExactlyInAnyOrder(
                        "bme280",
                        "sht31",
                        "scd41",
                        "ads1115",
                        "mcp3008",
                        "analog-scaled",
                        "sds011",
                        "pms5003",
                        "mhz19b",
                        "a02yyuw",
                        "gps-nmea",
                        "ds18b20",
                        "tipping-bucket",
                        "street-lamp",
                        "door-contact",
                        "register-map",
                        "lorawan");
    }

    @Test
    void theSoundLevelModuleGivesItsVolts() {
        TestBench bench = place("analog-scaled", SPI, Map.of("channel", 2L, "unit", "dB"));

        double decibel = bench.feltChannels().get("laeq").getAsDouble();
        double volts = 0.6 + (decibel - 30) / 50;
        assertThat(code(bench.placed("spi", SpiTarget.class), 2)).isEqualTo((int) (volts / 3.3 * 1024));
    }

    @Test
    void theLevelTransmitterDrawsItsCurrentUntilTheWireBreaks() {
        TestBench bench =
                place("analog-scaled", SPI, Map.of("channel", 1L, "shunt", 150, "unit", "m", "to", List.of(0, 5)));

        // 1.5 m of 5 m: 4 + 0.3 · 16 = 8.8 mA over 150 Ω = 1.32 V.
        assertThat(code(bench.placed("spi", SpiTarget.class), 1)).isEqualTo((int) (1.32 / 3.3 * 1024));
        bench.ill().on(Fault.WIRE_BREAK_4_20MA);
        assertThat(code(bench.placed("spi", SpiTarget.class), 1)).isZero();
    }

    @Test
    void aTransmitterBeyondItsSpanStaysWithinTheSoundCurrents() {
        TestBench bench =
                place("analog-scaled", SPI, Map.of("channel", 1L, "shunt", 150, "unit", "m", "to", List.of(0, 1)));

        assertThat(code(bench.placed("spi", SpiTarget.class), 1)).isEqualTo((int) (0.0205 * 150 / 3.3 * 1024));
    }

    @Test
    void theSimulationMaySayWhatIsFelt() {
        TestBench bench = new TestBench(Map.of("feels", "co2"));
        place("analog-scaled", SPI, Map.of("channel", 0L, "unit", "1", "to", List.of(0, 5000)), bench);

        assertThat(bench.feltChannels().get("mean").getAsDouble())
                .isEqualTo(bench.world().co2PartsPerMillion(TestBench.WORLD_TIME));
    }

    @Test
    void severalDevicesShareAConverter() {
        TestBench bench = new TestBench(Map.of());
        place("analog-scaled", SPI, Map.of("channel", 2L, "unit", "dB"), bench);
        SpiTarget first = bench.placed("spi", SpiTarget.class);
        place("analog-scaled", SPI, Map.of("channel", 3L, "unit", "m", "to", List.of(0, 5)), bench);

        assertThat(bench.placed("spi", SpiTarget.class)).isSameAs(first);
        assertThat(code(first, 2)).isPositive();
        assertThat(code(first, 3)).isEqualTo((int) ((0.6 + 2.0 * 1.5 / 5) / 3.3 * 1024));
    }

    @Test
    void theLampIsFeltAsItShines() {
        TestBench bench = place("street-lamp", GPIO, Map.of("relayLine", 22L, "activeLow", true, "pwmChannel", 0L));
        bench.placed("output 22", OutputTarget.class).level(false, 0);
        bench.placed("pwm 0", PwmTarget.class).duty(40, 1_000, 1);

        assertThat(bench.feltChannels().get("level").getAsDouble()).isEqualTo(40);
        assertThat(bench.feltChannels().get("on").getAsDouble()).isEqualTo(1);
        bench.placed("output 22", OutputTarget.class).level(true, 2);
        assertThat(bench.feltChannels().get("on").getAsDouble()).isZero();
    }

    @Test
    void aFaultyLampIsFeltDark() {
        TestBench bench = new TestBench(Map.of("lampFault", true));
        place("street-lamp", GPIO, Map.of("relayLine", 22L), bench);
        bench.placed("output 22", OutputTarget.class).level(true, 0);

        assertThat(bench.feltChannels().get("level").getAsDouble()).isZero();
    }

    @Test
    void theReceiverStandsWhereTheSimulationSays() {
        TestBench bench = new TestBench(Map.of("latitude", 16.4605, "longitude", 107.5812, "fixAfter", "PT1S"));
        place("gps-nmea", UART, Map.of(), bench);

        String position = new SerialHost(bench.placed("serial", GpsModel.class))
                .hearLines(Duration.ofSeconds(1))
                .get(1);
        assertThat(position).matches("\\$GPGGA,\\d{6}\\.\\d\\d,1627\\.6\\d{4},N,10734\\.8\\d{4},E,1,.*\r\n");
    }

    @Test
    void theRadioSensorSendsWhatItFeelsInTheUnitOfItsPayload() {
        TestBench bench = place("lorawan", MQTT, LORA);
        List<Published> sent = bench.placed("messages", MessageSource.class)
                .due(Duration.ofSeconds(2).toNanos());

        double hectopascal = bench.world().airPressurePascal(TestBench.WORLD_TIME) / 100;
        assertThat(new String(sent.get(1).payload(), StandardCharsets.UTF_8))
                .contains("\"barometer\":{\"2\":%s}".formatted(Math.round(hectopascal * 10) / 10.0));
    }

    @Test
    void aDecodedObjectMayHaveDepth() {
        TestBench bench = place(
                "lorawan",
                MQTT,
                Map.of(
                        "server",
                        "ttn",
                        "application",
                        "app",
                        "devEui",
                        "70B3D57ED005B89A",
                        "codec",
                        "object",
                        "fields",
                        Map.of(
                                "level", Map.of("from", "water.level", "unit", "cm"),
                                "battery", Map.of("from", "water.battery", "unit", "V"))));
        List<Published> sent = bench.placed("messages", MessageSource.class)
                .due(Duration.ofSeconds(2).toNanos());

        assertThat(new String(sent.get(1).payload(), StandardCharsets.UTF_8))
                .contains("\"decoded_payload\":{\"water\":{\"battery\":3.6,\"level\":150.0}}");
    }

    @ParameterizedTest(name = "{0} {1}={2}: {3}")
    @CsvSource({
        "register-map, map, toaster, 'a register map must be one of [sdm120, sdm630, soil-probe, weather-station] or a file that can be read, but was ''toaster'''",
        "analog-scaled, unit, parsec, nothing in the world is measured in 'parsec'",
        "analog-scaled, adc, mcp3208, 'must be mcp3008 or ads1115, but was ''mcp3208'''",
        "lorawan, server, helium, 'must be chirpstack or ttn, but was ''helium'''"
    })
    void whatCannotBeBuiltIsNamed(String driver, String key, String value, String message) {
        BusConfig bus = driver.equals("register-map") ? RS485 : driver.equals("lorawan") ? MQTT : SPI;

        assertThatThrownBy(() -> place(driver, bus, Map.of("channel", 0L, key, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest(name = "{1} {0} is like {2}")
    @CsvSource({
        "x, dB, 30, 130", "x, m, 0, 10", "x, cm, 0, 1000", "waterLevel, mm, 0, 10000", "x, Pa, 30000, 110000",
        "x, hPa, 300, 1100", "pm10, ug/m3, 0, 999", "soil, Cel, -40, 80", "river, Cel, -5, 50", "air, Cel, -40, 85",
        "battery, V, 0, 5", "u, V, 0, 300", "batteryLevel, %, 0, 100"
    })
    void unitAndNameMakeAQuantityLikely(String channel, String unit, double min, double max) {
        Quantity likely =
                Quantity.likely(new TestBench(Map.of()).world(), channel, unit).orElseThrow();

        assertThat(likely.min()).isCloseTo(min, within(1e-9));
        assertThat(likely.max()).isCloseTo(max, within(1e-9));
        assertThat(likely.of().applyAsDouble(TestBench.WORLD_TIME)).isBetween(min, max);
    }

    /** Ten bits of one input, as figure 5-1 of the datasheet clocks them. */
    private static int code(SpiTarget chip, int input) {
        chip.select();
        int bits = 0;
        for (char bit : ("11" + Integer.toBinaryString(8 | input).substring(1) + "0".repeat(12)).toCharArray()) {
            bits = bits << 1 | (chip.clock(bit == '1') ? 1 : 0);
        }
        return bits & 1023;
    }
}
