package vn.trangtien.sim.camera.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ReceiverReportTest {

    @Test
    void nonsenseIsNoReport() {
        var random = new Random(3_550);
        for (int i = 0; i < 20_000; i++) {
            var bytes = new byte[random.nextInt(64)];
            random.nextBytes(bytes);
            assertThat(ReceiverReport.first(bytes, bytes.length)).isNotNull();
        }
        assertThat(ReceiverReport.first(new byte[] {(byte) 0x81, (byte) 201, 0, 7, 0, 0, 0, 0}, 8))
                .isEmpty();
    }
}
