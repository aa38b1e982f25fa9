package vn.trangtien.gateway.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
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
import org.junit.jupiter.api.Test;
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
import vn.trangtien.gateway.enrol.IdentityStore;
import vn.trangtien.gateway.hardware.HardwareFactory;
import vn.trangtien.gateway.link.LinkSettings;
import vn.trangtien.gateway.link.LinkStatus.State;
import vn.trangtien.gateway.spool.SpoolCounters;
import vn.trangtien.gateway.view.ConfigStanding;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.request.Method;
import vn.trangtien.wire.request.Reply;
import vn.trangtien.wire.request.Request;

/** Configurations pushed to a whole gateway over a real broker: good ones, wrong ones, and such that cut it off. */
class RemoteConfigurationIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Clock CLOCK = Clock.systemUTC();
    private static final AtomicLong VALUE = new AtomicLong();

    @TempDir
    static Path shared;

    private static TestAuthority authority;
    private static TestBroker broker;

    @TempDir
    Path directory;

    private final List<GatewayHost> hosts = new ArrayList<>();
    private CuttableProxy line;
    private String id;
    private GatewayIdentity identity;
    private TestCloud cloud;

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

    @Test
    void aChangeOfADeviceIsInForceConfirmedAndKeepsTheCommentsOfTheTechnician() throws Exception {
        GatewayHost host = started();

        Reply reply = cloud.ask("CONF-V2", Method.PUT, "configurableComponents/configurations/_update", """
                {"configs": [{"pid": "device.river", "properties": {"every": {"type": "STRING", "value": "200ms"}}}],
                 "expectedVersion": 1}""");

        assertThat(reply.message()).isEmpty();
        assertThat(reply.code()).isEqualTo(200);
        assertThat(TestCloud.body(reply)).contains("\"version\":2", "\"state\":\"confirming\"");
        await().atMost(PATIENCE)
                .until(() -> !cloud.notifications("CONF-V2", "configuration").isEmpty());
        assertThat(cloud.notifications("CONF-V2", "configuration")
                        .get(0)
                        .payload()
                        .text("config.state"))
                .hasValue("applied");
        assertThat(host.view().config().state()).isEqualTo(ConfigStanding.State.APPLIED);
        assertThat(host.view().config().version()).isEqualTo(2);
        assertThat(Files.readString(file()))
                .isEqualTo(yaml("Bridge", "100ms", "60s").replace("every: 100ms", "every: 200ms"))
                .contains("# beside the pillar");
        assertThat(TestCloud.body(cloud.ask("CONF-V2", Method.GET, "snapshots", "")))
                .isEqualTo("{\"ids\":[1,2]}");
        assertConserved(host);
    }

    @Test
    void aWrongConfigurationIsRefusedWithAllItsProblemsAndNothingChanges() throws Exception {
        GatewayHost host = started();
        String before = Files.readString(file());

        Reply reply = push(yaml("Bridge", "soon", "60s").replace("driver: counting", "driver: nonsense"));

        assertThat(reply.code()).isEqualTo(400);
        assertThat(reply.message().orElseThrow())
                .contains("nothing was changed", "devices[0].every is 'soon'", "devices[0].driver is 'nonsense'");
        assertThat(Files.readString(file())).isEqualTo(before);
        assertThat(host.view().config().version()).isEqualTo(1);
        assertThat(host.view().config().state()).isEqualTo(ConfigStanding.State.APPLIED);
        assertConserved(host);
    }

    @Test
    void aConfigurationThatCutsTheGatewayOffIsTakenBackAndNothingIsLost() throws Exception {
        Files.writeString(file(), yaml("Bridge", "100ms", "2s"));
        GatewayHost host = started(cuttingTheLineFor("Island"));
        String before = Files.readString(file());

        Request request = update(yaml("Island", "100ms", "2s"));
        cloud.send(request);

        await().atMost(PATIENCE).until(() -> host.view().config().state() == ConfigStanding.State.CONFIRMING);
        assertThat(host.gateway().config().site().name()).isEqualTo("Island");
        await().atMost(PATIENCE).until(() -> host.view().config().state() == ConfigStanding.State.ROLLED_BACK);
        assertThat(host.gateway().config().site().name()).isEqualTo("Bridge");
        assertThat(Files.readString(file())).isEqualTo(before);
        assertThat(host.view().config().version()).isEqualTo(1);

        line.restore();
        await().atMost(PATIENCE)
                .until(() -> !cloud.notifications("CONF-V2", "configuration").isEmpty());
        assertThat(cloud.notifications("CONF-V2", "configuration")
                        .get(0)
                        .payload()
                        .text("config.state"))
                .hasValue("rolled-back");
        assertThat(cloud.replies(request)).extracting(Reply::code).containsExactly(200);
        assertConserved(host);
    }

    @Test
    void aPowerCutBeforeTheConfirmationTakesTheChangeBackAtTheNextStart() throws Exception {
        GatewayHost first = started(cuttingTheLineFor("Island"));
        cloud.send(update(yaml("Island", "100ms", "60s")));
        await().atMost(PATIENCE).until(() -> first.view().config().state() == ConfigStanding.State.CONFIRMING);
        first.close();
        assertThat(Files.readString(file())).contains("Island");

        line.restore();
        GatewayHost second = started();

        assertThat(Files.readString(file())).contains("Bridge");
        assertThat(second.view().config().version()).isEqualTo(1);
        assertThat(second.view().config().state()).isEqualTo(ConfigStanding.State.ROLLED_BACK);
        await().atMost(PATIENCE)
                .until(() -> !cloud.notifications("CONF-V2", "configuration").isEmpty());
        assertThat(cloud.notifications("CONF-V2", "configuration")
                        .get(0)
                        .payload()
                        .text("config.reason"))
                .hasValueSatisfying(reason -> assertThat(reason).contains("restarted before"));
        assertConserved(second);
    }

    @Test
    void aChangeMadeFromAnOldVersionIsRefused() throws Exception {
        GatewayHost host = started();
        assertThat(push(yaml("Island", "100ms", "60s")).code()).isEqualTo(200);
        await().atMost(PATIENCE).until(() -> host.view().config().state() == ConfigStanding.State.APPLIED);

        Reply stale = cloud.ask("CONF-V2", Method.PUT, "configurableComponents/configurations/_update", """
                {"configs": [{"pid": "device.river", "properties": {"every": {"type": "STRING", "value": "200ms"}}}],
                 "expectedVersion": 1}""");

        assertThat(stale.code()).isEqualTo(409);
        assertThat(stale.message().orElseThrow()).contains("version 2 is in force");
        assertThat(Files.readString(file())).contains("Island", "every: 100ms");
    }

    @Test
    void onlyTheCitysSealMovesTheGatewayAndOnlyOnce() throws Exception {
        GatewayHost host = started();
        Request plain = cloud.request(
                "CONF-V2", Method.GET, "snapshots", KuraPayload.builder().build());
        Request good = cloud.sealed(plain);

        assertThat(cloud.ask(plain).code()).as("without a seal").isEqualTo(403);
        assertThat(new TestCloud(broker, new TestAuthority("stranger").signer("city-commands"), id)
                        .ask("CONF-V2", Method.GET, "snapshots", "")
                        .code())
                .as("sealed by a stranger")
                .isEqualTo(403);
        assertThat(cloud.ask(good).code()).isEqualTo(200);
        assertThat(cloud.ask(good).message().orElseThrow()).contains("handled before");
        host.close();
        started();
        assertThat(cloud.ask(good).code()).as("after a restart").isEqualTo(403);
        assertThat(Files.readString(directory.resolve("data/audit.log")))
                .contains("requester=city-cloud", "code=403 reason=\"UNSIGNED", "UNTRUSTED_SIGNER", "code=200");
    }

    @Test
    void aCertificateForTheNextKeyIsUsedOnceItWorks() throws Exception {
        Path kept = Files.createDirectories(directory.resolve("data/identity"));
        Files.writeString(kept.resolve("ca.pem"), TestAuthority.pem(authority.certificate()));
        GatewayHost host = started();
        X509Certificate before = host.gateway().identity().certificate();
        String entry = "\"keystoreServicePid\": \"gateway\", \"alias\": \"gateway\"";
        assertThat(cloud.ask("KEYS-V2", Method.POST, "keystores/entries/keypair", "{" + entry + "}")
                        .code())
                .isEqualTo(200);
        String request = TestCloud.body(cloud.ask("KEYS-V2", Method.POST, "keystores/entries/csr", "{" + entry + "}"));

        Reply strangers = bring(entry, new TestAuthority("stranger").sign(request, id));
        Reply good = bring(entry, authority.sign(request, id));

        assertThat(strangers.code()).isEqualTo(400);
        assertThat(good.message()).isEmpty();
        assertThat(good.code()).isEqualTo(200);
        assertThat(host.gateway().identity().certificate()).isNotEqualTo(before);
        assertThat(host.status().link().state()).isEqualTo(State.CONNECTED);
        assertThat(new IdentityStore(kept).load())
                .hasValueSatisfying(next -> assertThat(next.certificate())
                        .isEqualTo(host.gateway().identity().certificate()));
        assertConserved(host);
    }

    private Reply bring(String entry, X509Certificate certificate) throws Exception {
        return cloud.ask(
                "KEYS-V2",
                Method.POST,
                "keystores/entries/privatekey",
                "{%s, \"certificateChain\": [\"%s\"]}"
                        .formatted(
                                entry,
                                TestAuthority.pem(certificate)
                                        .replace("\n", "\\n")
                                        .replace("\r", "")));
    }

    private Reply push(String yaml) {
        Request request = update(yaml);
        return cloud.ask(request);
    }

    private Request update(String yaml) {
        String text = yaml.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
        String body =
                "{\"configs\": [{\"pid\": \"gateway\", \"properties\": {\"configuration\": {\"type\": \"STRING\", \"value\": \"%s\"}}}]}"
                        .formatted(text);
        return cloud.sealed(cloud.request(
                "CONF-V2",
                Method.PUT,
                "configurableComponents/configurations/_update",
                KuraPayload.builder()
                        .body(body.getBytes(StandardCharsets.UTF_8))
                        .build()));
    }

    /** Such a configuration could hold the wrong address of a modem. */
    private HardwareFactory cuttingTheLineFor(String site) {
        return config -> {
            if (config.site().name().equals(site)) {
                try {
                    line.cut();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            return ScriptedDriver.NO_HARDWARE.open(config);
        };
    }

    private GatewayHost started() throws Exception {
        return started(ScriptedDriver.NO_HARDWARE);
    }

    private GatewayHost started(HardwareFactory hardware) throws Exception {
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
    private void assertConserved(GatewayHost host) {
        host.stopReading();
        await().atMost(PATIENCE).until(() -> host.status().spool().depth() == 0);
        SpoolCounters counters = host.status().spool();
        assertThat(counters.appended()).isEqualTo(counters.delivered());
        assertThat(host.status().lost()).isZero();
        List<Long> numbers = broker.heard().stream()
                .filter(heard -> heard.topic().startsWith("hue/" + id + "/"))
                .map(Heard::seq)
                .distinct()
                .sorted()
                .toList();
        assertThat(numbers)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, counters.appended()).boxed().toList());
    }

    private Path file() {
        return directory.resolve("gateway.yaml");
    }

    private String yaml(String site, String every, String confirmWithin) {
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
