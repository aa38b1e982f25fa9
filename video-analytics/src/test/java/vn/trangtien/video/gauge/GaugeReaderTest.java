package vn.trangtien.video.gauge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.trangtien.video.gauge.StaffGauge.Mark;
import vn.trangtien.video.picture.Point;

class GaugeReaderTest {

    private static final Logger LOG = LoggerFactory.getLogger(GaugeReaderTest.class);
    private static final double FRAMES_PER_SECOND = 4;

    private final River river = new River();
    private final GaugeReader reader = new GaugeReader(River.GAUGE);
    private double now;

    @ParameterizedTest(name = "level {0} m, waves of {1} m, rain {2}, light {3}: within {4} m")
    @CsvSource({
        "0.30, 0.010, 0,    1.0, 0.02",
        "0.55, 0.005, 0,    1.0, 0.02",
        "0.83, 0.010, 0,    1.0, 0.02",
        "1.00, 0.010, 0,    1.0, 0.02",
        "1.37, 0.010, 0,    1.0, 0.02",
        "1.70, 0.010, 0,    1.0, 0.02",
        "0.83, 0.040, 0,    1.0, 0.03",
        "1.37, 0.060, 0,    1.0, 0.04",
        "1.10, 0.010, 0.03, 1.0, 0.03",
        "1.10, 0.030, 0.03, 0.7, 0.04",
        "0.70, 0.010, 0,    0.5, 0.03",
        "0.70, 0.000, 0,    1.0, 0.03",
    })
    void readsTheLevel(double level, double waves, double rain, double light, double tolerance) {
        river.level = level;
        river.waveMetres = waves;
        river.rain = rain;
        river.light = light;
        GaugeReading reading = watch(45).orElseThrow();
        LOG.info("truth {} m: {}", level, reading);

        assertThat(reading.metres()).isCloseTo(level, within(tolerance));
        assertThat(reading.confidence()).isGreaterThanOrEqualTo(GaugeReading.USABLE);
        assertThat(reading.errorMetres()).isBetween(River.METRES_PER_ROW, 0.05);
    }

    @Test
    void followsAFlood() {
        river.level = 0.5;
        watch(60);
        for (int minute = 0; minute < 6; minute++) {
            river.level += 0.1;
            watch(60);
        }
        GaugeReading reading = watch(130).orElseThrow();

        assertThat(reading.metres()).isCloseTo(1.1, within(0.03));
    }

    @Test
    void aBranchThatFloatsByDoesNotMoveTheLevel() {
        river.level = 0.9;
        watch(90);
        river.debris = 0.95;
        GaugeReading during = watch(30).orElseThrow();
        river.debris = Double.NaN;
        GaugeReading after = watch(30).orElseThrow();

        assertThat(during.metres()).isCloseTo(0.9, within(0.03));
        assertThat(after.metres()).isCloseTo(0.9, within(0.03));
    }

    @ParameterizedTest(name = "light {0}, glare {1}")
    @CsvSource({"0.03, 0", "0.10, 0", "1, 180", "0.1, 240"})
    void whatCannotBeSeenIsNotBelieved(double light, double glare) {
        river.level = 1.2;
        river.light = light;
        river.glare = glare;

        assertThat(watch(60).stream().toList())
                .allSatisfy(reading -> assertThat(reading.confidence()).isLessThan(GaugeReading.USABLE));
    }

    @Test
    void atNightTheLastLevelIsKeptWithoutConfidence() {
        river.level = 1.2;
        assertThat(watch(60).orElseThrow().confidence()).isGreaterThan(GaugeReading.USABLE);
        river.light = 0.03;
        GaugeReading night = watch(180).orElseThrow();

        assertThat(night.metres()).isCloseTo(1.2, within(0.03));
        assertThat(night.confidence()).isLessThan(0.2);
    }

    @ParameterizedTest(name = "level {0}")
    @CsvSource({"2.5", "-0.5"})
    void waterBeyondTheStaffIsNotBelieved(double level) {
        river.level = level;

        assertThat(watch(60).stream().toList())
                .allSatisfy(reading -> assertThat(reading.confidence()).isLessThan(GaugeReading.USABLE));
    }

    @Test
    void aBentScaleIsReadBetweenItsMarks() {
        var bent = new StaffGauge(
                "g",
                new Point(0.5, 0),
                new Point(0.5, 1),
                List.of(
                        new Mark(new Point(0.5, 1), 0),
                        new Mark(new Point(0.5, 0.5), 2),
                        new Mark(new Point(0.5, 0), 3)));

        assertThat(bent.metresAt(0.75)).isCloseTo(1, within(1e-9));
        assertThat(bent.metresAt(0.25)).isCloseTo(2.5, within(1e-9));
        assertThat(bent.metresAt(0.0)).isCloseTo(3, within(1e-9));
        assertThat(bent.waterAtFrom()).isFalse();
    }

    @Test
    void aCalibrationThatCannotBeMeantIsRefused() {
        Point from = new Point(0.5, 0.1);
        Point to = new Point(0.5, 0.9);
        Mark low = new Mark(to, 0);
        Mark high = new Mark(from, 2);

        assertThatThrownBy(() -> new StaffGauge("g", from, to, List.of(low, high)))
                .hasMessageContaining("at least 3");
        assertThatThrownBy(() -> new StaffGauge("g", from, to, List.of(low, high, new Mark(new Point(0.5, 0.5), 3))))
                .hasMessageContaining("rise or fall");
        assertThatThrownBy(() -> new StaffGauge("g", from, new Point(0.51, 0.11), List.of(low, high, low)))
                .hasMessageContaining("apart");
    }

    private Optional<GaugeReading> watch(double seconds) {
        Optional<GaugeReading> last = Optional.empty();
        double until = now + seconds;
        while (now < until) {
            now += 1 / FRAMES_PER_SECOND;
            Optional<GaugeReading> reading = reader.look(river.at(now));
            last = reading.isPresent() ? reading : last;
        }
        return last;
    }
}
