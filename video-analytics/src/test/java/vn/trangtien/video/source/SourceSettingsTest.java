package vn.trangtien.video.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SourceSettingsTest {

    private static final SourceSettings USUAL = SourceSettings.of("rtsp://10.0.0.7/main");

    @Test
    void theSmallerStreamIsLookedAtIfThereIsOne() {
        assertThat(USUAL.analysed().text()).isEqualTo("rtsp://10.0.0.7/main");
        assertThat(USUAL.withSubstream("rtsp://10.0.0.7/sub").analysed().text()).isEqualTo("rtsp://10.0.0.7/sub");
    }

    @Test
    void changesOneThingAtATime() {
        SourceSettings changed = USUAL.withTransport(Transport.UDP)
                .withTimeout(Duration.ofSeconds(9))
                .withPace(Pace.AS_FAST_AS_POSSIBLE)
                .withLoop(true);

        assertThat(changed.transport()).isEqualTo(Transport.UDP);
        assertThat(changed.timeout()).isEqualTo(Duration.ofSeconds(9));
        assertThat(changed.withTransport(Transport.TCP)
                        .withTimeout(SourceSettings.USUAL_TIMEOUT)
                        .withPace(Pace.REAL_TIME)
                        .withLoop(false))
                .isEqualTo(USUAL);
    }

    @Test
    void aTimeoutThatNoCameraCanKeepIsRefused() {
        assertThatThrownBy(() -> USUAL.withTimeout(Duration.ofMillis(999))).hasMessageContaining("1 s to 60 s");
        assertThatThrownBy(() -> USUAL.withTimeout(Duration.ofSeconds(61))).hasMessageContaining("5 s is usual");
    }
}
