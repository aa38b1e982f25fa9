package vn.trangtien.video.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import vn.trangtien.video.health.HealthSettings.Black;
import vn.trangtien.video.health.HealthSettings.Covered;
import vn.trangtien.video.health.HealthSettings.Defocused;
import vn.trangtien.video.health.HealthSettings.Frozen;
import vn.trangtien.video.health.HealthSettings.Moved;

class HealthSettingsTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    @Test
    void whatIsOutOfRangeIsRefusedWithTheRangeAndTheUsualValue() {
        refused(() -> new Frozen(Duration.ofMillis(900), Duration.ofSeconds(1), 0.3, 0.96))
                .contains("health.frozen.after must be 1 to 3600 s, but was 0.9; 30 is usual");
        refused(() -> new Frozen(LONG, Duration.ofSeconds(10), 11, 0.96)).contains("0 to 10 grey levels, but was 11");
        refused(() -> new Frozen(LONG, Duration.ofSeconds(10), 0.3, Double.NaN))
                .contains("health.frozen.share")
                .contains("0.96 is usual");
        refused(() -> new Black(LONG, 0)).contains("health.black.level must be 1 to 128 grey levels, but was 0");
        refused(() -> new Covered(LONG, 0.1)).contains("health.covered.lost must be 0.3 to 1");
        refused(() -> new Defocused(LONG, 1)).contains("health.defocused.sharpness must be 0.05 to 0.8");
        refused(() -> new Moved(LONG, 0, Duration.ofMinutes(30))).contains("health.moved.likeness must be 0.05 to 0.8");
        refused(() -> new Moved(LONG, 0.3, Duration.ofDays(31)))
                .contains("health.moved.acceptedAfter must be 10 to 2592000 s, but was 2678400");
        refused(() -> HealthSettings.DEFAULT.withEvery(Duration.ZERO)).contains("health.every must be 0.1 to 10 s");
        refused(() -> HealthSettings.DEFAULT.withRecoveredAfter(Duration.ofHours(1)))
                .contains("health.recoveredAfter must be 0 to 600 s, but was 3600");
    }

    @Test
    void picturesThatAreComparedMustBeCloserThanTheTimeToNotice() {
        refused(() -> new Frozen(Duration.ofSeconds(10), Duration.ofSeconds(10), 0.3, 0.96))
                .contains("health.frozen.apart must be at most half of health.frozen.after");
        var quick =
                HealthSettings.DEFAULT.withFrozen(new Frozen(Duration.ofSeconds(4), Duration.ofSeconds(2), 0.3, 0.96));
        refused(() -> quick.withEvery(Duration.ofSeconds(2)))
                .contains("health.every must be at most half of health.frozen.apart");
    }

    @Test
    void oneChangeLeavesTheRest() {
        HealthSettings changed = HealthSettings.DEFAULT
                .withEvery(Duration.ofMillis(200))
                .withBlack(new Black(LONG, 20))
                .withCovered(new Covered(LONG, 0.5))
                .withDefocused(new Defocused(LONG, 0.5))
                .withMoved(new Moved(LONG, 0.2, Duration.ofHours(1)));

        assertThat(changed.frozen()).isEqualTo(HealthSettings.DEFAULT.frozen());
        assertThat(changed.recoveredAfter()).isEqualTo(Duration.ofSeconds(5));
        assertThat(changed.black()).isEqualTo(new Black(LONG, 20));
        assertThat(changed.every()).isEqualTo(Duration.ofMillis(200));
    }

    private static AbstractStringAssert<?> refused(ThrowingCallable maker) {
        return assertThatThrownBy(maker)
                .isInstanceOf(IllegalArgumentException.class)
                .message();
    }
}
