package vn.trangtien.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import vn.trangtien.video.CameraStatus.State;
import vn.trangtien.video.model.Words;
import vn.trangtien.video.schedule.Appetite.Supply;
import vn.trangtien.video.source.StreamFacts;

class StatusTellerTest {

    private static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");

    private final RecordingListener listener = new RecordingListener();
    private final StatusTeller teller = new StatusTeller(CameraConfig.of("cam", "rtsp://192.0.2.7/sub"), listener);

    @Test
    void aShortageIsToldWithBothFiguresAndIsOverAfterHalfAMinuteOfPlenty() {
        teller.connected(new StreamFacts(640, 360, 25, "h264"), NOW);
        teller.supplied(new Supply(5, 0.7), NOW);
        for (int window = 0; window < 2; window++) {
            teller.supplied(new Supply(5, 4.9), NOW);
        }
        teller.supplied(new Supply(5, 1), NOW);
        for (int window = 0; window < 3; window++) {
            teller.supplied(new Supply(5, 4.9), NOW);
        }

        assertThat(listener.stateNames()).containsExactly(State.CONNECTED, State.DEGRADED, State.CONNECTED);
        assertThat(listener.states.get(1).reason())
                .contains("asked 5.0/s, gets 0.7/s")
                .contains("detectFps");
        assertThat(listener.states.get(1).reasonVietnamese()).contains("5.0/s").contains("0.7/s");
    }

    @Test
    void damageIsToldWithItsShareAndIsOverWhenHardlyAnythingIsDamaged() {
        teller.connected(new StreamFacts(640, 360, 25, "h264"), NOW);
        teller.damaged(0.04, NOW);
        teller.damaged(0.12, NOW);
        teller.damaged(0.03, NOW);
        teller.damaged(0.0, NOW);

        assertThat(listener.stateNames()).containsExactly(State.CONNECTED, State.DEGRADED, State.CONNECTED);
        assertThat(listener.states.get(1).reason()).contains("12 %").contains("transport: tcp");
        assertThat(listener.states.get(1).reasonVietnamese()).contains("12 %").contains("bị hỏng");
    }

    @Test
    void whatACameraCannotDoIsToldWithTheShortageAndAfterIt() {
        var noPlates = new Words("không đọc biển số", "number plates are not read");
        teller.limited(noPlates);
        teller.connected(new StreamFacts(640, 360, 25, "h264"), NOW);
        teller.connected(new StreamFacts(640, 360, 25, "h264"), NOW);
        teller.supplied(new Supply(5, 0.7), NOW);
        for (int window = 0; window < 3; window++) {
            teller.supplied(new Supply(5, 4.9), NOW);
        }

        assertThat(listener.stateNames()).containsOnly(State.DEGRADED);
        assertThat(listener.states)
                .extracting(CameraStatus::reason)
                .satisfiesExactly(
                        reason -> assertThat(reason).isEqualTo(noPlates.english()),
                        reason -> assertThat(reason).contains("gets 0.7/s").endsWith("; " + noPlates.english()),
                        reason -> assertThat(reason).isEqualTo(noPlates.english()));
        assertThat(listener.states.get(1).reasonVietnamese()).endsWith(noPlates.vietnamese());
    }
}
