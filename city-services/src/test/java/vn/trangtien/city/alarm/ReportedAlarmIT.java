package vn.trangtien.city.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import vn.trangtien.events.EdgeEvent;
import vn.trangtien.events.FleetAlarm;

/** What the ingest says of gateways, and gateways of their own rules, on the operators' list. */
class ReportedAlarmIT extends AlarmIT {

    @Test
    void aCloneIsRaisedAcknowledgedAndEnds() throws CaseDeskUnavailable {
        kafka.fleetAlarms(List.of(clone(FleetAlarm.State.RAISED, now)));

        AlarmView raised = only();
        assertThat(raised.rule()).isEqualTo("fleet-quarantined");
        assertThat(raised.severity()).isEqualTo("CRITICAL");
        assertThat(raised.phase()).isEqualTo("UNACK");
        assertThat(raised.levelTitle()).isEqualTo("Hai thiết bị dùng chung một chứng thư");
        assertThat(raised.message()).isEqualTo("Đã cách ly");
        AlarmView english = alarms.get(raised.id(), Locale.ENGLISH);
        assertThat(english.levelTitle()).isEqualTo("Two boards share one certificate");
        assertThat(english.message()).isEqualTo("Put in quarantine");

        actions.acknowledge(raised.id(), OPERATOR, "đã gọi trường", raised.level());
        assertThat(only().phase()).isEqualTo("ACK");
        actions.openCase(raised.id(), OPERATOR);
        assertThat(EGOV.requests).singleElement().asString().contains("Nội dung báo: Đã cách ly.");

        kafka.fleetAlarms(List.of(clone(FleetAlarm.State.CLEARED, now.plusSeconds(60))));
        assertThat(own()).isEmpty();
        assertThat(alarms.history(raised.id()))
                .extracting(AlarmView.Line::kind)
                .containsExactly("RAISED", "ACKNOWLEDGED", "CASE_OPENED", "RETURNED", "CLOSED");
    }

    @Test
    void whatKafkaDeliversTwiceIsOneAlarm() {
        FleetAlarm raised = clone(FleetAlarm.State.RAISED, now);
        FleetAlarm cleared = clone(FleetAlarm.State.CLEARED, now.plusSeconds(1));
        kafka.fleetAlarms(List.of(raised, cleared));
        kafka.fleetAlarms(List.of(raised, cleared));

        assertThat(only().phase()).isEqualTo("RTN_UNACK");
        assertThat(alarms.history(only().id())).extracting(AlarmView.Line::kind).containsExactly("RAISED", "RETURNED");
    }

    @ParameterizedTest(name = "{0} {1} is {3} of rule {2}")
    @CsvSource({
        "SILENT, high, fleet-silent, HIGH",
        "FLAPPING, medium, fleet-flapping, MEDIUM",
        "CERTIFICATE, low, fleet-certificate, LOW",
        "CERTIFICATE, medium, fleet-certificate, MEDIUM",
        "CERTIFICATE, critical, fleet-certificate, CRITICAL",
        "QUARANTINED, critical, fleet-quarantined, CRITICAL",
        "UPDATE_FAILED, high, fleet-update-failed, HIGH",
        "EVICTING, high, fleet-evicting, HIGH",
        "CLOCK, medium, fleet-clock, MEDIUM",
        "UNACCOUNTED, critical, fleet-unaccounted, CRITICAL",
        "SOMETHING_NEW, high, fleet-other, HIGH",
        "SOMETHING_NEW, unheard-of, fleet-other, MEDIUM",
    })
    void everyKindHasItsRuleAndItsGravity(String kind, String told, String rule, String severity) {
        kafka.fleetAlarms(List.of(alarm(kind, FleetAlarm.State.RAISED, told, now)));

        assertThat(only().rule()).isEqualTo(rule);
        assertThat(only().severity()).isEqualTo(severity);
    }

    @Test
    void aCertificateThatComesNearerItsEndIsTheSameAlarmAndGraver() {
        kafka.fleetAlarms(List.of(alarm("CERTIFICATE", FleetAlarm.State.RAISED, "low", now)));
        AlarmView first = only();
        actions.acknowledge(first.id(), OPERATOR, null, first.level());
        kafka.fleetAlarms(List.of(alarm("CERTIFICATE", FleetAlarm.State.RAISED, "critical", now.plusSeconds(9))));

        assertThat(only().id()).isEqualTo(first.id());
        assertThat(only().severity()).isEqualTo("CRITICAL");
        assertThat(only().phase()).isEqualTo("UNACK");
    }

