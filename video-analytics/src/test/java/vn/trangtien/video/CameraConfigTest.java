package vn.trangtien.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import vn.trangtien.video.rules.CountingLine;
import vn.trangtien.video.source.Pace;

class CameraConfigTest {

    private static final CameraConfig USUAL = CameraConfig.of("cam-nga-sau", "rtsp://10.0.0.7/sub");

    @Test
    void anUnknownViewCountsAcrossTheMiddle() {
        assertThat(USUAL.rules().lines()).containsExactly(CountingLine.ACROSS_THE_MIDDLE);
    }

    @Test
    void saysWhichSettingIsWrongWithItsValueAndTheUsualOne() {
        assertThatThrownBy(() -> CameraConfig.of("cam/1", "x.mp4")).hasMessageContaining("\"cam/1\"");
        assertThatThrownBy(() -> USUAL.withMinimumBlobShare(12))
                .hasMessageContaining("cam-nga-sau")
                .hasMessageContaining("12.0")
                .hasMessageContaining("0.001 is usual");
        assertThatThrownBy(() -> USUAL.withTimeout(Duration.ZERO)).hasMessageContaining("1 s to 60 s");
        assertThatThrownBy(() -> USUAL.withSnapshotEvery(Duration.ofMillis(10))).hasMessageContaining("at least 1 s");
        assertThatThrownBy(() -> CameraConfig.of("cam", " ")).hasMessageContaining("rtsp://");
    }

    @Test
    void aChangedSettingLeavesTheOthers() {
        CameraConfig changed = USUAL.withLoop(true).withPace(Pace.AS_FAST_AS_POSSIBLE);

        assertThat(changed.withLoop(false).withPace(Pace.REAL_TIME)).isEqualTo(USUAL);
        assertThat(changed.source().loop()).isTrue();
    }
}
