package vn.trangtien.ingest.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.request.Reply;
import vn.trangtien.wire.request.ResponseCode;

/** Rollouts over gateways that obey or do not. */
class RolloutIT extends FleetStand {

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
            String rollout = begin(account, "Thử");

            await().atMost(PATIENCE)
                    .until(() -> city.get(rollout).path("state").asString().equals("STOPPED"));

            JsonNode stopped = city.get(rollout);
            assertThat(stopped.path("reason").asString())
                    .contains("1 trên 1 gateway hỏng", "1 of 1 gateways failed; 0 may");
            assertThat(stopped.path("touched").asInt()).isEqualTo(1);
            assertThat(stopped.path("counts").path("PENDING").asInt()).isEqualTo(1);
            assertThat(city.get(rollout + "/history")
                            .valueStream()
                            .map(line -> line.path("text").asString()))
                    .anyMatch(text -> text.startsWith("FAILED: REFUSED"))
                    .anyMatch(text -> text.startsWith("tự dừng / stopped by itself"));
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
            String rollout = begin(account, "Tất cả");

            await().atMost(PATIENCE)
                    .until(() -> city.get(rollout).path("state").asString().equals("COMPLETED"));

            assertThat(one.yaml()).isEqualTo("gateway: {id: \"%s\"}".formatted(one.gateway.id));
            assertThat(two.yaml()).isEqualTo("gateway: {id: \"%s\"}".formatted(two.gateway.id));
        }
    }

    @Test
    void aGatewayWhoseClockIsNotSetYetIsAskedAgainForARelease() throws Exception {
        String account = "r" + NAMES.incrementAndGet();
        String sha256 = "%064x".formatted(NAMES.get());
        city.context()
                .getBean(JdbcClient.class)
                .sql(
                        "insert into ingest.release (sha256, name, version, arch, size, signature, signer, uploaded_by,"
                                + " uploaded_at, notes) values (?, 'trangtien-gateway', ?, 'arm64', 1, '', '', 'test', now(), '')")
                .params(sha256, "9.2." + NAMES.get())
                .update();
        try (var gateway = ManagedGateway.obedient(city.enrol(account, account + "-a"))) {
            awaitReport(gateway);
            var asked = new AtomicInteger();
            gateway.behave(request -> Optional.of(
                    asked.incrementAndGet() == 1
                            ? Reply.refusal(request, ResponseCode.FORBIDDEN, "the clock is not set")
                            : Reply.to(
                                    request,
                                    ResponseCode.OK,
                                    KuraPayload.builder().build())));
            HttpResponse<String> begun = city.post(
                    "/api/fleet/rollouts",
                    Map.of(
                            "name",
                            "Đồng hồ",
                            "kind",
                            "RELEASE",
                            "release",
                            sha256,
                            "filter",
                            Map.of("account", account),
                            "rings",
                            List.of(100)));
            assertThat(begun.statusCode()).as(begun.body()).isEqualTo(201);
            String rollout = "/api/fleet/rollouts/"
                    + JsonMapper.shared().readTree(begun.body()).path("id").asLong();

            await().atMost(PATIENCE)
                    .until(() -> target(rollout).path("detail").asString().contains("gateway chưa nhận lệnh"));
            assertThat(target(rollout).path("state").asString()).isEqualTo("APPLYING");
            await().atMost(PATIENCE).until(() -> asked.get() >= 2);

            assertThat(city.get(rollout).path("state").asString()).isEqualTo("RUNNING");
            assertThat(target(rollout).path("state").asString()).isEqualTo("APPLYING");
        }
    }

    private static JsonNode target(String rollout) throws Exception {
        return city.get(rollout + "/targets").path("items").path(0);
    }

    @Test
    void whatAnAbortedRolloutHadNotSentIsNotLeftWaiting() throws Exception {
        String account = "r" + NAMES.incrementAndGet();
        try (var here = ManagedGateway.obedient(city.enrol(account, account + "-a"))) {
            awaitReport(here);
            here.behave(request -> Optional.of(Reply.refusal(request, ResponseCode.FORBIDDEN, "the clock is not set")));
            String rollout = begin(account, "Bỏ dở");
            awaitPush(here, "WAITING");
            await().atMost(PATIENCE)
                    .until(() -> city.get(path(here) + "/twin")
                                    .path("push")
                                    .path("attempts")
                                    .asInt()
                            > 0);

            assertThat(city.send(city.request(rollout + "/abort").POST(HttpRequest.BodyPublishers.noBody()))
                            .statusCode())
                    .isEqualTo(200);

            awaitPush(here, "NONE");
        }
    }
}