    @Test
    void aRecordFromBeforeEnglishWasToldIsShownAsItIs() {
        kafka.fleetAlarms(List.of(new FleetAlarm(
                "7", "hue", gateway, "SILENT", FleetAlarm.State.RAISED, "high", now, "Không có số liệu", null)));

        assertThat(alarms.get(only().id(), Locale.ENGLISH).message()).isEqualTo("Không có số liệu");
    }

    @Test
    void aRuleOnAGatewayIsAnAlarmWithItsMessageAndWhatItSwitched() throws Exception {
        kafka.edgeEvents(List.of(edge("RAISED", "critical", "<b>Nước tràn</b>", now)));

        assertThat(only().rule()).isEqualTo("edge-rule");
        assertThat(only().severity()).isEqualTo("CRITICAL");
        assertThat(only().simulated()).isTrue();
        assertThat(only().message()).isEqualTo("<b>Nước tràn</b> (river.level 3,25; trạm đã tự đặt siren.level=100)");
        assertThat(alarms.get(only().id(), Locale.ENGLISH).message())
                .isEqualTo("<b>Nước tràn</b> (river.level 3.25; the gateway has set siren.level=100)");
        String page = browser.perform(get("/alarms")
                        .with(authentication(UsernamePasswordAuthenticationToken.authenticated(
                                OPERATOR, "", List.of(new SimpleGrantedAuthority("ROLE_OPERATOR"))))))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
        assertThat(page).contains("&lt;b&gt;Nước tràn&lt;/b&gt;").doesNotContain("<b>Nước");

        kafka.edgeEvents(List.of(edge("CLEARED", "critical", "<b>Nước tràn</b>", now.plusSeconds(5))));
        assertThat(only().phase()).isEqualTo("RTN_UNACK");
        actions.acknowledge(only().id(), OPERATOR, null, null);
        assertThat(own()).isEmpty();
    }

    @Test
    void aRuleThatOnlyInformsIsNoAlarm() {
        kafka.edgeEvents(List.of(edge("RAISED", "info", "Đèn đã bật", now)));

        assertThat(own()).isEmpty();
    }

    @Test
    void aGatewayWhoseClockRunsAheadIsHeardAndItsAlarmEnds() {
        Instant ahead = now.plus(Duration.ofDays(1));
        kafka.edgeEvents(List.of(edge("RAISED", "warning", "Quá tải", ahead)));
        assertThat(only().severity()).isEqualTo("MEDIUM");

        later(Duration.ofSeconds(1));
        kafka.edgeEvents(List.of(edge("CLEARED", "warning", "Quá tải", now.plusSeconds(1))));
        assertThat(only().phase()).isEqualTo("RTN_UNACK");
    }

    @Test
    void aGatewayWhoseClockRunsAheadMayRaiseAndClearInOneBatch() {
        Instant ahead = now.plus(Duration.ofDays(1));
        kafka.edgeEvents(List.of(
                edge("RAISED", "warning", "Quá tải", ahead),
                edge("CLEARED", "warning", "Quá tải", ahead.plusSeconds(3))));

        assertThat(only().phase()).isEqualTo("RTN_UNACK");
    }

    @Test
    void aRecordWithoutItsFieldsIsPassedOverAndTheRestIsNot() {
        kafka.rawFleet(List.of(
                "{\"account\":\"hue\"}".getBytes(StandardCharsets.UTF_8), "nonsense".getBytes(StandardCharsets.UTF_8)));
        kafka.fleetAlarms(List.of(clone(FleetAlarm.State.RAISED, now)));

        assertThat(only().rule()).isEqualTo("fleet-quarantined");
    }

    private FleetAlarm clone(FleetAlarm.State state, Instant at) {
        return alarm("QUARANTINED", state, "critical", at);
    }

    private FleetAlarm alarm(String kind, FleetAlarm.State state, String severity, Instant at) {
        return new FleetAlarm("7", "hue", gateway, kind, state, severity, at, "Đã cách ly", "Put in quarantine");
    }

    private EdgeEvent edge(String state, String severity, String message, Instant at) {
        return new EdgeEvent(
                "hue",
                gateway,
                "flood/siren",
                state,
                "river.level",
                3.25,
                severity,
                message,
                state.equals("RAISED") ? "siren.level=100" : "",
                at,
                true);
    }
}
