package vn.trangtien.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DamageWatchTest {

    private static final long FRAME_MICROS = 40_000;

    private final DamageWatch watch = new DamageWatch();
    private final List<Double> shares = new ArrayList<>();
    private long micros;

    @Test
    void theShareIsToldEveryTenSeconds() {
        play(252, 0);
        play(250, 25);
        play(250, 0);

        assertThat(shares).hasSize(3);
        assertThat(shares.get(0)).isZero();
        assertThat(shares.get(1)).isBetween(0.09, 0.11);
        assertThat(shares.get(2)).isBetween(0.0, 0.01);
    }

    /** A short recording that is played again and again. */
    @Test
    void whatWasDamagedBeforeAnotherBeginningCountsToo() {
        for (int times = 0; times < 6; times++) {
            play(100, 50);
        }

        assertThat(shares).hasSize(2).allSatisfy(share -> assertThat(share).isBetween(0.4, 0.6));
    }

    /** So many frames of one connection, of which so many of the first ones are damaged. */
    private void play(int frames, int damaged) {
        for (int frame = 1; frame <= frames; frame++) {
            watch.see(Math.min(frame, damaged), micros).ifPresent(shares::add);
            micros += FRAME_MICROS;
        }
        watch.restart();
    }
}
