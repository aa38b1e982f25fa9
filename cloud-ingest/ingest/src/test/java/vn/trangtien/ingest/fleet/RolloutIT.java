package vn.trangtien.ingest.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
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
            String rollout = begin(account, "Tất cả");

            await().atMost(PATIENCE)
                    .until(() -> city.get(rollout).path("state").asString().equals("COMPLETED"));

            assertThat(one.yaml()).isEqualTo("gateway: {id: \"%s\"}".formatted(one.gateway.id));
            assertThat(two.yaml()).isEqualTo("gateway: {id: \"%s\"}".formatted(two.gateway.id));
        }
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
