package vn.trangtien.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** What a gateway tells of itself and of its rules survives the wire. */
class GatewayMessagesTest {

    private static final Instant NOON = Instant.parse("2026-10-12T05:00:00Z");

    @Test
    void aReportComesBackAsItWasSent() throws Exception {
        var report = new GatewayReport(
                NOON,
                Map.of(GatewayReport.APPENDED, 1_200L, GatewayReport.EVICTED, 29L),
                Map.of(GatewayReport.EVICTED_RANGES, "12-40", GatewayReport.CONFIG_SHA256, "ab12"));

        KuraPayload received = KuraCodec.decode(KuraCodec.encode(report.toPayload(), true));

        assertThat(GatewayReport.read(received)).contains(report);
        assertThat(GatewayReport.topic("hue", "bridge").name()).isEqualTo("hue/bridge/GW-V1/report");
    }

    @Test
    void marksOfTheSpoolAreNoPartOfAReport() {
        var report = new GatewayReport(NOON, Map.of(GatewayReport.DEPTH, 3L), Map.of());
        KuraPayload marked = new SpoolMark("a-spool", 17).on(report.toPayload());

        assertThat(GatewayReport.read(marked)).contains(report);
    }

    @Test
    void aReportWithoutATimeIsNone() {
        assertThat(GatewayReport.read(
                        KuraPayload.builder().metric(GatewayReport.DEPTH, 3L).build()))
                .isEmpty();
    }

    @Test
    void aRuleEventComesBackAsItWasSent() throws Exception {
        var event = new RuleEvent(
                "flood-siren",
                RuleEvent.State.RAISED,
                "river.level",
                OptionalDouble.of(3.25),
                "critical",
                "Nước sông vượt báo động",
                "siren.on=1",
                NOON,
                new Origin(true, false));

        KuraPayload received = KuraCodec.decode(KuraCodec.encode(event.toPayload(), true));

        assertThat(RuleEvent.read(received)).contains(event);
        KuraTopic.Data topic = RuleEvent.topic("hue", "bridge", "flood-siren");
        assertThat(topic.name()).isEqualTo("hue/bridge/RULE-V1/event/flood-siren");
        assertThat(RuleEvent.isOn(topic)).isTrue();
        assertThat(RuleEvent.isOn(GatewayReport.topic("hue", "bridge"))).isFalse();
    }

    @Test
    void aRuleEventWithAnUnknownStateIsNone() {
        KuraPayload odd = KuraPayload.builder()
                .timestampMs(NOON.toEpochMilli())
                .metric("rule", "flood-siren")
                .metric("state", "MAYBE")
                .build();

        assertThat(RuleEvent.read(odd)).isEmpty();
    }

    @Test
    void theNameOfARuleCannotBreakOutOfItsTopic() {
        assertThatThrownBy(() -> RuleEvent.topic("hue", "bridge", "a/b")).hasMessageContaining("rule");
    }
}
