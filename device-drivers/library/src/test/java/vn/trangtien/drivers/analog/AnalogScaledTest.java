package vn.trangtien.drivers.analog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.trangtien.drivers.ConfigException;
import vn.trangtien.drivers.Device;
import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.drivers.DeviceError;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.DriverDescriptor.Channel;
import vn.trangtien.drivers.Quality;
import vn.trangtien.drivers.Sample;
import vn.trangtien.drivers.port.SpiPort;
import vn.trangtien.drivers.testing.ManualClock;
import vn.trangtien.drivers.testing.TestBuses;

class AnalogScaledTest {

    private static final Map<String, Object> NOISE =
            Map.of("channel", 2L, "from", List.of(0.6, 2.6), "to", List.of(30.0, 130.0));

    private final ManualClock clock = new ManualClock();
    private final Deque<Integer> codes = new ArrayDeque<>();

    /** Microchip DS21295, figure 6-1: where the bits stand in three bytes. */
    @Test
    void theConverterIsAskedAsTheDatasheetSays() throws Exception {
        SpiPort port = out -> {
            assertThat(out).containsExactly(0x01, 0xA0, 0x00);
            return new byte[] {(byte) 0xFF, (byte) 0xFA, 0x35};
        };

        assertThat(new Mcp3008(port, "adc").code(2)).isEqualTo(0x235);
    }

    @Test
    void withoutTheNullBitNobodyIsThere() {
        SpiPort floating = out -> new byte[] {-1, -1, -1};

        assertThatThrownBy(() -> new Mcp3008(floating, "noise on spi-0").code(0))
                .isInstanceOfSatisfying(
                        DeviceException.class, e -> assertThat(e.error()).isEqualTo(DeviceError.NOT_PRESENT))
                .hasMessageStartingWith("noise on spi-0");
    }

    @Test
    void decibelsAreAveragedAsEnergy() throws Exception {
        // 1.4 V is 70 dB and 0.8 V is 40 dB; half the time at 70 dB carries nearly half of its energy.
        codes.addAll(List.of(code(1.4), code(0.8), code(1.4), code(0.8)));

        List<Sample> samples = device(Map.of("samples", 4L)).read();

        assertThat(samples).extracting(Sample::channel).containsExactly("laeq", "lmax");
        assertThat(samples.get(0).value()).isCloseTo(66.99, within(0.15));
        assertThat(samples.get(1).value()).isCloseTo(70.0, within(0.15));
    }

    @Test
    void otherQuantitiesAreAveragedAsTheyAre() throws Exception {
        codes.addAll(List.of(code(1.4), code(0.8)));

        List<Sample> samples =
                device(Map.of("samples", 2L, "aggregate", "mean", "unit", "m")).read();

        assertThat(samples).extracting(Sample::channel).containsExactly("mean", "max");
        assertThat(samples).extracting(Sample::unit).containsOnly("m");
        assertThat(samples.get(0).value()).isCloseTo(55.0, within(0.15));
    }

    @Test
    void samplesAreSpreadOverTime() throws Exception {
        for (int i = 0; i < 8; i++) {
            codes.add(code(1.0));
        }

        device(Map.of()).read();

        assertThat(clock.nanoTime()).isEqualTo(Duration.ofMillis(7 * 125).toNanos());
    }

    @ParameterizedTest(name = "{0} V is {1}")
    @CsvSource({
        "0.0, SENSOR_FAULT",
        "0.3, OUT_OF_RANGE",
        "0.55, GOOD",
        "0.6, GOOD",
        "2.6, GOOD",
        "2.9, OUT_OF_RANGE",
        "3.3, SENSOR_FAULT"
    })
    void railsAreFaultsAndTheRestBesideTheScaleIsOutOfRange(double volts, Quality expected) throws Exception {
        codes.add(code(volts));

        assertThat(device(Map.of("samples", 1L)).read())
                .extracting(Sample::quality)
                .containsOnly(expected);
    }

    @Test
    void channelsFollowTheConfiguration() {
        var config = new DeviceConfig("noise", "analog-scaled", "spi-0", NOISE);

        assertThat(new AnalogScaledDriver().channels(config))
                .extracting(Channel::name, Channel::unit)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("laeq", "dB"),
                        org.assertj.core.groups.Tuple.tuple("lmax", "dB"));
    }

    @Test
    void aFallingScaleIsRefused() {
        assertThatThrownBy(() -> device(Map.of("from", List.of(2.6, 0.6))))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("devices.noise.params.from must rise, but was [2.6, 0.6]");
    }

    private static int code(double volts) {
        return (int) Math.min(1023, Math.round(volts / 3.3 * 1024));
    }

    private Device device(Map<String, Object> params) throws DeviceException {
        var all = new HashMap<>(NOISE);
        all.putAll(params);
        var buses = new TestBuses() {
            @Override
            public SpiPort spi(String bus) {
                return out -> {
                    int code = codes.remove();
                    return new byte[] {0, (byte) (code >> 8), (byte) code};
                };
            }
        };
        return new AnalogScaledDriver().open(new DeviceConfig("noise", "analog-scaled", "spi-0", all), buses, clock);
    }
}
