package vn.trangtien.ingest.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import vn.trangtien.events.CityTopics;
import vn.trangtien.events.EventJson;
import vn.trangtien.events.FleetAlarm;
import vn.trangtien.ingest.support.Topic;
import vn.trangtien.wire.request.Reply;
import vn.trangtien.wire.request.ResponseCode;

/** What is desired reaches the gateways, or it is said why not. */
class TwinIT extends FleetStand {

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
    void aLateReportOfAnEarlierChangeDoesNotTakeANewPushBack() throws Exception {
        try (var gateway = ManagedGateway.obedient(enrolled())) {
            awaitReport(gateway);
            gateway.behave(request -> Optional.of(Reply.to(request, ResponseCode.OK, NOTHING)));
            String tried = "gateway: {id: tried}\n";
            want(gateway, tried, 0, true);
            awaitPush(gateway, "ACCEPTED");

            gateway.report(gateway.yaml(), "rolled-back");
            await().atMost(PATIENCE)
                    .until(() -> city.get(path(gateway) + "/twin")
                            .path("reported")
                            .path("state")
                            .asString()
                            .equals("rolled-back"));
            await().during(Duration.ofSeconds(3))
                    .atMost(PATIENCE)
                    .until(() -> pushState(gateway).equals("ACCEPTED"));

            gateway.report(tried, "confirming");
            gateway.report(gateway.yaml(), "rolled-back");
            awaitPush(gateway, "ROLLED_BACK");
        }
    }

    @Test
    void aGatewayThatWentBackToWhatIsDesiredByNowHasIt() throws Exception {
        try (var gateway = ManagedGateway.obedient(enrolled())) {
            gateway.report(gateway.yaml(), "rolled-back");
            await().atMost(PATIENCE)
                    .until(() -> city.get(path(gateway))
                            .path("configState")
                            .asString("")
                            .equals("rolled-back"));

            want(gateway, gateway.yaml(), 0, true);

            awaitPush(gateway, "APPLIED");
        }
    }

    private static String pushState(ManagedGateway gateway) throws Exception {
        return city.get(path(gateway) + "/twin").path("push").path("state").asString();
    }
}
