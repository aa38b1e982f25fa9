package vn.trangtien.city.cameras;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PostureTest {

    @Test
    void aCameraWithoutWordsAboutPeopleMasksAndReadsNoPlates() throws Exception {
        Posture posture = ViewText.posture("cameras:\n  - {id: c, source: x}\n", "c");

        assertThat(posture).isEqualTo(new Posture("masked", "off", false, null, null, "auto", false, 0));
    }

    @Test
    void thePermissionIsToldWithItsPurposeAndItsLastDayAndNothingElseOfTheConfiguration() throws Exception {
        Posture posture = ViewText.posture("""
                cameras:
                  - id: c
                    source: rtsp://admin:b1-mat@10.0.0.7/main
                    detector: blob
                    detectFps: 2
                    privacy: {image: clear, plates: hash, clips: true, purpose: "tai nạn", expires: 2026-12-31}
                """, "c");

        assertThat(posture).isEqualTo(new Posture("clear", "hash", true, "tai nạn", "2026-12-31", "blob", false, 2));
    }

    @Test
    void aCustomersModelIsToldFromTheUsualOnes() throws Exception {
        assertThat(ViewText.posture("cameras:\n  - {id: c, source: x, detector: xich-lo}\n", "c")
                        .ownModel())
                .isTrue();
    }
}
