package vn.trangtien.gateway.link;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import vn.trangtien.gateway.config.CloudPolicy.MqttVersion;
import vn.trangtien.gateway.spool.Priority;
import vn.trangtien.gateway.spool.Spool;
import vn.trangtien.gateway.spool.SpoolException;
import vn.trangtien.gateway.spool.SpoolLimits;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.KuraPosition;
import vn.trangtien.wire.KuraTopic;

/** A link on a spool of its own, towards a broker whose whims the tests choose. */
abstract class LinkFixture {

    static final KuraTopic TOPIC = KuraTopic.telemetry("hue", "gw-1", "river");
    static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    final FakeBroker broker = new FakeBroker();
    final Set<String> applications = new CopyOnWriteArraySet<>(Set.of("W1"));
    Spool spool;
    CloudLink link;

    @BeforeEach
    void open() throws SpoolException {
        spool = Spool.open(
                directory.resolve("spool.db"), new SpoolLimits(10 << 20, Duration.ofDays(1)), false, Clock.systemUTC());
    }

    @AfterEach
    void close() {
        link.close();
        spool.close();
    }

    static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void start(int window, Duration acknowledgeTimeout) {
        start(settings(window, acknowledgeTimeout, Duration.ofMillis(5), Duration.ofMillis(20)), TimeGate.OPEN);
    }

    static LinkSettings usual(int window) {
        return settings(window, Duration.ofSeconds(30), Duration.ofMillis(5), Duration.ofMillis(20));
    }

    static LinkSettings settings(int window, Duration acknowledgeTimeout, Duration first, Duration last) {
        return new LinkSettings(
                window,
                100_000,
                Duration.ofSeconds(30),
                Duration.ofSeconds(10),
                acknowledgeTimeout,
                first,
                last,
                MqttVersion.V5,
                Duration.ofSeconds(30),
                Duration.ofMillis(50));
    }

    Announcements announcements() {
        return new Announcements("hue", "gw-1", "Bridge", KuraPosition.of(16, 107), Map.of(), false, Clock.systemUTC())
                .withApplications(() -> applications);
    }

    void start(LinkSettings settings, TimeGate time) {
        start(settings, time, Inbox.NONE);
    }

    void start(LinkSettings settings, TimeGate time, Inbox inbox) {
        link = new CloudLink("gw-1", broker, announcements(), inbox, time, spool, settings, new Random(1));
        link.start();
    }

    void append(int messages) throws SpoolException {
        for (int i = 0; i < messages; i++) {
            spool.append(
                    Priority.TELEMETRY,
                    TOPIC,
                    KuraPayload.builder().body(new byte[10]).build());
        }
    }

    static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }
}
