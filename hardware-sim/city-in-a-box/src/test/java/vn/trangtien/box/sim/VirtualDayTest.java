package vn.trangtien.box.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vn.trangtien.drivers.catalog.DriverCatalog;
import vn.trangtien.sim.scenario.Scenario;
import vn.trangtien.sim.scenario.ScenarioReader;

/** A day of six sensors: quick, and the same for the same seed. On a quiet machine it takes well under two seconds. */
class VirtualDayTest {

    private static final long GENEROUS_MILLIS = 20_000;

    @Test
    void aDayOfSixSensorsIsQuickAndRepeatable() throws Exception {
        RunReport first = day(7);
        RunReport second = day(7);
        RunReport other = day(8);

        System.out.printf("virtualDayMillis: first %d, second %d%n", first.wallMillis(), second.wallMillis());
        assertThat(first.counters().get("reads")).isGreaterThan(8_500);
        assertThat(second.digest()).isEqualTo(first.digest());
        assertThat(other.digest()).isNotEqualTo(first.digest());
        assertThat(Math.min(first.wallMillis(), second.wallMillis())).isLessThan(GENEROUS_MILLIS);
        assertThat(first.isInOrder()).isTrue();
    }

    private static RunReport day(long seed) throws Exception {
        Scenario scenario = ScenarioReader.find("smog-morning");
        return ScenarioRun.run(
                scenario,
                DriverCatalog.installed(),
                new RunOptions(
                        Duration.ofHours(24), seed, 0, Optional.empty(), Optional.empty(), row -> {}, done -> {}));
    }
}
