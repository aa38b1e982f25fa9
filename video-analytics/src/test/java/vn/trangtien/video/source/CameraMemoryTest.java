package vn.trangtien.video.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CameraMemoryTest {

    private static final double MEGABYTE = 1e6;

    /** Measured: 7.7, 20 and 200 MB. */
    @Test
    void whatACameraTakesIsNoLessThanMeasured() {
        assertThat(CameraMemory.of(640, 360) / MEGABYTE).isBetween(7.5, 9.0);
        assertThat(CameraMemory.of(1920, 1080) / MEGABYTE).isBetween(20.0, 30.0);
        assertThat(CameraMemory.of(7680, 4320) / MEGABYTE).isBetween(200.0, 320.0);
        assertThat(CameraMemory.of(1920, 1080, 4)).isGreaterThan(CameraMemory.of(1920, 1080));
    }

    @Test
    void aCameraThatDoesNotFitIsRefusedAndASmallerOneStillFits() {
        var memory = new CameraMemory(100_000_000);

        assertThat(memory.take(CameraMemory.of(7680, 4320))).isFalse();
        assertThat(memory.take(90_000_000)).isTrue();
        assertThat(memory.take(11_000_000)).isFalse();
        assertThat(memory.take(10_000_000)).isTrue();
        memory.giveBack(90_000_000);
        assertThat(memory.taken()).isEqualTo(10_000_000);
    }
}
