package vn.trangtien.video;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LagGateTest {

    private static final long FRAME = 40_000;

    private final LagGate gate = new LagGate();

    @Test
    void looksAtEveryFrameOfAPunctualCamera() {
        assertThat(looked(0, 1_000, frame -> frame * FRAME + frame % 7 * 3_000)).isEqualTo(1_000);
    }

    @Test
    void leavesOutFramesThatHaveWaitedAndComesBackToTheNewest() {
        looked(0, 100, frame -> frame * FRAME);
        // The computer was busy for two seconds; the frames of that time come out of the buffer at once.
        long busyUntil = 150 * FRAME;
        int waiting = looked(100, 150, frame -> busyUntil + (frame - 100) * 1_000);
        int afterwards = looked(150, 250, frame -> frame * FRAME + 20_000);

        assertThat(waiting).isLessThan(20);
        assertThat(afterwards).isEqualTo(100);
    }

    @Test
    void isNeverBlindForLongHoweverSlowTheComputerIs() {
        assertThat(looked(0, 1_000, frame -> frame * FRAME * 2)).isGreaterThanOrEqualTo(100);
    }

    @Test
    void aSlowClockOfTheCameraIsNoDelay() {
        long day = 24 * 3600 * 25;

        assertThat(looked(0, day, frame -> frame * FRAME + frame * FRAME / 5_000))
                .isEqualTo(day);
    }

    private interface Arrival {
        long of(long frame);
    }

    private int looked(long from, long to, Arrival arrival) {
        int looked = 0;
        for (long frame = from; frame < to; frame++) {
            looked += gate.shouldLookAt(frame * FRAME, arrival.of(frame)) ? 1 : 0;
        }
        return looked;
    }
}
