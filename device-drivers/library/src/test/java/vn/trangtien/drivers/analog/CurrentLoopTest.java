package vn.trangtien.drivers.analog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.trangtien.drivers.ConfigException;
import vn.trangtien.drivers.Device;
import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.Quality;
import vn.trangtien.drivers.Sample;
import vn.trangtien.drivers.port.I2cPort;
import vn.trangtien.drivers.port.SpiPort;
import vn.trangtien.drivers.testing.BitSerialMcp3008;
import vn.trangtien.drivers.testing.ManualClock;
import vn.trangtien.drivers.testing.RegisterAds1115;
import vn.trangtien.drivers.testing.TestBuses;

/** A level transducer of 0 to 5 m in a loop with 150 Ohm, behind either converter. */
class CurrentLoopTest {

    private static final double OHMS = 150;
    private static final double VREF = 3.3;
    private static final double RANGE = 4.096;

    private final ManualClock clock = new ManualClock();
    private final BitSerialMcp3008 mcp3008 = new BitSerialMcp3008();
    private final RegisterAds1115 ads1115 = new RegisterAds1115(clock);

    @ParameterizedTest(name = "{0} mA is {1} m, {2}")
    @CsvSource({
        "3.62, -0.119, UNCERTAIN",
        "3.9, -0.031, UNCERTAIN",
        "4.0, 0.0, GOOD",
        "12.0, 2.5, GOOD",
        "20.0, 5.0, GOOD",
        "20.3, 5.094, UNCERTAIN",
        "20.95, 5.297, UNCERTAIN"
    })
    void theLevelFollowsTheCurrentBehindEitherConverter(double milliamperes, double metres, Quality expected)
            throws Exception {
        for (String adc : List.of("ads1115", "mcp3008")) {
            Device device = device(adc, Map.of());
            current(milliamperes);

            List<Sample> samples = device.read();

            assertThat(samples).extracting(Sample::channel).containsExactly("mean", "max");
            assertThat(samples.get(0).value()).isCloseTo(metres, within(adc.equals("ads1115") ? 0.001 : 0.005));
            assertThat(samples).as(adc).extracting(Sample::quality).containsOnly(expected);
            assertThat(device.warning()).isEmpty();
        }
    }

    @ParameterizedTest(name = "{0} mA is a {1}")
    @CsvSource({"0.0, wire break", "2.0, wire break", "3.55, wire break", "21.1, short circuit", "24.0, short circuit"})
    void aDefectOfTheLoopHasNoValueAndIsNamed(double milliamperes, String named) throws Exception {
        for (String adc : List.of("ads1115", "mcp3008")) {
            Device device = device(adc, Map.of());
            current(milliamperes);

            assertThat(device.read()).as(adc).allSatisfy(sample -> {
                assertThat(sample.quality()).isEqualTo(Quality.SENSOR_FAULT);
                assertThat(sample.hasValue()).isFalse();
            });
            assertThat(device.warning())
                    .hasValueSatisfying(text -> assertThat(text).startsWith("river on bus: " + named));

            current(12);
            assertThat(device.read()).extracting(Sample::quality).containsOnly(Quality.GOOD);
            assertThat(device.warning()).isEmpty();
        }
    }

    @Test
    void noCodeOfTheConverterGivesAWrongLevel() throws Exception {
        Device device = device("ads1115", Map.of("samples", 1L));
        for (int code = -32_768; code <= 32_767; code++) {
            ads1115.input(0, code);
            double milliamperes = code * RANGE / 32_768 / OHMS * 1_000;
            Sample sample = device.read().get(0);
            if (milliamperes < 3.6 || milliamperes > 21) {
                assertThat(sample.quality()).isEqualTo(Quality.SENSOR_FAULT);
                assertThat(sample.hasValue()).isFalse();
            } else {
                assertThat(sample.value()).isCloseTo((milliamperes - 4) / 16 * 5, within(1e-9));
                boolean atLimit = Math.abs(milliamperes - 3.95) < 1e-9 || Math.abs(milliamperes - 20.05) < 1e-9;
                boolean inScale = milliamperes > 3.95 && milliamperes < 20.05;
                assertThat(atLimit || (sample.quality() == Quality.GOOD) == inScale)
                        .as("%s mA is %s", milliamperes, sample.quality())
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            mcp3008 | shunt | 165.0 | shunt must make at most vref 3.3 V of 21.0 mA, but 165.0 Ohm make 3.465 V; fit at most 157 Ohm
            ads1115 | range | 2.048 | shunt must make at most range 2.048 V of 21.0 mA, but 150.0 Ohm make 3.15 V; fit at most 97 Ohm
            """)
    void aConverterThatCouldNotSeeAShortCircuitIsRefused(String adc, String name, double value, String message) {
        assertThatThrownBy(() -> device(adc, Map.of(name, value)))
                .isInstanceOf(ConfigException.class)
                .hasMessage("devices.river.params." + message);
    }

    @Test
    void voltsAreNoMilliamperes() {
        assertThatThrownBy(() -> device("mcp3008", Map.of("from", List.of(0.6, 3.0))))
                .hasMessage("devices.river.params.from must be milliamperes such as [4, 20] when there is a shunt,"
                        + " but was [0.6, 3.0]");
    }

    @Test
    void theSmallerConverterHasFourInputs() {
        assertThatThrownBy(() -> device("ads1115", Map.of("channel", 4L)))
                .hasMessage("devices.river.params.channel must be 0 to 3 with adc ads1115, but was 4");
    }

    private void current(double milliamperes) {
        double volts = milliamperes / 1_000 * OHMS;
        mcp3008.input(0, (int) Math.min(1_023, Math.round(volts / VREF * 1_024)));
        ads1115.input(0, (int) Math.min(32_767, Math.round(volts / RANGE * 32_768)));
    }

    private Device device(String adc, Map<String, Object> params) throws DeviceException {
        var all = new HashMap<String, Object>(Map.of(
                "adc", adc, "channel", 0L, "shunt", OHMS, "to", List.of(0L, 5L), "unit", "m", "aggregate", "mean"));
        all.putAll(params);
        var buses = new TestBuses() {
            @Override
            public SpiPort spi(String bus) {
                return mcp3008;
            }

            @Override
            public I2cPort i2c(String bus, int address) {
                return ads1115;
            }
        };
        return new AnalogScaledDriver().open(new DeviceConfig("river", "analog-scaled", "bus", all), buses, clock);
    }
}
