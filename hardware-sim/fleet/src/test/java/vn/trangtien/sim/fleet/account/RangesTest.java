package vn.trangtien.sim.fleet.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RangesTest {

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void agreesWithAPlainSetWhateverTheOrder(long seed) {
        var random = new Random(seed);
        var ranges = new Ranges();
        var plain = new TreeSet<Long>();
        for (int i = 0; i < 120; i++) {
            long number = 1 + random.nextInt(100);
            assertThat(ranges.add(number)).isEqualTo(plain.add(number));
        }

        assertThat(ranges.size()).isEqualTo(plain.size());
        assertThat(ranges.greatest()).isEqualTo(plain.last());
        assertThat(LongStream.rangeClosed(1, 101).boxed())
                .allSatisfy(number -> assertThat(ranges.contains(number)).isEqualTo(plain.contains(number)));
        assertThat(Ranges.parse(ranges.toString())).isEqualTo(ranges);
        assertThat(Ranges.parse(ranges.toString()).size()).isEqualTo(plain.size());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theDifferenceIsThatOfPlainSets(long seed) {
        var random = new Random(seed);
        var one = new Ranges();
        var other = new Ranges();
        var expected = new TreeSet<Long>();
        for (long number = 1; number <= 80; number++) {
            boolean isInOne = random.nextInt(4) > 0;
            boolean isInOther = random.nextInt(3) > 0;
            if (isInOne) {
                one.add(number);
            }
            if (isInOther) {
                other.add(number);
            }
            if (isInOne && !isInOther) {
                expected.add(number);
            }
        }

        Ranges left = one.without(other);

        assertThat(left.size()).isEqualTo(expected.size());
        assertThat(expected).allMatch(left::contains);
    }

    @Test
    void takesRoomForHolesOnly() {
        var ranges = new Ranges();
        for (long number = 1; number <= 100_000; number++) {
            ranges.add(number);
        }

        assertThat(ranges.stretches()).isEqualTo(1);
        assertThat(ranges).hasToString("1-100000").isEqualTo(Ranges.upTo(100_000));
        assertThat(Ranges.upTo(0).size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "3-2", "5,4", "1-3,3", "a", "1-", ",", "1 - 2"})
    void refusesWhatIsNoAscendingRange(String text) {
        assertThatThrownBy(() -> Ranges.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("ranges must ascend from 1");
    }
}
