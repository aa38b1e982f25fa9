package vn.trangtien.gateway.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.KuraTopic;

class OutboxTest {

    private static final KuraTopic TOPIC = KuraTopic.telemetry("hue", "gw-1", "river");

    @TempDir
    Path directory;

    @Test
    void fullDiskCostsMessagesButNeverTheMeasuring() throws SpoolException {
        var limits = new SpoolLimits(10 << 20, Duration.ofDays(1));
        Clock clock = Clock.systemUTC();
        var wakes = new AtomicInteger();
        try (Spool spool = Spool.open(SpoolFile.open(directory.resolve("spool.db"), clock, 40), limits, false, clock)) {
            var outbox = new Outbox("gw-1", spool, wakes::incrementAndGet);
            for (int i = 0; i < 500; i++) {
                outbox.put(
                        Priority.TELEMETRY,
                        TOPIC,
                        KuraPayload.builder().body(new byte[1_000]).build());
            }

            long kept = spool.counters().appended();
            assertThat(kept).isPositive();
            assertThat(outbox.lost()).isEqualTo(500 - kept);
            assertThat(outbox.problem()).contains("no room on the disk");
            assertThat(wakes).hasValue((int) kept);

            spool.delivered(spool.next(1_000));
            outbox.put(Priority.TELEMETRY, TOPIC, KuraPayload.builder().build());

            assertThat(outbox.problem()).isEmpty();
            assertThat(spool.counters().appended()).isEqualTo(kept + 1);
        }
    }
}
