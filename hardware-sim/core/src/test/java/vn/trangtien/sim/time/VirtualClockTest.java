package vn.trangtien.sim.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VirtualClockTest {

    private final VirtualClock clock = new VirtualClock();
    private final List<String> happened = new ArrayList<>();

    @Test
    void eventsHappenInOrderOfTimeWhileTheClockMoves() throws Exception {
        note(300, "late");
        note(100, "early");
        note(100, "early too");

        clock.sleep(Duration.ofNanos(200));
        assertThat(happened).containsExactly("early at 100", "early too at 100");
        assertThat(clock.nanoTime()).isEqualTo(200);

        clock.advance(Duration.ofNanos(100));
        assertThat(happened).endsWith("late at 300");
    }

    @Test
    void anEventMayScheduleTheNext() {
        clock.schedule(10, () -> note(20, "second"));

        clock.advanceTo(30);

        assertThat(happened).containsExactly("second at 20");
    }

    @Test
    void whatIsOverdueHappensWithTheNextMovement() {
        clock.advanceTo(100);
        note(50, "overdue");

        clock.advanceTo(100);

        assertThat(happened).containsExactly("overdue at 100");
    }

    @Test
    void theClockNeverGoesBack() throws Exception {
        clock.advanceTo(100);
        clock.advanceTo(50);
        clock.sleep(Duration.ofNanos(-5));

        assertThat(clock.nanoTime()).isEqualTo(100);
        assertThatThrownBy(() -> clock.advance(Duration.ofNanos(-1)))
                .hasMessage("a clock moves forward, but was asked to move by PT-0.000000001S");
    }

    @Test
    void aSleepEndsAsARealOneWhenItsThreadIsInterrupted() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> clock.sleep(Duration.ofSeconds(1))).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
    }

    private void note(long at, String what) {
        clock.schedule(at, () -> happened.add("%s at %d".formatted(what, clock.nanoTime())));
    }
}
