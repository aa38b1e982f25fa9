package vn.trangtien.sim.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WorldTest {

    private static final Duration PERIOD = Duration.ofHours(5);

    private final World night = new World(1, WorldProfile.floodNight());

    /** The alarm levels of the river are 1.0, 2.0 and 3.5 m; a minute of this night is a second at sixty times the speed. */
    @Test
    void theFloodPassesEveryAlarmLevelAndFallsAgain() {
        assertThat(level(0)).isEqualTo(0.85);
        assertThat(firstMinuteAbove(1.0)).isBetween(5L, 10L);
        assertThat(firstMinuteAbove(2.0)).isBetween(30L, 40L);
        assertThat(firstMinuteAbove(3.5)).isBetween(80L, 100L);
        assertThat(highest()).isCloseTo(3.6, within(0.01));
        assertThat(level(290)).isLessThan(0.9);
        assertThat(level(300 + 35)).isEqualTo(level(35));
    }

    @Test
    void theRiverNeverJumps() {
        for (long second = 0; second < 2 * PERIOD.toSeconds(); second++) {
            double step = night.riverLevelMetres(Duration.ofSeconds(second + 1))
                    - night.riverLevelMetres(Duration.ofSeconds(second));
            assertThat(Math.abs(step)).as("second %d", second).isLessThan(0.002);
        }
    }

    @ParameterizedTest
    @MethodSource("quantities")
    void everythingIsAFunctionOfSeedAndTimeAlone(String name, Quantity quantity) {
        var same = new World(1, WorldProfile.floodNight());
        // Asked in the opposite order, as a device that was added later would.
        LongStream.iterate(600, minute -> minute - 1).limit(600).forEach(minute -> {
            Duration at = Duration.ofMinutes(minute);
            assertThat(quantity.of(same).apply(at)).isEqualTo(quantity.of(night).apply(at));
        });
    }

    @ParameterizedTest
    @MethodSource("quantities")
    void everythingStaysWithinWhatInstrumentsCanMeasure(String name, Quantity quantity) {
        for (long minute = 0; minute < 24 * 60; minute++) {
            double value = quantity.of(night).apply(Duration.ofMinutes(minute));
            assertThat(value).as("%s in minute %d", name, minute).isBetween(quantity.min(), quantity.max());
        }
    }

    record Quantity(Function<World, Function<Duration, Double>> function, double min, double max) {
        Function<Duration, Double> of(World world) {
            return function.apply(world);
        }
    }

    static List<org.junit.jupiter.params.provider.Arguments> quantities() {
        return List.of(
                arguments("level", world -> world::riverLevelMetres, 0.8, 3.65),
                arguments("rain", world -> world::rainMmPerHour, 0, 80),
                arguments("temperature", world -> world::airTemperatureCelsius, 18, 30),
                arguments("humidity", world -> world::airHumidityPercent, 60, 99.5),
                arguments("pressure", world -> world::airPressurePascal, 99_500, 101_500),
                arguments("traffic", world -> world::traffic, 0, 1),
                arguments("pm1", world -> world::pm1MicrogramsPerCubicMetre, 0.5, 50),
                arguments("pm25", world -> world::pm25MicrogramsPerCubicMetre, 1, 60),
                arguments("pm10", world -> world::pm10MicrogramsPerCubicMetre, 1, 90),
                arguments("noise", world -> world::soundLevelDecibel, 45, 90),
                arguments("power", world -> world::powerWatts, 200, 1_000),
                arguments("co2", world -> world::co2PartsPerMillion, 415, 900),
                arguments("wind", world -> world::windMetresPerSecond, 0, 20),
                arguments("wind direction", world -> world::windDirectionDegrees, 0, 360),
                arguments("sun", world -> world::solarWattsPerSquareMetre, 0, 1_100),
                arguments("water temperature", world -> world::waterTemperatureCelsius, 18, 30),
                arguments("soil moisture", world -> world::soilMoisturePercent, 15, 50),
                arguments("soil temperature", world -> world::soilTemperatureCelsius, 18, 32),
                arguments("soil conductivity", world -> world::soilConductivityMicrosiemensPerCentimetre, 150, 700),
                arguments("voltage", world -> world::mainsVolts, 207, 253),
                arguments("frequency", world -> world::mainsHertz, 49.9, 50.1));
    }

    private static org.junit.jupiter.params.provider.Arguments arguments(
            String name, Function<World, Function<Duration, Double>> function, double min, double max) {
        return org.junit.jupiter.params.provider.Arguments.of(name, new Quantity(function, min, max));
    }

    @Test
    void anotherSeedIsAnotherNightWithTheSameFlood() {
        var other = new World(2, WorldProfile.floodNight());
        Duration at = Duration.ofMinutes(77);

        assertThat(other.airPressurePascal(at)).isNotEqualTo(night.airPressurePascal(at));
        assertThat(other.riverLevelMetres(at)).isEqualTo(night.riverLevelMetres(at));
    }

    @Test
    void totalsNeverFallAndAreTheSumsOfTheirRates() {
        double rain = 0;
        double energy = 0;
        for (long second = 0; second < 2 * PERIOD.toSeconds(); second++) {
            Duration at = Duration.ofSeconds(second);
            Duration middle = at.plusMillis(500);
            Duration next = at.plusSeconds(1);
            assertThat(night.rainMm(next)).isGreaterThanOrEqualTo(night.rainMm(at));
            assertThat(night.energyKilowattHours(next)).isGreaterThan(night.energyKilowattHours(at));
            rain += night.rainMmPerHour(middle) / 3600;
            energy += night.powerWatts(middle) / 3_600_000;
        }
        assertThat(night.rainMm(PERIOD.multipliedBy(2))).isCloseTo(rain, within(0.01));
        assertThat(night.energyKilowattHours(PERIOD.multipliedBy(2))).isCloseTo(energy, within(0.001));
    }

    @Test
    void rainCoolsMoistensAndWashesTheAir() {
        var dry = new World(1, WorldProfile.steady(1, 0));
        var wet = new World(1, WorldProfile.steady(1, 80));
        Duration at = Duration.ofMinutes(10);

        assertThat(wet.airTemperatureCelsius(at)).isLessThan(dry.airTemperatureCelsius(at) - 1);
        assertThat(wet.airHumidityPercent(at)).isGreaterThan(dry.airHumidityPercent(at) + 5);
        assertThat(wet.pm25MicrogramsPerCubicMetre(at)).isLessThan(dry.pm25MicrogramsPerCubicMetre(at) * 0.6);
        assertThat(wet.traffic(at)).isLessThan(dry.traffic(at));
        assertThat(wet.powerWatts(at)).isGreaterThan(dry.powerWatts(at) + 400);
    }

    @Test
    void everyDeviceHasItsOwnRandomness() {
        RandomStream a = night.stream("hue-a/uart-lv");
        RandomStream b = night.stream("hue-b/uart-lv");

        assertThat(a.white(1)).isNotEqualTo(b.white(1));
        assertThat(night.stream("hue-a/uart-lv").white(1)).isEqualTo(a.white(1));
    }

    @Test
    void randomnessIsEvenAndCentred() {
        RandomStream stream = night.stream("x");
        double sum = 0;
        double squares = 0;
        int count = 100_000;
        for (int i = 0; i < count; i++) {
            double value = stream.white(i);
            assertThat(value).isBetween(-1.0, 1.0);
            sum += value;
            squares += value * value;
        }
        assertThat(sum / count).isCloseTo(0, within(0.01));
        assertThat(squares / count).isCloseTo(1.0 / 3, within(0.01));
    }

    @Test
    void aProfileThatDoesNotCloseIsRefused() {
        var open = List.of(new Knot(Duration.ZERO, 1), new Knot(Duration.ofHours(1), 2));
        var rain = List.of(new Knot(Duration.ZERO, 0), new Knot(Duration.ofHours(1), 0));

        assertThatThrownBy(() -> WorldProfile.festival().withRain(rain, new River.Gauged(open)))
                .hasMessageContaining("river must end as it begins");
    }

    private double level(long minute) {
        return night.riverLevelMetres(Duration.ofMinutes(minute));
    }

    private long firstMinuteAbove(double metres) {
        return LongStream.range(0, 300)
                .filter(minute -> level(minute) > metres)
                .findFirst()
                .orElseThrow();
    }

    private double highest() {
        return LongStream.range(0, 300).mapToDouble(this::level).max().orElseThrow();
    }
}
