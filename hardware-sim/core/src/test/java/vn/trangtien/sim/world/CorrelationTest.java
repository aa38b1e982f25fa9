package vn.trangtien.sim.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What belongs together moves together, over whole days of three worlds. */
class CorrelationTest {

    private static final int DAY_MINUTES = 24 * 60;

    private final World flood = new World(4, WorldProfile.floodNight());
    private final World smog = new World(4, WorldProfile.smogMorning());
    private final World festival = new World(4, WorldProfile.festival());

    @Test
    void trafficMakesDustNoiseAndCarbonDioxide() {
        var still = new World(4, WorldProfile.steady(0.5, 0));

        assertThat(correlation(still::traffic, still::pm25MicrogramsPerCubicMetre))
                .isGreaterThan(0.8);
        assertThat(correlation(still::traffic, still::soundLevelDecibel)).isGreaterThan(0.7);
        assertThat(correlation(still::traffic, still::co2PartsPerMillion)).isGreaterThan(0.3);
    }

    @Test
    void warmAirIsDryAirAndRainIsHeard() {
        assertThat(correlation(smog::airTemperatureCelsius, smog::airHumidityPercent))
                .isLessThan(-0.9);
        assertThat(correlation(flood::rainMmPerHour, flood::airTemperatureCelsius))
                .isLessThan(-0.2);
        assertThat(correlation(flood::rainMmPerHour, flood::airPressurePascal)).isLessThan(-0.3);
        assertThat(correlation(flood::rainMmPerHour, flood::powerWatts)).isGreaterThan(0.9);
        assertThat(correlation(flood::rainMmPerHour, flood::windMetresPerSecond))
                .isGreaterThan(0.5);
    }

    @Test
    void underALidDustAndCarbonDioxideRiseWhileTheWindSleeps() {
        var lifted = new World(4, WorldProfile.smogMorning().withInversion(Knot.constant(0)));
        Duration seven = Duration.ofHours(7);

        assertThat(smog.windMetresPerSecond(seven)).isLessThan(0.6);
        assertThat(smog.pm25MicrogramsPerCubicMetre(seven))
                .isGreaterThan(2.5 * lifted.pm25MicrogramsPerCubicMetre(seven))
                .isGreaterThan(75);
        assertThat(smog.co2PartsPerMillion(seven)).isGreaterThan(lifted.co2PartsPerMillion(seven) + 100);
        assertThat(smog.solarWattsPerSquareMetre(Duration.ofHours(9)))
                .isLessThan(lifted.solarWattsPerSquareMetre(Duration.ofHours(9)));
        assertThat(correlation(smog::windMetresPerSecond, smog::pm25MicrogramsPerCubicMetre))
                .isLessThan(-0.6);
    }

    @Test
    void theFestivalIsHeardBreathedAndLit() {
        var quiet = new World(4, WorldProfile.festival().withCrowd(Knot.constant(0)));
        Duration nine = Duration.ofHours(9);

        assertThat(festival.soundLevelDecibel(nine)).isGreaterThan(quiet.soundLevelDecibel(nine) + 10);
        assertThat(festival.co2PartsPerMillion(nine)).isGreaterThan(quiet.co2PartsPerMillion(nine) + 60);
        assertThat(festival.powerWatts(nine)).isGreaterThan(quiet.powerWatts(nine) + 400);
        assertThat(festival.crowd(nine)).isEqualTo(1);
    }

    @Test
    void aRiverWithoutAHydrographFollowsTheRainAfterItsDelay() {
        var rain = List.of(
                Knot.atHour(0, 0), Knot.atHour(2, 0), Knot.atHour(3, 60), Knot.atHour(4, 0), Knot.atHour(48, 0));
        var river = new River.Following(0.5, 0.02, Duration.ofMinutes(45), Duration.ofHours(6));
        var world = new World(1, WorldProfile.festival().withRain(rain, river));

        assertThat(world.riverLevelMetres(Duration.ofMinutes(164))).isEqualTo(0.5);
        assertThat(world.riverLevelMetres(Duration.ofMinutes(180))).isGreaterThan(0.5);
        assertThat(highestMinute(world::rainMmPerHour)).isEqualTo(180);
        // All 60 mm have come down the river 45 minutes after the rain ended.
        assertThat(highestMinute(world::riverLevelMetres)).isBetween(4 * 60 + 40L, 4 * 60 + 50L);
        assertThat(world.riverLevelMetres(Duration.ofMinutes(4 * 60 + 45))).isEqualTo(0.5 + 60 * 0.02);
        assertThat(world.riverLevelMetres(Duration.ofHours(12))).isEqualTo(0.5);
    }

