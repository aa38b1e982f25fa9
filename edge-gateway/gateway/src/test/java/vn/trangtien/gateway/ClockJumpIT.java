package vn.trangtien.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.catalog.DriverCatalog;
import vn.trangtien.gateway.TestBroker.Heard;
import vn.trangtien.gateway.config.ConfigReader;
import vn.trangtien.gateway.config.GatewayConfig;
import vn.trangtien.gateway.link.LinkSettings;
import vn.trangtien.gateway.spool.SpoolCounters;

/** A whole gateway whose clock is set forward and back by a day while it is offline with messages that may wait an hour. */
class ClockJumpIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String YAML = """
            gateway:
              id: jumpy
              site: { name: Bridge, lat: 16.4, lon: 107.5 }
              timezone: Asia/Ho_Chi_Minh
            buses:
              uart: { kind: uart, port: /dev/ttyS0 }
            devices:
              - { id: river, driver: scripted, on: uart, every: 100ms }
            publish:
              store: { maxMb: 10, keep: 1h }
            """;

    @TempDir
    Path directory;

    private final AtomicLong values = new AtomicLong();
    private final JumpingClock clock = new JumpingClock();

    @Test
    void neitherStallsPollingNorExpiresNorLosesAnything() throws Exception {
        var authority = new TestAuthority("city");
        var drivers = new DriverCatalog(List.of(ScriptedDriver.giving(() -> values.incrementAndGet() / 1_000.0)));
        GatewayConfig config = new ConfigReader(drivers).read("gateway.yaml", YAML);
        try (var broker = new TestBroker(directory, authority);
                var line = new CuttableProxy(broker.tlsPort())) {
            var parts = GatewayParts.of(
                            directory.resolve("data"), ScriptedDriver.NO_HARDWARE, DeviceClock.system(), clock)
                    .withDrivers(drivers)
                    .withClockTrusted(() -> true)
                    .withLink(new LinkSettings(
                            20,
                            5_000,
                            Duration.ofSeconds(30),
                            Duration.ofSeconds(10),
                            Duration.ofSeconds(30),
                            Duration.ofMillis(100),
                            Duration.ofMillis(400)));
            line.cut();
            Gateway gateway = Gateway.open(
                    config, authority.identity("hue", "jumpy", URI.create("ssl://127.0.0.1:" + line.port())), parts);
            try (gateway) {
                gateway.start();
                for (Duration jump : List.of(Duration.ZERO, Duration.ofDays(1), Duration.ofDays(-2))) {
                    clock.jump(jump);
                    long before = values.get();
                    await().atMost(PATIENCE).until(() -> values.get() > before + 12);
                    assertThat(gateway.spool().expire())
                            .as("after a jump of %s", jump)
                            .isZero();
                }
                line.restore();
                await().atMost(PATIENCE).until(() -> gateway.status().spool().depth() < 3);
            }
            SpoolCounters counters = gateway.status().spool();
            assertThat(counters.evicted()
                            + counters.rejected()
                            + gateway.status().lost())
                    .isZero();
            assertThat(counters.appended()).isEqualTo(counters.delivered() + counters.depth());
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(broker.heard().stream()
                                    .filter(one -> one.topic().startsWith("hue/jumpy/"))
                                    .map(Heard::seq)
                                    .distinct()
                                    .sorted())
                            .startsWith(LongStream.rangeClosed(1, counters.delivered())
                                    .boxed()
                                    .toArray(Long[]::new)));
        }
    }

    private static final class JumpingClock extends Clock {

        private volatile Duration offset = Duration.ZERO;

        void jump(Duration by) {
            offset = offset.plus(by);
        }

        @Override
        public Instant instant() {
            return Clock.systemUTC().instant().plus(offset);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
