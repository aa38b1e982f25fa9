package vn.trangtien.gateway.remote.conf;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.trangtien.gateway.config.ConfigReader;
import vn.trangtien.gateway.config.GatewayConfig;
import vn.trangtien.gateway.remote.Answer;
import vn.trangtien.gateway.remote.RequestFailed;
import vn.trangtien.gateway.view.ConfigStanding;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.request.Method;
import vn.trangtien.wire.request.Request;

/** CONF-V1 and CONF-V2 on one configuration. */
class ConfHandlersTest {

    private static final String UPDATE = "configurableComponents/configurations/_update";

    @TempDir
    Path directory;

    private GatewayConfig running;
    private ConfV1 v1;
    private ConfV2 v2;
    private Configurations configurations;

    @BeforeEach
    void install() throws Exception {
        Files.writeString(file(), TestConfigs.yaml("Bridge"));
        ConfigReader reader = new ConfigReader(TestConfigs.DRIVERS);
        running = reader.read(file());
        configurations = new Configurations(
                ConfigurationStore.open(file(), directory.resolve("config"), yaml -> Optional.empty()),
                reader,
                new Target() {
                    @Override
                    public GatewayConfig config() {
                        return running;
                    }

                    @Override
                    public void exchange(GatewayConfig next) {
                        running = next;
                    }

                    @Override
                    public BooleanSupplier tell(ConfigStanding standing) {
                        return () -> true;
                    }
                },
                () -> 0,
                (requester, outcome) -> {});
        v1 = new ConfV1(configurations, TestConfigs.DRIVERS);
        v2 = new ConfV2(configurations, TestConfigs.DRIVERS);
    }

    @Test
    void jsonShowsTheGatewayAndEachDeviceWithTypesAndAFormInTwoLanguages() throws Exception {
        JsonNode configs =
                json(Method.GET, "configurableComponents/configurations", "").path("configs");

        assertThat(configs.valueStream().map(node -> node.path("pid").asString()))
                .containsExactly("gateway", "device.air", "device.dust");
        assertThat(configs.path(0).at("/properties/configuration/value").asString())
                .isEqualTo(TestConfigs.yaml("Bridge"));
        assertThat(configs.path(0).at("/properties/version/value").asLong()).isEqualTo(1);
        JsonNode air = configs.path(1);
        assertThat(air.at("/properties/params.address").toString()).isEqualTo("{\"type\":\"LONG\",\"value\":118}");
        assertThat(air.at("/properties/every").toString()).isEqualTo("{\"type\":\"STRING\",\"value\":\"2s\"}");
        assertThat(air.at("/properties/channels/value").asString())
                .isEqualTo("{temperature: {limits: [-5, 50], deadband: 0.1}, humidity: {deadband: 0.2}}");
        assertThat(air.at("/definition/id").asString()).isEqualTo("driver.bme280");
        assertThat(air.at("/definition/ad").valueStream())
                .filteredOn(ad -> ad.path("id").asString().equals("params.oversampling"))
                .singleElement()
                .satisfies(ad -> {
                    assertThat(ad.path("type").asString()).isEqualTo("LONG");
                    assertThat(ad.path("description").asString()).contains(" / ");
                });
    }

