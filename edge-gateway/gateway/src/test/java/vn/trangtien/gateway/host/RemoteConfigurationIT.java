package vn.trangtien.gateway.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import vn.trangtien.gateway.ScriptedDriver;
import vn.trangtien.gateway.TestCloud;
import vn.trangtien.gateway.hardware.HardwareFactory;
import vn.trangtien.gateway.view.ConfigStanding;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.request.Method;
import vn.trangtien.wire.request.Reply;
import vn.trangtien.wire.request.Request;

/** Configurations pushed to a whole gateway over a real broker: good ones, wrong ones, and such that cut it off. */
class RemoteConfigurationIT extends RemoteFixture {

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
}
