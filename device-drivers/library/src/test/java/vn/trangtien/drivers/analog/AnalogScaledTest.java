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
import vn.trangtien.drivers.testing.BitSerialMcp3008;
import vn.trangtien.drivers.testing.ManualClock;
import vn.trangtien.drivers.testing.TestBuses;

class AnalogScaledTest {

    private static final Map<String, Object> NOISE =
            Map.of("channel", 2L, "from", List.of(0.6, 2.6), "to", List.of(30.0, 130.0));

    private final ManualClock clock = new ManualClock();
    private final BitSerialMcp3008 chip = new BitSerialMcp3008();
    private final Deque<Integer> codes = new ArrayDeque<>();

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

    @Test
    void aLoudLevelIsNotTooLargeForItsEnergy() throws Exception {
        codes.addAll(List.of(code(0.6), code(2.6)));

        List<Sample> samples =
                device(Map.of("samples", 2L, "to", List.of(0.0, 4_000.0))).read();

        assertThat(samples.get(0).value()).isCloseTo(3_997, within(15.0));
    }

    @Test
    void aBrokenWireIsSaidInWords() throws Exception {
        codes.add(0);
        Device device = device(Map.of("samples", 1L));

        device.read();

        assertThat(device.warning())
                .contains(
                        "noise on spi-0: 0.00 V is an end of the converter's scale, but the sensor gives 0.60 to 2.60 V;"
                                + " check its wires and supply");
    }

    @Test
    void aDeadLineIsNotTheLowEndOfAScaleThatBeginsAtZero() throws Exception {
        Map<String, Object> fromZero = Map.of("samples", 1L, "from", List.of(0.0, 3.0));
        codes.add(0);
        assertThat(device(fromZero).read()).extracting(Sample::quality).containsOnly(Quality.GOOD);

        codes.add(0);
        Device dead = device(fromZero);
        chip.input(5, 0);
        assertThatThrownBy(dead::read)
                .isInstanceOfSatisfying(
                        DeviceException.class, e -> assertThat(e.error()).isEqualTo(DeviceError.BUS_STUCK));
    }

    @ParameterizedTest(name = "{0} is refused")
    @CsvSource({
        "to, NaN, 1, 'devices.noise.params.to must be two different numbers, but was [NaN, 1.0]'",
        "to, 5, 5, 'devices.noise.params.to must be two different numbers, but was [5.0, 5.0]'",
        "from, NaN, 1, 'devices.noise.params.from must rise, but was [NaN, 1.0]; swap both ends of from and of to'",
        "from, -Infinity, 1, 'devices.noise.params.from must be finite, but was [-Infinity, 1.0]; write what the datasheet says'",
    })
    void numbersThatMakeNoScaleAreRefused(String name, double first, double second, String message) {
        assertThatThrownBy(() -> device(Map.of(name, List.of(first, second))))
                .isInstanceOf(ConfigException.class)
                .hasMessage(message);
    }

    @Test
    void aReadThatHoldsTheBusForMinutesIsRefused() {
        assertThatThrownBy(() -> device(Map.of("samples", 1_000L)))
                .hasMessage("devices.noise.params.samples and sampleHz must let a read end within 60 s,"
                        + " but it would last 125 s; the bus waits for it");
    }

    private static int code(double volts) {
        return (int) Math.min(1023, Math.round(volts / 3.3 * 1024));
    }

    /** The asked input converts to the next of {@link #codes}; another input shows that the chip lives. */
    private Device device(Map<String, Object> params) throws DeviceException {
        var all = new HashMap<>(NOISE);
        all.putAll(params);
        chip.input(5, 300);
        var buses = new TestBuses() {
            @Override
            public SpiPort spi(String bus) {
                return out -> {
                    chip.input(2, codes.isEmpty() ? 0 : codes.remove());
                    return chip.transfer(out);
                };
            }
        };
        return new AnalogScaledDriver().open(new DeviceConfig("noise", "analog-scaled", "spi-0", all), buses, clock);
    }
}