    @Test
    void aChangeByJsonTouchesNothingElseOfTheText() throws Exception {
        json(Method.PUT, UPDATE, """
                {"configs": [
                  {"pid": "device.air", "properties": {
                     "every": {"type": "STRING", "value": "10s"},
                     "params.oversampling": {"type": "INTEGER", "value": 4},
                     "channels": {"type": "STRING", "value": "{temperature: {deadband: 0.5}}"}}},
                  {"pid": "device.dust", "properties": {"params.mode": {"type": "STRING", "value": "passive"}}}]}""");

        assertThat(Files.readString(file()))
                .isEqualTo(TestConfigs.yaml("Bridge")
                        .replace("every: 2s", "every: 10s")
                        .replace("oversampling: 1", "oversampling: 4")
                        .replace("""
                                channels:
                                      temperature: { limits: [-5, 50], deadband: 0.1 }
                                      # nobody needs more
                                      humidity: { deadband: 0.2 }
                                """, """
                                channels:
                                      {temperature: {deadband: 0.5}}
                                """)
                        .replace("- id: dust", "- params: { mode: passive }\n    id: dust"));
        assertThat(running.devices().get(1).device().params()).containsEntry("mode", "passive");
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | has no property 'colour' | {'pid': 'device.air', 'properties': {'colour': {'type': 'STRING', 'value': 'red'}}}",
                "404 | there is no device 'x' | {'pid': 'device.x', 'properties': {'every': {'type': 'STRING', 'value': '1s'}}}",
                "404 | there is no component 'y' | {'pid': 'y', 'properties': {}}",
                "400 | must be of type LONG | {'pid': 'device.air', 'properties': {'params.address': {'type': 'LONG', 'value': 'x'}}}",
                "400 | must have one value | {'pid': 'device.air', 'properties': {'every': {'type': 'STRING', 'value': ['1s']}}}",
                "400 | one YAML value | {'pid': 'device.air', 'properties': {'channels': {'type': 'STRING', 'value': '{}, driver: x'}}}",
                "400 | one YAML value | {'pid': 'device.air', 'properties': {'channels': {'type': 'STRING', 'value': '{a: 1}\\n    id: z'}}}",
                "400 | devices[0].params.address | {'pid': 'device.air', 'properties': {'params.address': {'type': 'LONG', 'value': 5}}}",
                "400 | not YAML | {'pid': 'gateway', 'properties': {'configuration': {'type': 'STRING', 'value': 'a: [b'}}}",
                "409 | version 1 is in force | {'pid': 'gateway', 'properties': {'version': {'type': 'LONG', 'value': 7}}}",
            })
    void whatCannotBeMeantIsRefused(int code, String why, String config) {
        String body = "{'configs': [%s]}".formatted(config).replace('\'', '"');

        assertThatThrownBy(() -> v2.handle(request("CONF-V2", Method.PUT, UPDATE, body)))
                .hasMessageContaining(why)
                .isInstanceOfSatisfying(
                        RequestFailed.class,
                        failed -> assertThat(failed.code().code()).isEqualTo(code));
        assertThat(file()).hasContent(TestConfigs.yaml("Bridge"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{", "\u0001", "{\"configs\": 5}", "", "{\"configs\": [{}]}", "null"})
    void brokenJsonIsABadRequest(String body) {
        assertThatThrownBy(() -> v2.handle(request("CONF-V2", Method.PUT, UPDATE, body)))
                .isInstanceOf(RequestFailed.class);
    }

    @Test
    void snapshotsAreWrittenListedReadAndTakenBack() throws Exception {
        json(
                Method.PUT,
                UPDATE,
                "{\"configs\": [{\"pid\": \"device.air\", \"properties\": {\"every\": {\"type\": \"STRING\", \"value\": \"9s\"}}}]}");
        configurations.tick();
        assertThat(json(Method.EXEC, "snapshots/_write", "").path("id").asLong())
                .isEqualTo(3);
        assertThat(json(Method.GET, "snapshots", "").toString()).isEqualTo("{\"ids\":[1,2,3]}");
        assertThat(json(Method.POST, "snapshots/byId", "{\"id\": 1}")
                        .at("/configs/1/properties/every/value")
                        .asString())
                .isEqualTo("2s");

        JsonNode back = json(Method.EXEC, "snapshots/byId/_rollback", "{\"id\": 1}");

        assertThat(back.path("version").asLong()).isEqualTo(4);
        assertThat(file()).hasContent(TestConfigs.yaml("Bridge"));
    }

    @Test
    void factoriesAreTheDriversAndMakeNothing() throws Exception {
        assertThat(json(Method.GET, "factoryComponents", "")
                        .path("pids")
                        .valueStream()
                        .map(JsonNode::asString))
                .contains("driver.bme280", "driver.pms5003");
        assertThat(json(Method.POST, "factoryComponents/ocd/byFactoryPid", "{\"pids\": [\"driver.bme280\"]}")
                        .at("/configs/0/definition/ad")
                        .size())
                .isGreaterThan(4);
        assertThatThrownBy(() -> v2.handle(request("CONF-V2", Method.POST, "factoryComponents", "{}")))
                .hasMessageContaining("_update");
        assertThatThrownBy(() -> v2.handle(request("CONF-V2", Method.GET, "nothing", "")))
                .isInstanceOfSatisfying(
                        RequestFailed.class,
                        failed -> assertThat(failed.code().code()).isEqualTo(404));
    }

    @ParameterizedTest(name = "prefix {0}")
    @ValueSource(strings = {"esf", "ns2"})
    void xmlIsAppliedBeforeItIsAnsweredWhateverItsPrefix(String prefix) throws Exception {
        Answer answer =
                v1.handle(request("CONF-V1", Method.PUT, "configurations/device.air", """
                <?xml version="1.0" encoding="UTF-8"?>
                <esf:configurations xmlns:ocd="http://www.osgi.org/xmlns/metatype/v1.2.0" xmlns:esf="http://eurotech.com/esf/2.0">
                  <esf:configuration pid="device.air"><esf:properties>
                    <esf:property name="every" array="false" encrypted="false" type="String"><esf:value>7s</esf:value></esf:property>
                    <esf:property name="params.oversampling" array="false" encrypted="false" type="Integer"><esf:value>2</esf:value></esf:property>
                  </esf:properties></esf:configuration>
                </esf:configurations>""".replace("esf:", prefix + ":")
                        .replace(":esf", ":" + prefix)));

        assertThat(answer.payload().text("config.state")).hasValue("confirming");
        assertThat(answer.payload().int64("config.version")).hasValue(2);
        assertThat(Files.readString(file())).contains("every: 7s", "oversampling: 2", "# on the roof");
    }

    @Test
    void xmlIsWrittenAsKurasReaderWantsIt() throws Exception {
        String xml = text(v1.handle(request("CONF-V1", Method.GET, "configurations/device.air", "")));

        assertThat(xml)
                .contains(
                        "<esf:configurations xmlns:esf=\"http://eurotech.com/esf/2.0\" xmlns:ocd=\"http://www.osgi.org/xmlns/metatype/v1.2.0\">")
                .contains("<esf:configuration pid=\"device.air\"><ocd:OCD ")
                .contains("name=\"params.address\" type=\"Long\"><esf:value>118</esf:value>");
        assertThat(ConfXml.read(xml)).containsOnlyKeys("device.air");
        assertThat(text(v1.handle(request("CONF-V1", Method.GET, "configurations/none", ""))))
                .doesNotContain("esf:configuration ");
        assertThat(text(v1.handle(request("CONF-V1", Method.GET, "snapshots", ""))))
                .contains("<esf:snapshotIds>1</esf:snapshotIds>");
    }

    @Test
    void whatXmlShowsCanBeSentBackUnchanged() throws Exception {
        String all = text(v1.handle(request("CONF-V1", Method.GET, "configurations", "")));

        assertThat(v1.handle(request("CONF-V1", Method.PUT, "configurations", all))
                        .payload()
                        .int64("config.version"))
                .hasValue(1);
        assertThat(file()).hasContent(TestConfigs.yaml("Bridge"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><esf:configurations xmlns:esf=\"http://eurotech.com/esf/2.0\"><esf:configuration pid=\"device.air\"><esf:properties><esf:property name=\"every\" type=\"String\"><esf:value>&e;</esf:value></esf:property></esf:properties></esf:configuration></esf:configurations>",
                "<!DOCTYPE lolz [<!ENTITY lol \"lol\"><!ENTITY lol2 \"&lol;&lol;\">]><a>&lol2;</a>",
                "<a",
                "",
                "<a/>",
                "plain"
            })
    void hostileOrBrokenXmlIsRefused(String body) {
        assertThatThrownBy(() -> v1.handle(request("CONF-V1", Method.PUT, "configurations", body)))
                .isInstanceOf(RequestFailed.class);
        assertThat(file()).hasContent(TestConfigs.yaml("Bridge"));
    }

    private JsonNode json(Method method, String path, String body) throws Exception {
        return new JsonMapper().readTree(text(v2.handle(request("CONF-V2", method, path, body))));
    }

    private static String text(Answer answer) {
        return new String(answer.payload().body().orElseThrow(), UTF_8);
    }

    private static Request request(String appId, Method method, String path, String body) {
        return new Request(
                "hue",
                "gw",
                appId,
                method,
                List.copyOf(Arrays.asList(path.split("/"))),
                "1",
                "city-cloud",
                KuraPayload.builder().body(body.getBytes(UTF_8)).build());
    }

    private Path file() {
        return directory.resolve("gateway.yaml");
    }
}
