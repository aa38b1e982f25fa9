package vn.trangtien.ingest.broker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.trangtien.ingest.registry.GatewayId;

class TopicRightsTest {

    private static final TopicRights RIVER = new TopicRights(new GatewayId("hue", "river"));

    @ParameterizedTest(name = "{0}: write {1}, read {2}")
    @CsvSource({
        "hue/river/W1/A1/level,      true,  false",
        "$EDC/hue/river/MQTT/BIRTH,  true,  true",
        "$EDC/hue/river/#,           false, true",
        "$EDC/hue/river/+/REPLY/+,   false, true",
        "hue/river/#,                false, false",
        "hue/river,                  false, false",
        "hue/river/,                 false, false",
        "hue/river2/W1/A1/level,     false, false",
        "hue/school/W1/A1/level,     false, false",
        "$EDC/hue/school/#,          false, false",
        "$EDC/hue/+/#,               false, false",
        "$EVT/hue/river/CONF/CHANGE, true,  false",
        "$EVT/hue/school/CONF/CHANGE, false, false",
        "#,                          false, false",
        "$EDC/hue/city-cloud/CONF-V2/REPLY/river~0af3,     true,  false",
        "$EDC/hue/city-cloud-12/CONF-V2/REPLY/river~0af3,  true,  false",
        "$EDC/hue/city-cloud/DEPLOY-V2/NOTIFY/river/download, true, false",
        "$EDC/hue/city-cloud/CONF-V2/REPLY/school~0af3,    false, false",
        "$EDC/hue/city-cloud/CONF-V2/REPLY/river-2~0af3,   false, false",
        "$EDC/hue/city-cloud/CONF-V2/REPLY/river,          false, false",
        "$EDC/hue/city-cloud/CONF-V2/REPLY/river~,         false, false",
        "$EDC/hue/city-cloud/CONF-V2/REPLY/river~a/b,      false, false",
        "$EDC/hue/city-cloud/CONF-V2/REPLY/+,              false, false",
        "$EDC/hue/city-cloud/CONF-V2/NOTIFY/school/x,      false, false",
        "$EDC/hue/city-cloud/CONF-V2/NOTIFY/river,         false, false",
        "$EDC/hue/city-cloud/CONF-V2/EXEC/river~0af3,      false, false",
        "$EDC/hue/city-cloud/MQTT/REPLY/river~0af3,        false, false",
        "$EDC/hue/city-cloud//REPLY/river~0af3,            false, false",
        "$EDC/hue/city-cloud-x/CONF-V2/REPLY/river~0af3,   false, false",
        "$EDC/hue/city-clouds/CONF-V2/REPLY/river~0af3,    false, false",
        "$EDC/hue/school/CONF-V2/REPLY/river~0af3,         false, false",
        "$EDC/da-nang/city-cloud/CONF-V2/REPLY/river~0af3, false, false",
        "$EDC/hue/city-cloud/#,                            false, false",
        "$EDC/hue/city-cloud/+/REPLY/+,                    false, false",
        "$EDC/hue/river/CONF-V2/GET/river~0af3,            true,  true",
        "spBv1.0/hue/NBIRTH/river,         true,  false",
        "spBv1.0/hue/NDEATH/river,         true,  false",
        "spBv1.0/hue/DDATA/river/pump,     true,  false",
        "spBv1.0/hue/DDATA/river/,         false, false",
        "spBv1.0/hue/DDATA/river/pump/x,   false, false",
        "spBv1.0/hue/DDATA/river/+,        false, false",
        "spBv1.0/hue/NDATA/school,         false, false",
        "spBv1.0/da-nang/NDATA/river,      false, false",
        "spBv1.0/hue/NDATA/river/pump,     false, false",
        "spBv1.0/hue/NCMD/river,           false, true",
        "spBv1.0/hue/NCMD/river::river.x,  false, true",
        "spBv1.0/hue/NCMD/river::school.x, false, false",
        "spBv1.0/hue/NCMD/river::x,        false, false",
        "spBv1.0/hue/NCMD/river/#,         false, true",
        "spBv1.0/hue/DCMD/river/#,         false, true",
        "spBv1.0/hue/DCMD/river/pump,      false, true",
        "spBv1.0/hue/NCMD/+,               false, false",
        "spBv1.0/hue/NCMD/school,          false, false",
        "spBv1.0/+/NCMD/river,             false, false",
        "spBv1.0/STATE/host,               false, false",
        "v1/devices/me/telemetry,          false, false",
    })
    void ownTreesAndNothingElse(String topic, boolean write, boolean read) {
        assertThat(RIVER.mayWrite(topic)).isEqualTo(write);
        assertThat(RIVER.mayRead(topic)).isEqualTo(read);
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 40})
    void endlesslyDeepTopicsAreRefused(int levels) {
        assertThat(RIVER.mayWrite("hue/river" + "/x".repeat(levels))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "v1/devices/me/telemetry, true",
        "v1/gateway/connect,      true",
        "v1/devices/me/rpc,       false",
        "v1/devices/other/telemetry, false",
    })
    void namelessTopicsAreThoseOfThingsBoardThatAreRead(String topic, boolean nameless) {
        assertThat(TopicRights.isNameless(topic)).isEqualTo(nameless);
    }

    @ParameterizedTest
    @CsvSource({
        "spBv1.0/hue/NCMD/river,      true",
        "spBv1.0/hue/DCMD/river/pump, true",
        "spBv1.0/hue/NDATA/river,     false",
        "hue/river/NCMD/x,            false",
    })
    void cloudCommandsSparkplugNodesAndWritesNothingElseThere(String topic, boolean command) {
        assertThat(TopicRights.isCommand(topic)).isEqualTo(command);
    }
}
