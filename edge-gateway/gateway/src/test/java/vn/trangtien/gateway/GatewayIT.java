package vn.trangtien.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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
import vn.trangtien.gateway.link.LinkStatus.State;
import vn.trangtien.gateway.spool.SpoolCounters;
import vn.trangtien.wire.ChannelReading;
import vn.trangtien.wire.KuraTopic;
import vn.trangtien.wire.LifecycleMessage;
import vn.trangtien.wire.TelemetryMessage;

/** Whole gateways against a real broker over TLS, through a line that fails. */
class GatewayIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Clock CLOCK = Clock.systemUTC();

    @TempDir
    static Path shared;

    private static TestAuthority authority;
    private static TestBroker broker;

    @TempDir
    Path directory;

    private final AtomicLong counter = new AtomicLong();
    private final List<Gateway> gateways = new ArrayList<>();
    private CuttableProxy line;

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

    @Test
    void lifeOfAGatewayFromBirthToGoodbye() throws Exception {
        Gateway gateway = gateway("life", usual());
        assertThat(gateway.status().link().state()).isEqualTo(State.STOPPED);
        gateway.start();
        await().atMost(PATIENCE).until(() -> telemetry("life").size() >= 3);

        Heard birth = lifecycle("life", "BIRTH").get(0);
        LifecycleMessage message = LifecycleMessage.read(birth.decoded());
        assertThat(message.facts())
                .containsEntry("display_name", "Bridge of life")
                .containsEntry("payload_encoding", "KURA_PROTOBUF")
                .containsKeys("uptime", "os_version", "jvm_version", "connection_ip", "serial_number", "total_memory");
        assertThat(message.position())
                .hasValueSatisfying(where -> assertThat(where.latitude()).isEqualTo(16.4));
        ChannelReading reading = channels(telemetry("life").get(0)).get(0);
        assertThat(reading.channel()).isEqualTo("level");
        assertThat(reading.unit()).isEqualTo("m");
        assertThat(reading.quality()).isEqualTo("GOOD");
        assertThat(Duration.between(reading.measuredAt().orElseThrow(), CLOCK.instant())
                        .abs())
                .isLessThan(Duration.ofMinutes(1));
        assertThat(broker.heard().indexOf(birth))
                .isLessThan(broker.heard().indexOf(telemetry("life").get(0)));

        long before = System.nanoTime();
        gateway.close();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(3));
        await().atMost(PATIENCE).until(() -> !lifecycle("life", "DC").isEmpty());
        assertThat(lifecycle("life", "LWT")).isEmpty();
        assertThat(LifecycleMessage.read(lifecycle("life", "DC").get(0).decoded())
                        .facts())
                .containsOnlyKeys("uptime", "display_name");
    }

    @Test
    void aCutOfTheLineLosesNothingAndKeepsTheOrder() throws Exception {
        Gateway gateway = gateway("cut", usual());
        gateway.start();
        await().atMost(PATIENCE).until(() -> telemetry("cut").size() >= 5);

        line.cut();
        await().atMost(PATIENCE).until(() -> gateway.status().link().state() == State.WAITING);
        long read = counter.get();
        await().atMost(PATIENCE).until(() -> counter.get() > read + 60);
        assertThat(gateway.status().spool().depth()).isGreaterThanOrEqualTo(50);
        line.restore();
        await().atMost(PATIENCE).until(() -> gateway.status().spool().depth() < 3);
        gateway.close();

        SpoolCounters counters = gateway.status().spool();
        assertThat(counters.evicted() + counters.rejected() + gateway.status().lost())
                .isZero();
        List<Long> seqs = uniqueSeqs("cut");
        assertThat(seqs).as("in order and without a gap").containsExactlyElementsOf(upTo(seqs.size()));
        assertThat((long) seqs.size()).isGreaterThanOrEqualTo(counters.delivered());
        assertThat(values("cut")).isSorted();
        assertThat(lifecycle("cut", "LWT")).as("the broker missed it").isNotEmpty();
        assertThat(lifecycle("cut", "BIRTH").size()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void lostAcknowledgementsMeanTheSameMessagesUnderTheSameNumbers() throws Exception {
        Gateway gateway = gateway("puback", impatient());
        gateway.start();
        await().atMost(PATIENCE).until(() -> telemetry("puback").size() >= 5);

        line.loseAnswers();
        await().atMost(PATIENCE).until(() -> gateway.status().link().lastError().contains("no acknowledgement"));
        line.answerAgain();
        await().atMost(PATIENCE).until(() -> gateway.status().link().connects() >= 2);
        await().atMost(PATIENCE).until(() -> gateway.status().spool().depth() < 3);
        gateway.close();

        List<Heard> all = everything("puback");
        List<Long> unique = uniqueSeqs("puback");
        assertThat(all.size()).as("some came twice").isGreaterThan(unique.size());
        assertThat(unique).containsExactlyElementsOf(upTo(unique.size()));
        for (Heard one : all) {
            assertThat(all.stream().filter(other -> other.seq() == one.seq()))
                    .allSatisfy(other -> assertThat(other.payload()).isEqualTo(one.payload()));
        }
    }

    @Test
    void aRestartedGatewayDeliversWhatItHadKept() throws Exception {
        line.cut();
        Gateway first = gateway("restart", usual());
        first.start();
        await().atMost(PATIENCE).until(() -> first.status().spool().depth() >= 20);
        first.close();
        long kept = first.status().spool().depth();
        assertThat(telemetry("restart")).isEmpty();

        line.restore();
        Gateway second = gateway("restart", usual());
        second.start();
        await().atMost(PATIENCE).until(() -> second.status().spool().delivered() >= kept + 5);
        second.close();

        List<Long> seqs = uniqueSeqs("restart");
        assertThat(seqs).containsExactlyElementsOf(upTo(seqs.size()));
    }

    @Test
    void severalGatewaysShareAProcessAndEachIsContentWithTenThreads() throws Exception {
        for (String id : List.of("one", "two", "three")) {
            gateway(id, usual()).start();
        }
        await().atMost(PATIENCE)
                .until(() -> List.of("one", "two", "three").stream()
                        .allMatch(id -> telemetry(id).size() >= 3));

        for (Gateway gateway : gateways) {
            assertThat(gateway.status().link().state()).isEqualTo(State.CONNECTED);
        }
        Set<Thread> threads = Thread.getAllStackTraces().keySet();
        long ours = threads.stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("one/") || (name.startsWith("MQTT") && name.contains("one")))
                .count();
        assertThat(ours).as("threads of gateway 'one'").isBetween(2L, 10L);
    }

    @Test
    void aBrokerOfAnotherAuthorityIsNotTrusted() throws Exception {
        var stranger = new TestAuthority("stranger");
        Gateway gateway = Gateway.open(
                config("suspicious"), stranger.identity("hue", "suspicious", address()), parts("suspicious", usual()));
        gateways.add(gateway);
        gateway.start();

        await().atMost(PATIENCE)
                .until(() -> !gateway.status().link().lastError().isEmpty());
        await().atMost(PATIENCE).until(() -> gateway.status().spool().depth() > 3);

        assertThat(gateway.status().link().connects()).isZero();
        assertThat(telemetry("suspicious")).isEmpty();
    }

    @Test
    void aDeadDeviceIsReportedWhileOthersGoOn() throws Exception {
        Gateway gateway = gateway("half-dead", usual());
        gateway.start();
        await().atMost(PATIENCE)
                .until(() -> telemetry("half-dead").size() >= 5
                        && !broker.heard("hue/half-dead/W1/A1/dead").isEmpty());

        ChannelReading dead =
                channels(broker.heard("hue/half-dead/W1/A1/dead").get(0)).get(0);
        assertThat(dead.quality()).isEqualTo("COMM_FAULT");
        assertThat(dead.value()).isEmpty();
        assertThat(dead.error()).hasValue("NOT_PRESENT: nothing there");
        assertThat(gateway.status().devices())
                .filteredOn(device -> device.id().equals("dead"))
                .singleElement()
                .satisfies(device -> assertThat(device.lastError()).hasValue("NOT_PRESENT: nothing there"));
    }

    @Test
    void rainGoesOnWhereItWasWhenTheGatewayIsRestarted() throws Exception {
        Gateway first = gateway("rainy", usual());
        first.start();
        await().atMost(PATIENCE).until(() -> rain("rainy").size() >= 10);
        first.close();
        double before =
                rain("rainy").stream().mapToDouble(Double::doubleValue).max().orElseThrow();
        int heard = rain("rainy").size();

        Gateway second = gateway("rainy", usual());
        second.start();
        await().atMost(PATIENCE).until(() -> rain("rainy").size() >= heard + 10);
        second.close();

        assertThat(rain("rainy").subList(heard, heard + 10))
                .as("the bucket itself began at 0 again")
                .isSorted()
                .allSatisfy(total -> assertThat(total).isGreaterThanOrEqualTo(before));
        assertThat(rain("rainy").get(heard)).isLessThanOrEqualTo(before + 50);
    }

    private Gateway gateway(String id, LinkSettings settings) throws Exception {
        Gateway gateway = Gateway.open(config(id), authority.identity("hue", id, address()), parts(id, settings));
        gateways.add(gateway);
        return gateway;
    }

    private URI address() {
        return URI.create("ssl://127.0.0.1:" + line.port());
    }

    private GatewayParts parts(String id, LinkSettings settings) {
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

    private static GatewayConfig config(String id) {
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

    private static LinkSettings usual() {
        return settings(Duration.ofSeconds(30));
    }

    private static LinkSettings impatient() {
        return settings(Duration.ofSeconds(1));
    }

    private static LinkSettings settings(Duration acknowledgeTimeout) {
        return new LinkSettings(
                20,
                1_000,
                Duration.ofSeconds(30),
                Duration.ofSeconds(10),
                acknowledgeTimeout,
                Duration.ofMillis(100),
                Duration.ofMillis(400));
    }

    private static List<Heard> telemetry(String id) {
        return broker.heard("hue/" + id + "/W1/A1/river");
    }

    private static List<Heard> lifecycle(String id, String kind) {
        return broker.heard("$EDC/hue/" + id + "/MQTT/" + kind);
    }

    private static List<ChannelReading> channels(Heard heard) {
        return TelemetryMessage.read(
                        (KuraTopic.Data) KuraTopic.parse(heard.topic()).orElseThrow(), heard.decoded())
                .orElseThrow()
                .channels();
    }

    /** Values of the counting device in the order of their first arrival. */
    private static List<Double> values(String id) {
        Set<Long> seen = new LinkedHashSet<>();
        return telemetry(id).stream()
                .filter(heard -> seen.add(heard.seq()))
                .map(heard -> channels(heard).get(0).value().orElseThrow())
                .toList();
    }

    private static List<Double> rain(String id) {
        Set<Long> seen = new LinkedHashSet<>();
        return broker.heard("hue/" + id + "/W1/A1/rain").stream()
                .filter(heard -> seen.add(heard.seq()))
                .map(heard -> channels(heard).get(0).value().orElseThrow())
                .toList();
    }

    /** Numbers of everything a gateway put into its spool, in the order of their first arrival. */
    private static List<Long> uniqueSeqs(String id) {
        return everything(id).stream().map(Heard::seq).distinct().toList();
    }

    private static List<Heard> everything(String id) {
        return broker.heard().stream()
                .filter(heard -> heard.topic().startsWith("hue/" + id + "/"))
                .toList();
    }

    private static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }
}
