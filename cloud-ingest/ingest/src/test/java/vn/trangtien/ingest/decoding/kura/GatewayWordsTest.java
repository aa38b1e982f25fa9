package vn.trangtien.ingest.decoding.kura;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import vn.trangtien.events.EdgeEvent;
import vn.trangtien.ingest.decoding.Decoders;
import vn.trangtien.ingest.decoding.Understood;
import vn.trangtien.ingest.raw.RawMessage;
import vn.trangtien.ingest.reports.CameraStanding;
import vn.trangtien.wire.GatewayReport;
import vn.trangtien.wire.KuraCodec;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.Origin;
import vn.trangtien.wire.RuleEvent;
import vn.trangtien.wire.SpoolMark;

/** What gateways tell of themselves is told apart from what they measure. */
class GatewayWordsTest {

    private static final Instant RECEIVED = Instant.parse("2026-11-22T10:00:00Z");
    private static final String REPORT = GatewayReport.topic("hue", "g").name();

    @Test
    void reportIsNoTelemetryAndNamesWhatWasGivenUp() {
        var report = new GatewayReport(
                RECEIVED.minusSeconds(2),
                Map.of(GatewayReport.DEPTH, 7L, GatewayReport.CONFIG_VERSION, 3L),
                Map.of(GatewayReport.EVICTED_RANGES, "12-40,44", GatewayReport.CONFIG_STATE, "applied"));

        var said = (Understood.Report) interpret(REPORT, new SpoolMark("s", 45).on(report.toPayload()));

        assertThat(said.evicted()).hasToString("12-40,44");
        assertThat(said.report().numbers()).containsEntry(GatewayReport.DEPTH, 7L);
        assertThat(said.report().texts()).containsOnlyKeys(GatewayReport.CONFIG_STATE);
        assertThat(said.report().at()).isEqualTo(RECEIVED.minusSeconds(2));
        assertThat(said.identity()).containsInstanceOf(Understood.Identity.Numbered.class);
    }

    @Test
    void reportWithBadRangesIsRefusedWithTheRule() {
        var report = new GatewayReport(RECEIVED, Map.of(), Map.of(GatewayReport.EVICTED_RANGES, "40-12"));

        assertThat(Decoders.decode(raw(REPORT, report.toPayload())).rejection())
                .hasValueSatisfying(why -> assertThat(why.detail()).contains("12-40,44", "'40-12'"));
    }

    @Test
    void whyCamerasDoLessIsKeptLineByLine() {
        String lines =
                "cam-1, cam-2: chỉ đếm chuyển động\ncam-3: " + "x".repeat(1_200) + "\n\u0007" + "\nvà nữa".repeat(20);
        var report = new GatewayReport(
                RECEIVED,
                Map.of(GatewayReport.CAMERAS, 5L, GatewayReport.CAMERAS_ALIVE, 4L, GatewayReport.CAMERAS_LIMITED, 3L),
                Map.of(GatewayReport.CAMERA_PROBLEMS_VI, lines, GatewayReport.SOFTWARE, "1\n2"));

        var said = (Understood.Report) interpret(REPORT, new SpoolMark("s", 45).on(report.toPayload()));

        CameraStanding cameras = CameraStanding.of(said.report()).orElseThrow();
        assertThat(cameras.total()).isEqualTo(5);
        assertThat(cameras.limited()).isEqualTo(3);
        assertThat(cameras.problems()).isEmpty();
        assertThat(cameras.problemsVietnamese())
                .hasSize(9)
                .startsWith("cam-1, cam-2: chỉ đếm chuyển động", "cam-3: " + "x".repeat(493), "\ufffd");
        assertThat(said.report().texts()).containsEntry(GatewayReport.SOFTWARE, "1\ufffd2");
    }

    @Test
    void aGatewayWithoutCamerasHasNoStandingOfThem() {
        var said = (Understood.Report) interpret(
                REPORT, new SpoolMark("s", 45).on(new GatewayReport(RECEIVED, Map.of(), Map.of()).toPayload()));

        assertThat(CameraStanding.of(said.report())).isEmpty();
    }

    @Test
    void ruleEventIsTheCitysRecord() {
        var event = new RuleEvent(
                "bao-dong-1",
                RuleEvent.State.RAISED,
                "river.level",
                OptionalDouble.of(2.05),
                "critical",
                "Mực nước cao\u0000",
                "siren.on=1",
                RECEIVED,
                new Origin(true, true));

        var said = (Understood.Rule)
                interpret(RuleEvent.topic("hue", "g", "bao-dong-1").name(), event.toPayload());

        assertThat(said.event())
                .isEqualTo(new EdgeEvent(
                        "hue",
                        "g",
                        "bao-dong-1",
                        "RAISED",
                        "river.level",
                        2.05,
                        "critical",
                        "Mực nước cao\ufffd",
                        "siren.on=1",
                        RECEIVED,
                        true));
    }

    @Test
    void valueThatIsNoNumberIsLeftOut() {
        var event = new RuleEvent(
                "r",
                RuleEvent.State.CLEARED,
                "a.b",
                OptionalDouble.of(Double.NaN),
                "info",
                "",
                "",
                RECEIVED,
                new Origin(false, true));

        var said = (Understood.Rule) interpret(RuleEvent.topic("hue", "g", "r").name(), event.toPayload());

        assertThat(said.event().value()).isNull();
    }

    private static Understood interpret(String topic, KuraPayload payload) {
        return Decoders.decode(raw(topic, payload)).understood().orElseThrow();
    }

    private static RawMessage raw(String topic, KuraPayload payload) {
        return new RawMessage(topic, RECEIVED, KuraCodec.encode(payload));
    }
}
