package vn.trangtien.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KuraTopicTest {

    @Test
    void dataTopicHasFourParts() {
        assertThat(KuraTopic.parse("hue/gw-1/W1/A1/river"))
                .hasValue(new KuraTopic.Data("hue", "gw-1", "W1", "A1/river"));
    }

    @Test
    void controlTopicHasAPrefix() {
        assertThat(KuraTopic.parse("$EDC/hue/B8:27:EB:00:00:01/CONF-V1/GET/configurations"))
                .hasValue(new KuraTopic.Control("$EDC", "hue", "B8:27:EB:00:00:01", "CONF-V1", "GET/configurations"));
        assertThat(KuraTopic.parse("$EVT/hue/gw-1/CONF/V1/CHANGE"))
                .hasValue(new KuraTopic.Control("$EVT", "hue", "gw-1", "CONF", "V1/CHANGE"));
    }

    @Test
    void applicationTopicMayBeMissing() {
        assertThat(KuraTopic.parse("hue/gw-1/W1")).hasValue(new KuraTopic.Data("hue", "gw-1", "W1", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "hue",
                "hue/gw-1",
                "/hue/gw-1/W1/x",
                "hue//W1/x",
                "hue/gw.1/W1/x",
                "hu.e/gw-1/W1/x",
                "hue/gw+/W1/x",
                "hue/gw-1/#",
                "hue/gw-1/W1/+",
                "$SYS/broker/x/y",
                "$EDC/hue/gw-1",
                "$EDC/hue",
                "$EDCX/hue/gw-1/MQTT/BIRTH"
            })
    void foreignNamesAreRoutine(String name) {
        assertThat(KuraTopic.parse(name)).isEmpty();
    }

    @Test
    void nameLongerThanMqttAllowsIsForeign() {
        assertThat(KuraTopic.parse("hue/gw-1/W1/" + "x".repeat(70_000))).isEmpty();
        assertThat(KuraTopic.parse("hue/gw-1/W1/" + "ế".repeat(30_000))).isEmpty();
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "$EDC/hue/gw-1/MQTT/BIRTH,          BIRTH",
        "$EDC/hue/gw-1/MQTT/DC,             DC",
        "$EDC/hue/gw-1/MQTT/LWT,            LWT",
        "$EDC/hue/gw-1/MQTT/APPS,           APPS",
        "$EDC/hue/gw-1/MQTT/TELEMETRY,      ",
        "$EDC/hue/gw-1/CONF-V1/REPLY/1,     ",
        "$EVT/hue/gw-1/MQTT/BIRTH,          ",
        "hue/gw-1/W1/A1/river,              TELEMETRY",
        "hue/gw-1/MyApp/a/b,                TELEMETRY",
        "hue/gw-1/CAM-V1/snapshot/cam-1,    SNAPSHOT",
        "hue/gw-1/CAM-V1/event/cam-1,       LINE_CROSSED",
        "hue/gw-1/CAM-V1/other,             ",
        "hue/gw-1/GW-V1/report,             REPORT",
        "hue/gw-1/GW-V1/other,              ",
        "hue/gw-1/RULE-V1/event/flood,      RULE_EVENT",
        "hue/gw-1/RULE-V1/flood,            "
    })
    void kindFollowsFromTheTopic(String name, MessageKind kind) {
        assertThat(KuraTopic.parse(name).flatMap(MessageKind::of).orElse(null)).isEqualTo(kind);
    }

    @Test
    void everyBuiltTopicIsParsedBack() {
        assertThat(new KuraTopic[] {
                    KuraTopic.telemetry("hue", "gw-1", "river"),
                    KuraTopic.snapshot("hue", "gw-1", "cam-1"),
                    KuraTopic.event("hue", "gw-1", "cam-1"),
                    KuraTopic.lifecycle("hue", "gw-1", MessageKind.BIRTH),
                    KuraTopic.lifecycle("hue", "gw-1", MessageKind.LWT)
                })
                .allSatisfy(topic -> assertThat(KuraTopic.parse(topic.name())).hasValue(topic))
                .extracting(KuraTopic::name)
                .containsExactly(
                        "hue/gw-1/W1/A1/river",
                        "hue/gw-1/CAM-V1/snapshot/cam-1",
                        "hue/gw-1/CAM-V1/event/cam-1",
                        "$EDC/hue/gw-1/MQTT/BIRTH",
                        "$EDC/hue/gw-1/MQTT/LWT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "a+", "#", "a.b", ""})
    void refusesAClientIdThatWouldBreakTheTree(String client) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KuraTopic.telemetry("hue", client, "river"))
                .withMessageStartingWith("client id of a topic must not");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "+", "#", "$EDC", ""})
    void refusesAnAccountThatWouldBreakTheTree(String account) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KuraTopic.Data(account, "gw-1", "W1", "x"))
                .withMessageStartingWith("account");
    }

    @Test
    void refusesATelemetryKindAsLifecycle() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KuraTopic.lifecycle("hue", "gw-1", MessageKind.TELEMETRY))
                .withMessageEndingWith("was given TELEMETRY");
    }
}
