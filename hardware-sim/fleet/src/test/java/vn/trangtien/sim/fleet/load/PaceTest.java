package vn.trangtien.sim.fleet.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PaceTest {

    private static final double INTERVAL = 1e9;
    private static final int TURNS = 1_000;

    static LongStream seeds() {
        return LongStream.range(0, 50);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void turnsComeInOrderAndTheRateIsKeptHoweverMuchTheyJitter(long seed) {
        for (double jitter : new double[] {0, 0.2, 1}) {
            var pace = new Pace(INTERVAL, jitter, seed);
            long before = 0;
            for (int i = 0; i < TURNS; i++) {
                long due = pace.next();
                assertThat(due).isGreaterThanOrEqualTo(before);
                // Within its own interval and half a one on either side: no drift.
                assertThat((double) due).isBetween((i - 0.5) * INTERVAL, (i + 1.5) * INTERVAL);
                before = due;
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theSameSeedKeepsTheSameTime(long seed) {
        var one = new Pace(INTERVAL, 0.5, seed);
        var other = new Pace(INTERVAL, 0.5, seed);
        for (int i = 0; i < TURNS; i++) {
            assertThat(one.next()).isEqualTo(other.next());
        }
    }
}
