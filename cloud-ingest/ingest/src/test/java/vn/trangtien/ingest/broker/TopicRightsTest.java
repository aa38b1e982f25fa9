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
}
