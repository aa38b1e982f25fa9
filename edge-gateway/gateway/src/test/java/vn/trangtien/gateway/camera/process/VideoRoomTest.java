package vn.trangtien.gateway.camera.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VideoRoomTest {

    private static final long MEGABYTE = 1 << 20;

    @ParameterizedTest(name = "{0} MiB, heap {1}: {2} cameras")
    @CsvSource(
            nullValues = "-",
            value = {"512, -, 3", "925, -, 44", "1024, -, 48", "24000, -, 48", "24000, 320, 102", "1024, 320, 58"})
    void theScarcerOfHeapAndMemoryDecides(long megabytes, String heap, int cameras) {
        assertThat(VideoRoom.of(megabytes * MEGABYTE, heap).cameras()).isEqualTo(cameras);
    }

    @Test
    void aMachineWithoutAnyRoomStillWatchesOneCamera() {
        assertThat(VideoRoom.of(0, null).cameras()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"much", "3", "99999", "-160", " "})
    void aWishThatIsNoneLeavesWhatIsUsual(String wish) {
        assertThat(VideoRoom.of(1024 * MEGABYTE, wish).heapMegabytes()).isEqualTo(160);
    }
}
