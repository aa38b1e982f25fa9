package vn.trangtien.sim.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WorldClockTest {

    private final VirtualClock devices = new VirtualClock();

    @Test
    void theWorldRunsFasterThanItsInstruments() {
        devices.advance(Duration.ofHours(9));
        var clock = new WorldClock(devices, 60);

        devices.advance(Duration.ofSeconds(35));

        assertThat(clock.sinceStart()).isEqualTo(Duration.ofMinutes(35));
    }

    @Test
    void timeRunsForward() {
        assertThatThrownBy(() -> new WorldClock(devices, 0)).hasMessageContaining("must be more than 0, but was 0.0");
        assertThatThrownBy(() -> devices.advance(Duration.ofSeconds(-1))).hasMessageContaining("moves forward");
    }
}
