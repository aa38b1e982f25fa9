package vn.trangtien.gateway.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.catalog.DriverCatalog;
import vn.trangtien.gateway.CuttableProxy;
import vn.trangtien.gateway.GatewayParts;
import vn.trangtien.gateway.ScriptedDriver;
import vn.trangtien.gateway.TestAuthority;
import vn.trangtien.gateway.TestBroker;
import vn.trangtien.gateway.TestBroker.Heard;
import vn.trangtien.gateway.TestCloud;
import vn.trangtien.gateway.enrol.GatewayIdentity;
import vn.trangtien.gateway.hardware.HardwareFactory;
import vn.trangtien.gateway.link.LinkSettings;
import vn.trangtien.gateway.link.LinkStatus.State;
import vn.trangtien.gateway.spool.SpoolCounters;

/** Whole gateways, each with a file of its own, that a city commands over a real broker. */
abstract class RemoteFixture {

    static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Clock CLOCK = Clock.systemUTC();
    private static final AtomicLong VALUE = new AtomicLong();

    @TempDir
    static Path shared;

    static TestAuthority authority;
    static TestBroker broker;

    @TempDir
    Path directory;

    private final List<GatewayHost> hosts = new ArrayList<>();
    CuttableProxy line;
    String id;
    private GatewayIdentity identity;
    TestCloud cloud;

    @BeforeAll
    static void startBroker() throws Exception {
        authority = new TestAuthority("city");
        broker = new TestBroker(shared, authority);
    }

    @AfterAll
    static void stopBroker() throws Exception {
        broker.close();
    }

    @BeforeEach
    void enrol(TestInfo test) throws Exception {
        line = new CuttableProxy(broker.tlsPort());
        id = "gw-" + Integer.toHexString(test.getDisplayName().hashCode());
        identity = authority.identity("hue", id, URI.create("ssl://127.0.0.1:" + line.port()));
        cloud = new TestCloud(broker, authority.signer("city-commands"), id);
        Files.writeString(file(), yaml("Bridge", "100ms", "60s"));
    }

    @AfterEach
    void stop() throws Exception {
        hosts.forEach(GatewayHost::close);
        line.close();
    }

    GatewayHost started() throws Exception {
        return started(ScriptedDriver.NO_HARDWARE);
    }

    GatewayHost started(HardwareFactory hardware) throws Exception {
        var drivers = new DriverCatalog(List.of(ScriptedDriver.named("counting", VALUE::incrementAndGet)));
        GatewayParts parts = GatewayParts.of(directory.resolve("data"), hardware, DeviceClock.system(), CLOCK)
                .withDrivers(drivers)
                .withClockTrusted(() -> true)
                .withLink(new LinkSettings(
                        20,
                        1_000,
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(30),
                        Duration.ofMillis(100),
                        Duration.ofMillis(400)));
        Files.createDirectories(directory.resolve("data"));
        GatewayHost host = GatewayHost.open(HostParts.of(file(), identity, parts));
        hosts.add(host);
        host.start();
        await().atMost(PATIENCE).until(() -> host.status().link().state() == State.CONNECTED);
        return host;
    }

    /** Appended = delivered + given up for a reason + waiting; and what was delivered has no gap. */
    void assertConserved(GatewayHost host) {
        host.stopReading();
        await().atMost(PATIENCE).until(() -> host.status().spool().depth() == 0);
        SpoolCounters counters = host.status().spool();
        assertThat(counters.appended()).isEqualTo(counters.delivered());
        assertThat(host.status().lost()).isZero();
        // The broker has taken what it acknowledged, but whoever listens there hears it a little later.
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(broker.heard().stream()
                                .filter(heard -> heard.topic().startsWith("hue/" + id + "/"))
                                .map(Heard::seq)
                                .distinct()
                                .sorted())
                        .containsExactlyElementsOf(LongStream.rangeClosed(1, counters.appended())
                                .boxed()
                                .toList()));
    }

    Path file() {
        return directory.resolve("gateway.yaml");
    }

    String yaml(String site, String every, String confirmWithin) {
        return """
                # the gateway of the test
                gateway:
                  id: %s
                  site: { name: "%s", lat: 16.4, lon: 107.5 }
                buses:
                  uart-1: { kind: uart, port: /dev/ttyS0 }
                devices:
                  - id: river
                    driver: counting # beside the pillar
                    on: uart-1
                    every: %s
                remote: { confirmWithin: %s }
                """.formatted(id, site, every, confirmWithin);
    }
}
