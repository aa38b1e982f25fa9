package vn.trangtien.ingest.judging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.trangtien.ingest.decoding.SeqSet;

class SpoolNumbersTest {

    @Test
    void numbersThatTheGatewayGaveUpAreMissingButExplained() {
        var numbers = new SpoolNumbers(SeqSet.parse("1-10,21-30"), SeqSet.parse("11-18"));

        assertThat(numbers.gaps()).isEqualTo(2);
        assertThat(numbers.evictedMissing()).isEqualTo(8);
    }

    @Test
    void numberThatCameAllTheSameIsNotMissing() {
        var numbers = new SpoolNumbers(SeqSet.parse("1-30"), SeqSet.parse("11-18"));

        assertThat(numbers.gaps()).isZero();
        assertThat(numbers.evictedMissing()).isZero();
    }

    @Test
    void countsAsSetsDoWhateverIsReceivedAndGivenUp() {
        var random = new Random(20_261_123);
        for (int round = 0; round < 300; round++) {
            var received = new TreeSet<Long>();
            var evicted = new TreeSet<Long>();
            var receivedRanges = new SeqSet();
            var evictedRanges = new SeqSet();
            for (int i = 0; i < 25; i++) {
                long number = 1 + random.nextInt(60);
                received.add(number);
                receivedRanges.add(number);
                long first = 1 + random.nextInt(60);
                long last = first + random.nextInt(8);
                for (long one = first; one <= last; one++) {
                    evicted.add(one);
                }
                evictedRanges.addAll(SeqSet.read(first + "-" + last).orElseThrow());
            }
            var numbers = new SpoolNumbers(receivedRanges, evictedRanges);
            TreeSet<Long> missing = new TreeSet<>();
            for (long number = 1; number <= received.last(); number++) {
                if (!received.contains(number) && !evicted.contains(number)) {
                    missing.add(number);
                }
            }
            assertThat(numbers.gaps()).isEqualTo(missing.size());
            assertThat(numbers.evictedMissing())
                    .isEqualTo(evicted.stream()
                            .filter(number -> !received.contains(number))
                            .count());
            assertThat(SeqSet.parse(evictedRanges.toString())).hasToString(evictedRanges.toString());
            assertThat(evicted.stream().map(evictedRanges::contains).collect(Collectors.toSet()))
                    .containsExactly(true);
        }
    }

    /** The figures are carried along; counting them anew must give the same. */
    @Test
    void figuresThatAreCarriedAlongAreThoseThatCountingGives() {
        var random = new Random(20_261_124);
        for (int round = 0; round < 200; round++) {
            var numbers = new SpoolNumbers();
            for (int i = 0; i < 40; i++) {
                if (random.nextInt(5) == 0) {
                    long first = 1 + random.nextInt(60);
                    numbers.giveUp(
                            SeqSet.read(first + "-" + (first + random.nextInt(8)))
                                    .orElseThrow(),
                            1_000);
                } else {
                    numbers.add(1 + random.nextInt(60));
                }
                var counted = new SpoolNumbers(numbers.received(), numbers.evicted());
                assertThat(numbers.gaps()).isEqualTo(counted.gaps());
                assertThat(numbers.evictedMissing()).isEqualTo(counted.evictedMissing());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "5-3", "3,2", "1-4,4", "a", "1-", "-1", "1,,2", "9999999999999999999", " 1", "1-2-3"})
    void nonsenseFromTheNetworkIsRefused(String text) {
        assertThat(SeqSet.read(text)).isEmpty();
    }
}
