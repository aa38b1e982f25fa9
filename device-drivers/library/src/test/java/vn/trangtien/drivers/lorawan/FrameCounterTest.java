package vn.trangtien.drivers.lorawan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameCounterTest {

    private final FrameCounter frames = new FrameCounter();
    private long at;
    private long payload;

    @ParameterizedTest(name = "after {0} comes {1}: {2} lost")
    @CsvSource({
        "0, 1, 0",
        "5, 9, 3",
        "65534, 1, 2",
        "65535, 0, 0",
        "65535, 65536, 0",
        "65535, 65538, 2",
        "4294967295, 0, 0",
        "4294967290, 3, 8",
        "5000, 0, 0",
        "5000, 4999, 0",
        "60000, 2, 0",
        "100000, 5, 0",
        "10, 16394, 16383",
        "10, 16395, 0",
        "0, 4294967295, 0",
        "70000, 69999, 0"
    })
    void gapsAreWhatIsMissingBetween(long first, long second, long lost) {
        hear(first);
        hear(second);

        assertThat(frames.gaps()).isEqualTo(lost);
        assertThat(frames.uplinks()).isEqualTo(2);
    }

    @Test
    void theFirstUplinkLeavesNoGapWhateverItsCounter() {
        hear(123_456);

        assertThat(frames.gaps()).isZero();
    }

    @Test
    void aJoinBeginsAgainEvenWhereItLooksLikeARollOver() {
        hear(65_530);
        frames.joined();
        hear(0);
        hear(2);

        assertThat(frames.gaps()).isEqualTo(1);
    }

    @Test
    void anEqualFrameAfterAJoinIsNew() {
        assertThat(frames.isNew(Optional.empty(), 0, 1, bytes(1), at)).isTrue();
        frames.joined();
        assertThat(frames.isNew(Optional.empty(), 0, 1, bytes(1), at)).isTrue();
    }

    @Test
    void copiesShareTheirIdOrTheirFrame() {
        assertThat(frames.isNew(Optional.of("a"), 7, 1, bytes(1), at)).isTrue();
        assertThat(frames.isNew(Optional.of("a"), 7, 1, bytes(2), at)).isFalse();
        assertThat(frames.isNew(Optional.of("b"), 7, 1, bytes(1), at)).isFalse();
        assertThat(frames.isNew(Optional.empty(), 7, 1, bytes(1), at)).isFalse();
        assertThat(frames.isNew(Optional.of("a"), 8, 1, bytes(1), at)).isTrue();
        assertThat(frames.duplicates()).isEqualTo(3);
        assertThat(frames.uplinks()).isEqualTo(2);
    }

    @Test
    void anEqualFrameLongAfterIsNoCopy() {
        assertThat(frames.isNew(Optional.of("a"), 0, 1, bytes(1), 0)).isTrue();
        long after = FrameCounter.WINDOW.toNanos() + 1;
        assertThat(frames.isNew(Optional.of("b"), 0, 1, bytes(1), after)).isTrue();
    }

    /**
     * A device sends, some frames are lost in bursts, some come twice or three times, sometimes late, and the device joins again
     * now and then, with or without anybody hearing of it. The model counts what it did itself.
     */
    @RepeatedTest(40)
    void countsAgreeWithAModel(RepetitionInfo run) {
        var random = new Random(run.getCurrentRepetition());
        boolean sixteenBits = random.nextBoolean();
        boolean withIds = random.nextBoolean();
        long mask = sixteenBits ? 0xFFFF : 0xFFFF_FFFFL;
        long counter = (sixteenBits ? 65_536L : 1L << 32) - random.nextInt(3_000);
        long uplinks = 0;
        long duplicates = 0;
        long gaps = 0;
        long lostInARow = 0;
        boolean heardInThisSession = false;
        for (int sent = 0; sent < 6_000; sent++) {
            boolean farFromRollOver = (counter & mask) > 1_000 && (counter & mask) < mask - 1_000;
            if (farFromRollOver && random.nextInt(2_000) == 0) {
                counter = 0;
                lostInARow = 0;
                heardInThisSession = false;
                if (random.nextBoolean()) {
                    frames.joined();
                }
            }
            payload++;
            at += Duration.ofSeconds(30).toNanos();
            boolean lost = lostInARow < 200 && random.nextInt(100) < (lostInARow > 0 ? 60 : 15);
            if (lost) {
                lostInARow++;
            } else {
                int copies = random.nextInt(10) == 0 ? 1 + random.nextInt(2) : 0;
                Optional<String> id = withIds ? Optional.of("up-" + payload) : Optional.empty();
                assertThat(frames.isNew(id, counter & mask, 2, bytes(payload), at))
                        .isTrue();
                for (int copy = 0; copy < copies; copy++) {
                    long late = at + random.nextInt(20) * 1_000_000_000L;
                    assertThat(frames.isNew(id, counter & mask, 2, bytes(payload), late))
                            .isFalse();
                }
                uplinks++;
                duplicates += copies;
                gaps += heardInThisSession ? lostInARow : 0;
                lostInARow = 0;
                heardInThisSession = true;
            }
            counter++;
        }
        assertThat(frames.uplinks()).isEqualTo(uplinks);
        assertThat(frames.duplicates()).isEqualTo(duplicates);
        assertThat(frames.gaps()).isEqualTo(gaps);
        assertThat(gaps).isPositive();
    }

    private void hear(long counter) {
        assertThat(frames.isNew(Optional.empty(), counter, 1, bytes(payload++), at))
                .isTrue();
    }

    private static ByteBuffer bytes(long number) {
        return ByteBuffer.allocate(8).putLong(0, number);
    }
}
