package vn.trangtien.sim.pty;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.sim.bus.Outbox;
import vn.trangtien.sim.bus.SerialTarget;

class PtyLinesIT {

    @TempDir
    Path folder;

    private static final int DEFAULT_BAUD_OF_A_NEW_TERMINAL = 38_400;

    @Test
    void everyByteValuePassesInBothDirectionsUnchanged() throws Exception {
        var all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        var echo = new Echo();
        try (var lines = new PtyLines(DeviceClock.system(), folder, "test-serial")) {
            Path port = Path.of(lines.add("port-1", echo, () -> false));
            lines.start();
            try (OutputStream out = Files.newOutputStream(port);
                    InputStream in = Files.newInputStream(port)) {
                out.write(all);
                var back = in.readNBytes(all.length);

                assertThat(back).isEqualTo(all);
                assertThat(echo.heard.toByteArray()).isEqualTo(all);
            }
        }
    }

    @Test
    void closingEndsTheThreadAndThePortSoon() {
        var lines = new PtyLines(DeviceClock.system(), folder, "test-serial-closing");
        Path port = Path.of(lines.add("port-2", new Echo(), () -> false));
        lines.start();
        assertThat(port).exists();

        long start = System.nanoTime();
        lines.close();
        lines.close();

        // Its thread is given two seconds to end; whoever waits them out, and twice, has not told it to.
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(1_900));
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                        .extracting(Thread::getName)
                        .doesNotContain("test-serial-closing"));
    }

    @Test
    void aLineThatNobodyReadsDoesNotHoldUpTheOthers() throws Exception {
        try (var lines = new PtyLines(DeviceClock.system(), folder, "test-serial")) {
            lines.add("port-3", new Chatterbox(), () -> false);
            Path port = Path.of(lines.add("port-4", new Echo(), () -> false));
            lines.start();
            try (OutputStream out = Files.newOutputStream(port);
                    InputStream in = Files.newInputStream(port)) {
                for (int i = 0; i < 20; i++) {
                    out.write(i);
                    assertThat(in.read()).isEqualTo(i);
                }
            }
        }
    }

    private static final class Echo implements SerialTarget {

        private final Outbox outbox = new Outbox();
        private final ByteArrayOutputStream heard = new ByteArrayOutputStream();

        @Override
        public int baud() {
            return DEFAULT_BAUD_OF_A_NEW_TERMINAL;
        }

        @Override
        public void receive(byte[] bytes, long now) {
            heard.writeBytes(bytes);
            outbox.put(now, Duration.ZERO, bytes);
        }

        @Override
        public List<byte[]> due(long now) {
            return outbox.due(now);
        }

        @Override
        public long nextDueAt() {
            return outbox.nextDueAt();
        }
    }

    /** Fills the buffer of its terminal in no time. */
    private static final class Chatterbox implements SerialTarget {

        @Override
        public int baud() {
            return DEFAULT_BAUD_OF_A_NEW_TERMINAL;
        }

        @Override
        public void receive(byte[] bytes, long now) {}

        @Override
        public List<byte[]> due(long now) {
            return List.of(new byte[4_096]);
        }

        @Override
        public long nextDueAt() {
            return Long.MAX_VALUE;
        }
    }
}
