package vn.trangtien.ingest.decoding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeqSetTest {

    @Test
    void behavesAsASetInWhateverOrderNumbersCome() {
        var random = new Random(20_261_122);
        for (int round = 0; round < 200; round++) {
            var ranges = new SeqSet();
            Set<Long> reference = new HashSet<>();
            for (int i = 0; i < 200; i++) {
                long number = 1 + random.nextInt(60);
                assertThat(ranges.add(number)).isEqualTo(reference.add(number));
            }
            long greatest = reference.stream().mapToLong(Long::longValue).max().orElse(0);
            for (long number = 1; number <= greatest + 1; number++) {
                assertThat(ranges.contains(number)).isEqualTo(reference.contains(number));
            }
            assertThat(ranges.gaps()).isEqualTo(greatest - reference.size());
            assertThat(SeqSet.parse(ranges.toString())).hasToString(ranges.toString());
        }
    }

    @Test
    void isWrittenAsRanges() {
        var numbers = new SeqSet();
        for (long number : new long[] {1, 2, 3, 7, 9, 8}) {
            numbers.add(number);
        }

        assertThat(numbers).hasToString("1-3,7-9");
        assertThat(numbers.gaps()).isEqualTo(3);
        assertThat(numbers.ranges()).isEqualTo(2);
    }

    @Test
    void greatestNumberDoesNotOverflow() {
        var numbers = new SeqSet();

        assertThat(numbers.add(Long.MAX_VALUE)).isTrue();
        assertThat(numbers.add(Long.MAX_VALUE)).isFalse();
        assertThat(numbers.add(Long.MAX_VALUE - 1)).isTrue();
        assertThat(numbers.gaps()).isEqualTo(Long.MAX_VALUE - 2);
    }

    @Test
    void nothingIsEmpty() {
        assertThat(SeqSet.parse("").gaps()).isZero();
        assertThat(SeqSet.parse("").contains(1)).isFalse();
    }
}
