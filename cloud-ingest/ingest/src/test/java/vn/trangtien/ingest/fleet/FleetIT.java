package vn.trangtien.ingest.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.Signature;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.trangtien.events.CityTopics;
import vn.trangtien.events.EventJson;
import vn.trangtien.events.FleetAlarm;
import vn.trangtien.ingest.enrolment.ReleaseSigner;
import vn.trangtien.ingest.enrolment.Signers;
import vn.trangtien.ingest.releases.Release;
import vn.trangtien.ingest.releases.Releases;
import vn.trangtien.ingest.support.City;
import vn.trangtien.ingest.support.TestDoor;
import vn.trangtien.ingest.support.TestGateway;
import vn.trangtien.ingest.support.Topic;
import vn.trangtien.platform.audit.AuditVerdict;
import vn.trangtien.platform.audit.AuditVerifier;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.request.Reply;
import vn.trangtien.wire.request.Request;
import vn.trangtien.wire.request.ResponseCode;

/** Gateways are asked, configured and watched, with a real broker and a real database. */
class FleetIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final AtomicInteger NAMES = new AtomicInteger();
    private static final KuraPayload NOTHING = KuraPayload.builder().build();

    @TempDir
    static Path folder;

    private static City city;

    @BeforeAll
    static void start() throws Exception {
        city = City.started(folder, Map.of());
    }

    @AfterAll
    static void stop() throws Exception {
        city.close();
    }

    @Test
    void requestIsSealedAnsweredAuditedAndKept() throws Exception {
        try (var gateway = new ManagedGateway(
                enrolled(),
                request -> Optional.of(Reply.to(
                        request,
                        ResponseCode.OK,
                        KuraPayload.builder()
                                .metric("n", 7)
                                .body("xin chào".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                                .build())))) {
            JsonNode answer = ask(gateway, "GET", 30);

            assertThat(answer.path("outcome").asString()).isEqualTo("ANSWERED");
            assertThat(answer.path("code").asInt()).isEqualTo(200);
            assertThat(answer.path("body").asString()).isEqualTo("xin chào");
            assertThat(answer.path("metrics").path("n").path("value").asInt()).isEqualTo(7);
            Request heard = gateway.heard.poll(5, TimeUnit.SECONDS);
            assertThat(heard).isNotNull();
            assertThat(heard.requester()).isEqualTo("city-cloud");
            JsonNode kept = city.get(path(gateway) + "/requests").get(0);
            assertThat(kept.path("id").asString()).isEqualTo(heard.id());
            assertThat(kept.path("by").asString()).isEqualTo("service");
            assertThat(kept.path("outcome").asString()).isEqualTo("ANSWERED");
            assertThat(city.context().getBean(AuditVerifier.class).verify()).isInstanceOf(AuditVerdict.Intact.class);
        }
    }

    @Test
    void lateForeignAndSilentGatewaysAreTimedOut() throws Exception {
        TestGateway asked = enrolled();
        TestGateway stranger = enrolled();
        var late = new CompletableFuture<Request>();
        try (var gateway = new ManagedGateway(asked, request -> {
                    late.complete(request);
                    return Optional.empty();
                });
                var foreign = new ManagedGateway(stranger, request -> Optional.empty())) {
            var answer = CompletableFuture.supplyAsync(() -> put(gateway, 4));
            Request request = late.get(30, TimeUnit.SECONDS);
            // The broker does not let it through; the id would name somebody else besides.
            foreign.publish(
                    "$EDC/hue/city-cloud/CONF-V2/REPLY/" + request.id(),
                    Reply.to(request, ResponseCode.OK, NOTHING).toPayload());

            assertThat(answer.get(60, TimeUnit.SECONDS).path("outcome").asString())
                    .isEqualTo("TIMED_OUT");
            gateway.publish(
                    "$EDC/hue/city-cloud/CONF-V2/REPLY/" + request.id(),
                    Reply.to(request, ResponseCode.OK, NOTHING).toPayload());
            gateway.behave(other -> Optional.of(Reply.to(other, ResponseCode.OK, NOTHING)));
            assertThat(put(gateway, 30).path("outcome").asString()).isEqualTo("ANSWERED");
            assertThat(city.get(path(gateway) + "/requests")
                            .get(1)
                            .path("outcome")
                            .asString())
                    .as("the late reply changes nothing")
                    .isEqualTo("TIMED_OUT");
        }
    }

    @Test
    void commandsAreForAdministratorsAndUnknownApplicationsForNobody() throws Exception {
        TestGateway gateway = enrolled();

        for (String app : List.of("CMD-V1", "SSH-V1", "")) {
            HttpResponse<String> refused = city.post(
                    "/api/gateways/hue/%s/requests".formatted(gateway.id),
                    Map.of("app", app, "method", "EXEC", "resource", "command"));
            assertThat(refused.statusCode()).as(app).isIn(403, 422);
        }
        assertThat(city.get("/api/fleet/gateways/hue/%s/requests".formatted(gateway.id)))
                .isEmpty();
    }

    @Test
    void desiredConfigurationReachesTheGatewayAndDriftIsShown() throws Exception {
        try (var gateway = ManagedGateway.obedient(enrolled())) {
            awaitReport(gateway);
            JsonNode first = want(gateway, "gateway: {id: %s}\n".formatted(gateway.gateway.id), 0, false);
            assertThat(first.path("drift").asBoolean()).isTrue();
            assertThat(first.path("push").path("state").asString()).isEqualTo("NONE");

            JsonNode second = want(gateway, "gateway: {id: %s, name: Mới}\n".formatted(gateway.gateway.id), 1, true);
            assertThat(second.path("desired").path("version").asInt()).isEqualTo(2);
            JsonNode applied = awaitPush(gateway, "APPLIED");

            assertThat(applied.path("drift").asBoolean()).isFalse();
            assertThat(gateway.yaml()).isEqualTo("gateway: {id: %s, name: Mới}\n".formatted(gateway.gateway.id));
            assertThat(twin(gateway, "PUT", Map.of("yaml", "a: 1", "expectedVersion", 1))
                            .statusCode())
                    .as("somebody was faster")
                    .isEqualTo(409);
            assertThat(twin(gateway, "PUT", Map.of("yaml", "a: [")).statusCode())
                    .isEqualTo(422);
            assertThat(city.get(path(gateway) + "/twin/versions")).hasSize(2);
        }
    }

    @Test
    void whatWasChangedOnSiteIsNotOverwrittenUnlessSomebodySaysSo() throws Exception {
        try (var gateway = ManagedGateway.obedient(enrolled())) {
            awaitReport(gateway);
            want(gateway, "gateway: {id: wanted}\n", 0, false);
            gateway.changeOnSite("gateway: {id: on-site}\n");
            await().atMost(PATIENCE)
                    .until(() -> city.get(path(gateway) + "/twin")
                                    .path("reported")
                                    .path("version")
                                    .asInt()
                            == 2);

            twin(gateway, "POST", "/push", Map.of());
            awaitPush(gateway, "CONFLICT");
            assertThat(gateway.yaml()).isEqualTo("gateway: {id: on-site}\n");
            twin(gateway, "POST", "/push", Map.of("force", true));

            awaitPush(gateway, "APPLIED");
            assertThat(gateway.yaml()).isEqualTo("gateway: {id: wanted}\n");
        }
    }

    @Test
    void refusedConfigurationIsShownWithItsProblemsAndRaisesOneAlarm() throws Exception {
        try (var gateway = ManagedGateway.obedient(enrolled())) {
            awaitReport(gateway);
            gateway.behave(request -> Optional.of(Reply.refusal(
                    request,
                    ResponseCode.BAD_REQUEST,
                    "the configuration is not valid, nothing was changed:\n"
                            + "- devices[0].type: unknown\n"
                            + "- spool: missing")));
            want(gateway, "devices: [{type: x}]\n", 0, true);

            JsonNode refused = awaitPush(gateway, "REFUSED");
            assertThat(refused.path("push").path("problems").valueStream().map(JsonNode::asString))
                    .containsExactly("- devices[0].type: unknown", "- spool: missing");
            city.context().getBean(Patrol.class).look();
            city.context().getBean(Patrol.class).look();
            assertThat(alarms(gateway)).containsExactly("UPDATE_FAILED");
            gateway.behave(request -> Optional.of(Reply.to(request, ResponseCode.OK, NOTHING)));
            gateway.changeOnSite("devices: [{type: x}]\n");
            awaitPush(gateway, "APPLIED");
            city.context().getBean(Patrol.class).look();

            assertThat(alarms(gateway)).isEmpty();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(Topic.read(city, CityTopics.FLEET_ALARM).stream()
                                    .map(record -> EventJson.read(record.value(), FleetAlarm.class)
                                            .orElseThrow())
                                    .filter(alarm -> alarm.gateway().equals(gateway.gateway.id))
                                    .map(alarm -> alarm.kind() + " " + alarm.state()))
                            .containsExactly("UPDATE_FAILED RAISED", "UPDATE_FAILED CLEARED"));
        }
    }

    @Test
    void rolloutStopsByItselfWhenTheFirstRingFails() throws Exception {
        String account = "r" + NAMES.incrementAndGet();
        try (var good = ManagedGateway.obedient(city.enrol(account, account + "-a"));
                var bad = ManagedGateway.obedient(city.enrol(account, account + "-b"))) {
            for (var gateway : List.of(good, bad)) {
                awaitReport(gateway);
                gateway.behave(request -> Optional.of(Reply.refusal(
                        request,
                        ResponseCode.BAD_REQUEST,
                        "the configuration is not valid, nothing was changed:\n- x")));
            }
            HttpResponse<String> begun = city.post(
                    "/api/fleet/rollouts",
                    Map.of(
                            "name", "Thử",
                            "kind", "CONFIGURATION",
                            "mode", "REPLACE",
                            "template", "gateway: {id: \"{{gateway}}\"}",
                            "filter", Map.of("account", account),
                            "rings", List.of(10, 100),
                            "soakSeconds", 0));
            assertThat(begun.statusCode()).as(begun.body()).isEqualTo(201);
            String rollout = "/api/fleet/rollouts/"
                    + JsonMapper.shared().readTree(begun.body()).path("id").asLong();

            await().atMost(PATIENCE)
                    .until(() -> city.get(rollout).path("state").asString().equals("STOPPED"));

            JsonNode stopped = city.get(rollout);
            assertThat(stopped.path("reason").asString()).isEqualTo("1 of 1 gateways failed; 0 may");
            assertThat(stopped.path("touched").asInt()).isEqualTo(1);
            assertThat(stopped.path("counts").path("PENDING").asInt()).isEqualTo(1);
            assertThat(city.get(rollout + "/history")
                            .valueStream()
                            .map(line -> line.path("text").asString()))
                    .anyMatch(text -> text.startsWith("FAILED: REFUSED"))
                    .anyMatch(text -> text.startsWith("stopped by itself"));
            assertThat(city.send(city.request(rollout + "/pause").POST(HttpRequest.BodyPublishers.noBody()))
                            .statusCode())
                    .isEqualTo(409);
        }
    }

    @Test
    void rolloutReachesEveryGatewayRingByRing() throws Exception {
        String account = "r" + NAMES.incrementAndGet();
        try (var one = ManagedGateway.obedient(city.enrol(account, account + "-a"));
                var two = ManagedGateway.obedient(city.enrol(account, account + "-b"))) {
            awaitReport(one);
            awaitReport(two);
            HttpResponse<String> begun = city.post(
                    "/api/fleet/rollouts",
                    Map.of(
                            "name", "Tất cả",
                            "kind", "CONFIGURATION",
                            "mode", "REPLACE",
                            "template", "gateway: {id: \"{{gateway}}\"}",
                            "filter", Map.of("account", account),
                            "rings", List.of(10, 100),
                            "soakSeconds", 0));
            String rollout = "/api/fleet/rollouts/"
                    + JsonMapper.shared().readTree(begun.body()).path("id").asLong();

            await().atMost(PATIENCE)
                    .until(() -> city.get(rollout).path("state").asString().equals("COMPLETED"));

            assertThat(one.yaml()).isEqualTo("gateway: {id: \"%s\"}".formatted(one.gateway.id));
            assertThat(two.yaml()).isEqualTo("gateway: {id: \"%s\"}".formatted(two.gateway.id));
        }
    }

    @Test
    void releaseIsSignedOnceAndFetchedInPartsByAGatewayWithItsCertificate() throws Exception {
        byte[] zip = release("9.1.0", "first");
        HttpResponse<String> added = upload(zip);
        assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
        String sha256 =
                JsonMapper.shared().readTree(added.body()).path("sha256").asString();
        assertThat(upload(zip).statusCode()).as("the same file again").isEqualTo(201);
        assertThat(upload(release("9.1.0", "other")).statusCode())
                .as("the version is taken")
                .isEqualTo(409);
        assertThat(upload("no zip".getBytes(UTF_8)).statusCode()).isEqualTo(422);

        TestGateway gateway = enrolled();
        var door = new TestDoor(city, gateway.tls(false));
        String path = "/api/releases/" + sha256;
        HttpResponse<String> part =
                door.send(door.request(path).header("Range", "bytes=0-3").GET());
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo(new String(zip, 0, 4, java.nio.charset.StandardCharsets.ISO_8859_1));
        assertThat(door.get(path).statusCode()).isEqualTo(200);
        assertThat(new TestDoor(city).get(path).statusCode())
                .as("without a certificate")
                .isEqualTo(403);
        assertThat(city.send(city.request(path).GET()).statusCode())
                .as("not at the door")
                .isIn(403, 404);
        Release release = city.context().getBean(Releases.class).find(sha256).orElseThrow();
        ReleaseSigner.Voucher voucher = city.context().getBean(Releases.class).voucher(release);
        Signature check = Signature.getInstance("SHA256withECDSA");
        check.initVerify(city.context().getBean(Signers.class).releases().certificate());
        check.update("trangtien-release-1\ntrangtien-gateway\n9.1.0\n%s"
                .formatted(sha256)
                .getBytes(UTF_8));
        assertThat(check.verify(voucher.signature())).isTrue();
    }

    @Test
    void tenThousandGatewaysAreListedQuickly() throws Exception {
        JdbcClient jdbc = city.context().getBean(JdbcClient.class);
        jdbc.sql("insert into ingest.gateway (account, gateway, name, kind, since, created_at, state) select 'many',"
                        + " 'many-' || n, (array['Đập Đá', 'Cầu Trường Tiền', 'Ấp Năm', 'An Cựu'])[1 + n % 4] || ' ' || n, 'edge',"
                        + " now(), now(), 'ONLINE' from generate_series(1, 10000) n")
                .update();
        jdbc.sql("insert into ingest.report (account, gateway, at, received_at, config_sha256, software,"
                        + " numbers, texts) select account, gateway, now(), now(), 'x', '0.1.0', '{}', '{}' from"
                        + " ingest.gateway where account = 'many'")
                .update();
        jdbc.sql("analyze ingest.gateway").update();
        FleetList fleet = city.context().getBean(FleetList.class);
        var filter = new FleetFilter("truong tien", "many", null, null, null, null, null, null);

        FleetList.Page found = fleet.page(filter, "name", 0, 50);
        List<FleetItem> all = fleet.page(
                        new FleetFilter(null, "many", null, null, null, null, null, null), "name", 0, 500)
                .items();

        assertThat(found.total()).isEqualTo(2_500);
        assertThat(found.items().get(0).name()).startsWith("Cầu Trường Tiền");
        assertThat(all.get(0).name()).as("a before ă before â, d before đ").startsWith("An Cựu");
        assertThat(fleet.page(new FleetFilter(null, "many", null, null, null, null, null, null), "-name", 0, 1)
                        .items()
                        .get(0)
                        .name())
                .startsWith("Đập Đá");
        long began = System.nanoTime();
        for (int i = 0; i < 5; i++) {
            fleet.page(new FleetFilter(null, "many", null, null, null, null, null, null), "name", i, 50);
        }
        long millis = (System.nanoTime() - began) / 5_000_000;
        org.slf4j.LoggerFactory.getLogger(FleetIT.class).warn("measured: page of 10,000 gateways in {} ms", millis);
        jdbc.sql("delete from ingest.gateway where account = 'many'").update();
        assertThat(millis).isLessThan(1_000);
    }

    private static byte[] release(String version, String content) throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("RELEASE.json"));
            zip.write(
                    "{\"version\":\"%s\",\"arch\":\"arm64\"}".formatted(version).getBytes(UTF_8));
            zip.putNextEntry(new ZipEntry("lib/a.jar"));
            zip.write(content.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }

    private static HttpResponse<String> upload(byte[] file) throws Exception {
        var body = new ByteArrayOutputStream();
        body.write("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.zip\"\r\n\r\n".getBytes(UTF_8));
        body.write(file);
        body.write("\r\n--x--\r\n".getBytes(UTF_8));
        return city.send(city.request("/api/fleet/releases")
                .header("Content-Type", "multipart/form-data; boundary=x")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())));
    }

    private static TestGateway enrolled() throws Exception {
        return city.enrol("hue", "managed-" + NAMES.incrementAndGet());
    }

    private static String path(ManagedGateway gateway) {
        return "/api/fleet/gateways/%s/%s".formatted(gateway.gateway.account, gateway.gateway.id);
    }

    private static JsonNode ask(ManagedGateway gateway, String method, int seconds) throws Exception {
        HttpResponse<String> answer = city.post(
                "/api/gateways/%s/%s/requests".formatted(gateway.gateway.account, gateway.gateway.id),
                Map.of("app", "CONF-V2", "method", method, "resource", "snapshots", "timeoutSeconds", seconds));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }

    private static JsonNode put(ManagedGateway gateway, int seconds) {
        try {
            return ask(gateway, "PUT", seconds);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode want(ManagedGateway gateway, String yaml, int expected, boolean push) throws Exception {
        HttpResponse<String> answer =
                twin(gateway, "PUT", Map.of("yaml", yaml, "comment", "thử", "expectedVersion", expected, "push", push));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }

    private static HttpResponse<String> twin(ManagedGateway gateway, String method, Map<String, Object> body)
            throws Exception {
        return twin(gateway, method, "", body);
    }

    private static HttpResponse<String> twin(
            ManagedGateway gateway, String method, String more, Map<String, Object> body) throws Exception {
        return city.send(city.request(path(gateway) + "/twin" + more)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        HttpRequest.BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body))));
    }

    private static JsonNode awaitPush(ManagedGateway gateway, String state) {
        return await().atMost(PATIENCE)
                .until(
                        () -> city.get(path(gateway) + "/twin"),
                        twin -> twin.path("push").path("state").asString().equals(state));
    }

    private static void awaitReport(ManagedGateway gateway) {
        await().atMost(PATIENCE)
                .until(() ->
                        city.get(path(gateway)).path("configState").asString("").equals("applied"));
    }

    private static List<String> alarms(ManagedGateway gateway) throws Exception {
        return city.get(path(gateway))
                .path("alarms")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }
}
