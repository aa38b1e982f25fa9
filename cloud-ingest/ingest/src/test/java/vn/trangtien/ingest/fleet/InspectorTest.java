package vn.trangtien.ingest.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.trangtien.ingest.fleet.Alarm.Finding;
import vn.trangtien.ingest.fleet.Alarm.Kind;
import vn.trangtien.ingest.fleet.Inspector.Signs;
import vn.trangtien.ingest.registry.GatewayId;

class InspectorTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final GatewayId BRIDGE = new GatewayId("hue", "bridge");
    private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(1));

    private final Inspector inspector = new Inspector(
            new Settings.Today(Stream.of(
                            setting("expected-period", "", 60),
                            setting("expected-period", "kind:slow", 600),
                            setting("expected-period", "gateway:hue/bridge", 120),
                            setting("silent-periods", "", 3),
                            setting("flapping-connections", "", 5),
                            setting("flapping-window", "", 600),
                            setting("certificate-low", "", 30),
                            setting("certificate-medium", "", 14),
                            setting("certificate-critical", "", 3),
                            setting("evicting-hold", "", 3600),
                            setting("clock-hold", "", 600))
                    .toList()),
            NOW);

    @ParameterizedTest(name = "{0} of kind {1} after {2} s: {3}")
    @CsvSource({
        "other, edge, 180, false",
        "other, edge, 181, true",
        "other, slow, 1800, false",
        "other, slow, 1801, true",
        "bridge, slow, 360, false",
        "bridge, slow, 361, true"
    })
    void silentIsThreeOfTheNarrowestExpectedPeriods(String gateway, String kind, int seconds, boolean silent) {
        List<Finding> findings = inspector.inspect(
                signs(new GatewayId("hue", gateway), kind, true, LONG_AGO, NOW.minusSeconds(seconds), 0, null, null));

        assertThat(kinds(findings).contains(Kind.SILENT)).isEqualTo(silent);
    }

    @Test
    void gatewayThatIsAwayOrHasJustComeIsNotSilent() {
        assertThat(inspector.inspect(signs(BRIDGE, "edge", false, LONG_AGO, LONG_AGO, 0, null, null)))
                .isEmpty();
        assertThat(inspector.inspect(signs(BRIDGE, "edge", true, NOW.minusSeconds(10), LONG_AGO, 0, null, null)))
                .isEmpty();
        assertThat(kinds(inspector.inspect(signs(BRIDGE, "edge", true, LONG_AGO, null, 0, null, null))))
                .containsExactly(Kind.SILENT);
    }

    @ParameterizedTest(name = "{0} hours before its end: {1}")
    @CsvSource({"744, ", "720, low", "337, low", "336, medium", "73, medium", "72, critical", "-1, critical"})
    void certificateIsMoreUrgentTheNearerItsEnd(int hours, @Nullable String severity) {
        List<Finding> findings = inspector.inspect(
                signs(BRIDGE, "edge", false, LONG_AGO, null, 0, NOW.plus(Duration.ofHours(hours)), null));

        assertThat(findings.stream().map(Finding::severity).findFirst().orElse(null))
                .isEqualTo(severity);
    }

    @Test
    void fiveConnectionsWithinTheWindowAreFlappingAndFourAreNot() {
        assertThat(kinds(inspector.inspect(signs(BRIDGE, "edge", false, LONG_AGO, null, 5, null, null))))
                .containsExactly(Kind.FLAPPING);
        assertThat(inspector.inspect(signs(BRIDGE, "edge", false, LONG_AGO, null, 4, null, null)))
                .isEmpty();
    }

    @Test
    void whatIsOverForLongEnoughIsNoLongerFound() {
        var fresh = new Signs(
                BRIDGE,
                "edge",
                false,
                LONG_AGO,
                null,
                0,
                null,
                true,
                "it went back",
                NOW.minusSeconds(3599),
                NOW.minusSeconds(599),
                2);
        var over = new Signs(
                BRIDGE,
                "edge",
                false,
                LONG_AGO,
                null,
                0,
                null,
                false,
                null,
                NOW.minusSeconds(3600),
                NOW.minusSeconds(600),
                0);

        assertThat(kinds(inspector.inspect(fresh)))
                .containsExactly(Kind.QUARANTINED, Kind.UPDATE_FAILED, Kind.EVICTING, Kind.CLOCK, Kind.UNACCOUNTED);
        assertThat(inspector.inspect(over)).isEmpty();
    }

    @Test
    void everyFindingIsToldInBothLanguages() {
        var everything = new Signs(
                BRIDGE,
                "edge",
                true,
                LONG_AGO,
                LONG_AGO,
                7,
                NOW,
                true,
                "no space",
                NOW.minusSeconds(1),
                NOW.minusSeconds(1),
                -1);

        List<Finding> findings = inspector.inspect(everything);

        assertThat(kinds(findings)).containsExactlyInAnyOrder(Kind.values());
        assertThat(findings).allSatisfy(finding -> {
            assertThat(finding.detailEn()).isNotEqualTo(finding.detail()).matches("\\p{ASCII}+");
            assertThat(finding.detail()).doesNotMatch("\\p{ASCII}+");
        });
    }

    private static List<Kind> kinds(List<Finding> findings) {
        return findings.stream().map(Finding::kind).toList();
    }

    private static Signs signs(
            GatewayId gateway,
            String kind,
            boolean online,
            Instant since,
            @Nullable Instant lastData,
            int connections,
            @Nullable Instant certificate,
            @Nullable String failure) {
        return new Signs(
                gateway, kind, online, since, lastData, connections, certificate, false, failure, null, null, 0);
    }

    private static Settings.Setting setting(String name, String scope, double value) {
        return new Settings.Setting(name, scope, LocalDate.EPOCH, value, "");
    }
}
