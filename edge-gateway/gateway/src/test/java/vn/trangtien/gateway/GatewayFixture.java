package vn.trangtien.gateway;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.drivers.DeviceError;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.catalog.DriverCatalog;
import vn.trangtien.drivers.port.BusConfig;
import vn.trangtien.gateway.TestBroker.Heard;
import vn.trangtien.gateway.config.CloudPolicy;
import vn.trangtien.gateway.config.DeviceEntry;
import vn.trangtien.gateway.config.GatewayConfig;
import vn.trangtien.gateway.config.PagePolicy;
import vn.trangtien.gateway.config.PublishPolicy;
import vn.trangtien.gateway.config.RemotePolicy;
import vn.trangtien.gateway.config.Site;
import vn.trangtien.gateway.link.LinkSettings;
import vn.trangtien.wire.ChannelReading;
import vn.trangtien.wire.KuraTopic;
import vn.trangtien.wire.TelemetryMessage;

/** Gateways with scripted instruments, a real broker over TLS, and a line between them that fails when told to. */
abstract class GatewayFixture {

    static final Duration PATIENCE = Duration.ofSeconds(60);
    static final Clock CLOCK = Clock.systemUTC();

    @TempDir
    static Path shared;

    static TestAuthority authority;
    static TestBroker broker;

    @TempDir
    Path directory;

    final AtomicLong counter = new AtomicLong();
    final List<Gateway> gateways = new ArrayList<>();
    CuttableProxy line;

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
    void layLine() throws Exception {
        line = new CuttableProxy(broker.tlsPort());
    }

    @AfterEach
    void stop() throws Exception {
        gateways.forEach(Gateway::close);
        line.close();
    }

    Gateway gateway(String id, LinkSettings settings) throws Exception {
        Gateway gateway = Gateway.open(config(id), authority.identity("hue", id, address()), parts(id, settings));
        gateways.add(gateway);
        return gateway;
    }

    URI address() {
        return URI.create("ssl://127.0.0.1:" + line.port());
    }

    GatewayParts parts(String id, LinkSettings settings) {
        var tips = new AtomicLong();
        var drivers = new DriverCatalog(List.of(
                ScriptedDriver.named("counting", counter::incrementAndGet),
                ScriptedDriver.counting("rain", tips::getAndIncrement),
                ScriptedDriver.named("dead", () -> {
                    throw new DeviceException(DeviceError.NOT_PRESENT, "nothing there");
                })));
        return GatewayParts.of(directory.resolve(id), ScriptedDriver.NO_HARDWARE, DeviceClock.system(), CLOCK)
                .withDrivers(drivers)
                .withClockTrusted(() -> true)
                .withLink(settings);
    }

    static GatewayConfig config(String id) {
        return new GatewayConfig(
                id,
                new Site("Bridge of " + id, 16.4, 107.5),
                ZoneId.of("Asia/Ho_Chi_Minh"),
                List.of(new BusConfig.Uart("uart-1", "/dev/ttyS0"), new BusConfig.Uart("uart-2", "/dev/ttyS1")),
                List.of(
                        device("river", "counting", "uart-1"),
                        device("rain", "rain", "uart-1"),
                        device("dead", "dead", "uart-2")),
                List.of(),
                List.of(),
                PublishPolicy.DEFAULT,
                CloudPolicy.DEFAULT,
                RemotePolicy.DEFAULT,
                PagePolicy.DEFAULT,
                true);
    }

    private static DeviceEntry device(String id, String driver, String bus) {
        return new DeviceEntry(new DeviceConfig(id, driver, bus, Map.of()), Duration.ofMillis(50), Map.of(), 1);
    }

    static LinkSettings usual() {
        return settings(Duration.ofSeconds(30));
    }

    static LinkSettings settings(Duration acknowledgeTimeout) {
        return new LinkSettings(
                20,
                1_000,
                Duration.ofSeconds(30),
                Duration.ofSeconds(10),
                acknowledgeTimeout,
                Duration.ofMillis(100),
                Duration.ofMillis(400));
    }

    static List<Heard> telemetry(String id) {
        return broker.heard("hue/" + id + "/W1/A1/river");
    }

    static List<ChannelReading> channels(Heard heard) {
        return TelemetryMessage.read(
                        (KuraTopic.Data) KuraTopic.parse(heard.topic()).orElseThrow(), heard.decoded())
                .orElseThrow()
                .channels();
    }

    static List<Heard> lifecycle(String id, String kind) {
        return broker.heard("$EDC/hue/" + id + "/MQTT/" + kind);
    }
}
