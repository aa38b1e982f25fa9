package vn.trangtien.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import vn.trangtien.wire.UndecodableException.Reason;

class ZipBombTest {

    private static final int MIB = 1024 * 1024;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void messageThatInflatesBeyondTheCapIsRefusedBeforeItFillsTheMemory() throws IOException {
        byte[] bomb = gzipOfZeros(256 * MIB);
        assertThat(bomb.length).isLessThan(MIB);
        long before = THREADS.getCurrentThreadAllocatedBytes();

        assertThatExceptionOfType(UndecodableException.class)
                .isThrownBy(() -> KuraCodec.decode(bomb, MIB))
                .withMessageContaining("inflates to more than the allowed 1048576")
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.TOO_LARGE));

        assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(8L * MIB);
    }

    @Test
    void defaultCapIsTheLargestMessageOfAGateway() throws IOException {
        byte[] bomb = gzipOfZeros(17 * MIB);

        assertThatExceptionOfType(UndecodableException.class)
                .isThrownBy(() -> KuraCodec.decode(bomb))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.TOO_LARGE));
    }

    @Test
    void messageOfExactlyTheCapIsRead() throws Exception {
        KuraPayload payload = KuraPayload.builder().body(new byte[10_000]).build();
        byte[] plain = KuraCodec.encode(payload);
        byte[] sent = KuraCodec.encode(payload, true);

        assertThat(KuraCodec.decode(sent, plain.length)).isEqualTo(payload);
        assertThatExceptionOfType(UndecodableException.class)
                .isThrownBy(() -> KuraCodec.decode(sent, plain.length - 1));
    }

    @Test
    void damagedCompressionIsReadAsItIsAndRefused() throws Exception {
        byte[] sent = Hex.file("vectors/e6.gz.hex");

        assertThatExceptionOfType(UndecodableException.class)
                .isThrownBy(() -> KuraCodec.decode(Arrays.copyOf(sent, sent.length / 2)))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.MALFORMED));
    }

    private static byte[] gzipOfZeros(int length) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            byte[] zeros = new byte[MIB];
            for (int i = 0; i < length / MIB; i++) {
                gzip.write(zeros);
            }
        }
        return out.toByteArray();
    }
}
