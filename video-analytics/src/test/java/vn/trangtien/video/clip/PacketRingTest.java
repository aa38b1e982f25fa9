package vn.trangtien.video.clip;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import vn.trangtien.video.source.VideoPacket;

class PacketRingTest {

    private static final long SECOND = 1_000_000;

    @Test
    void keepsWholeGroupsThatCoverTheSecondsAskedFor() {
        var ring = new PacketRing(5 * SECOND, 1 << 20);
        for (int i = 0; i < 200; i++) {
            ring.add(packet(i * SECOND / 10, i % 20 == 0, 100));
        }

        assertThat(ring.since(Long.MIN_VALUE).get(0).key()).isTrue();
        assertThat(ring.since(Long.MIN_VALUE).get(0).presentationMicros()).isEqualTo(14 * SECOND);
        assertThat(ring.since(17 * SECOND).get(0).presentationMicros()).isEqualTo(16 * SECOND);
        assertThat(ring.bytes()).isEqualTo(60 * 100);
    }

    @Test
    void whatIsTooMuchMemoryGoesWithItsWholeGroup() {
        var ring = new PacketRing(60 * SECOND, 5_000);
        for (int i = 0; i < 1_000; i++) {
            ring.add(packet(i * SECOND / 10, i % 20 == 0, 100));
            assertThat(ring.bytes()).isLessThanOrEqualTo(5_000);
        }

        assertThat(ring.since(0).get(0).key()).isTrue();
    }

    @Test
    void aGroupThatIsLargerThanTheMemoryIsNotKept() {
        var ring = new PacketRing(60 * SECOND, 5_000);
        for (int i = 0; i < 100; i++) {
            ring.add(packet(i * SECOND / 10, i == 0, 100));
            assertThat(ring.bytes()).isLessThanOrEqualTo(5_000);
        }

        assertThat(ring.since(0)).isEmpty();
    }

    @Test
    void nothingIsKeptBeforeTheFirstKeyFrame() {
        var ring = new PacketRing(SECOND, 5_000);
        ring.add(packet(0, false, 10));
        ring.add(packet(1, true, 10));

        assertThat(ring.since(0)).hasSize(1);
    }

    private static VideoPacket packet(long micros, boolean key, int bytes) {
        return new VideoPacket(new byte[bytes], micros, micros, key);
    }
}
