package vn.trangtien.ingest.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import vn.trangtien.ingest.support.TestGateway;
import vn.trangtien.platform.audit.AuditVerdict;
import vn.trangtien.platform.audit.AuditVerifier;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.request.Reply;
import vn.trangtien.wire.request.Request;
import vn.trangtien.wire.request.ResponseCode;

/** Gateways are asked and answer, or do not. */
class RequestIT extends FleetStand {

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
            Request heard = gateway.heard.poll(30, TimeUnit.SECONDS);
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
}