    @Test
    void rainSoaksAndCoolsTheGround() {
        Duration before = Duration.ofMinutes(5);
        Duration after = Duration.ofMinutes(110);
        var dry = new World(4, WorldProfile.steady(0.5, 0));

        assertThat(flood.soilMoisturePercent(after)).isGreaterThan(flood.soilMoisturePercent(before) + 5);
        assertThat(flood.soilConductivityMicrosiemensPerCentimetre(after))
                .isGreaterThan(dry.soilConductivityMicrosiemensPerCentimetre(after) + 50);
        assertThat(flood.waterTemperatureCelsius(after)).isLessThan(dry.waterTemperatureCelsius(after) - 1);
    }

    @Test
    void theSunShinesByDayOnly() {
        // The festival begins at noon in Huế.
        assertThat(festival.startsAt()).isEqualTo(Instant.parse("2026-04-11T05:00:00Z"));
        assertThat(festival.solarWattsPerSquareMetre(Duration.ZERO)).isGreaterThan(300);
        assertThat(festival.solarWattsPerSquareMetre(Duration.ofHours(12))).isZero();
        assertThat(flood.solarWattsPerSquareMetre(Duration.ZERO)).isZero();
        assertThat(highestMinute(festival::airTemperatureCelsius)).isBetween(60L, 180L);
    }

    /** 200 days of minutes: about 257 visits of five minutes, and some at night. */
    @Test
    void doorsAreOpenedMostlyAtWorkAndNeverForLong() {
        long open = 0;
        long atNight = 0;
        long longest = 0;
        long running = 0;
        for (long minute = 0; minute < 200L * DAY_MINUTES; minute++) {
            if (smog.doorOpen(Duration.ofMinutes(minute))) {
                open++;
                running++;
                longest = Math.max(longest, running);
                long hour = minute / 60 % 24;
                atNight += hour >= 8 && hour < 17 ? 0 : 1;
            } else {
                running = 0;
            }
        }
        assertThat(open).isBetween(800L, 2000L);
        assertThat(atNight).isBetween(1L, 100L);
        assertThat(longest).isBetween(5L, 9L);
    }

    /** Another seed moves every noise; another curve moves only what depends on it. */
    @Test
    void streamsAreIndependentOfEachOther() {
        var other = new World(5, WorldProfile.smogMorning());
        var crowded = new World(4, WorldProfile.smogMorning().withCrowd(Knot.constant(1)));
        Duration at = Duration.ofHours(10);

        assertThat(other.windMetresPerSecond(at)).isNotEqualTo(smog.windMetresPerSecond(at));
        assertThat(other.mainsHertz(at)).isNotEqualTo(smog.mainsHertz(at));
        assertThat(crowded.soundLevelDecibel(at)).isNotEqualTo(smog.soundLevelDecibel(at));
        assertThat(crowded.windMetresPerSecond(at)).isEqualTo(smog.windMetresPerSecond(at));
        assertThat(crowded.mainsHertz(at)).isEqualTo(smog.mainsHertz(at));
        assertThat(crowded.stream("a").white(7)).isEqualTo(smog.stream("a").white(7));
        assertThat(Math.abs(correlation(
                        d -> smog.stream("a").white(d.toMinutes()),
                        d -> smog.stream("b").white(d.toMinutes()))))
                .isLessThan(0.1);
    }

    private static double correlation(ToDoubleFunction<Duration> a, ToDoubleFunction<Duration> b) {
        double[] x = day(a);
        double[] y = day(b);
        double meanX =
                IntStream.range(0, x.length).mapToDouble(i -> x[i]).average().orElseThrow();
        double meanY =
                IntStream.range(0, y.length).mapToDouble(i -> y[i]).average().orElseThrow();
        double xy = 0;
        double xx = 0;
        double yy = 0;
        for (int i = 0; i < x.length; i++) {
            xy += (x[i] - meanX) * (y[i] - meanY);
            xx += (x[i] - meanX) * (x[i] - meanX);
            yy += (y[i] - meanY) * (y[i] - meanY);
        }
        return xy / Math.sqrt(xx * yy);
    }

    private static double[] day(ToDoubleFunction<Duration> quantity) {
        return LongStream.range(0, DAY_MINUTES)
                .mapToDouble(minute -> quantity.applyAsDouble(Duration.ofMinutes(minute)))
                .toArray();
    }

    private static long highestMinute(ToDoubleFunction<Duration> quantity) {
        double[] values = day(quantity);
        return IntStream.range(0, values.length)
                .reduce((a, b) -> values[b] > values[a] ? b : a)
                .orElseThrow();
    }
}
