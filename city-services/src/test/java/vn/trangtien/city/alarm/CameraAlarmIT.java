package vn.trangtien.city.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import vn.trangtien.events.CameraAlert;

/** What cameras report, on the operators' list. */
class CameraAlarmIT extends AlarmIT {

    @Autowired
    CameraAlarms cameras;

    @Test
    void aCrowdIsRaisedAcknowledgedAndEnds() {
        kafka.cameraAlerts(List.of(alert("a1", "CROWD", "BEGAN", "quảng trường", now)));

        AlarmView raised = only();
        assertThat(raised.rule()).isEqualTo("camera-crowd");
        assertThat(raised.severity()).isEqualTo("MEDIUM");
        assertThat(raised.camera()).isEqualTo("hue/" + gateway + "/cam-1");
        assertThat(raised.message()).isEqualTo("cam-1: 31 người ở \"quảng trường\" (độ tin cậy 80 %)");
        assertThat(alarms.get(raised.id(), Locale.ENGLISH).message())
                .isEqualTo("cam-1: 31 persons in \"quảng trường\" (confidence 80 %)");

        actions.acknowledge(raised.id(), OPERATOR, null, raised.level());
        kafka.cameraAlerts(List.of(alert("a1", "CROWD", "ENDED", "quảng trường", now.plusSeconds(60))));
        assertThat(own()).isEmpty();
        assertThat(alarms.history(raised.id()))
                .extracting(AlarmView.Line::kind)
                .containsExactly("RAISED", "ACKNOWLEDGED", "RETURNED", "CLOSED");
    }

    @Test
    void severalObjectsUnderOneRuleAreOneAlarmThatEndsWithTheLast() {
        kafka.cameraAlerts(List.of(
                alert("a1", "STOPPED_VEHICLE", "BEGAN", "làn ra", now),
                alert("a2", "STOPPED_VEHICLE", "BEGAN", "làn ra", now.plusSeconds(1))));
        kafka.cameraAlerts(List.of(alert("a1", "STOPPED_VEHICLE", "ENDED", "làn ra", now.plusSeconds(2))));
        assertThat(only().phase()).isEqualTo("UNACK");

        kafka.cameraAlerts(List.of(alert("a2", "STOPPED_VEHICLE", "ENDED", "làn ra", now.plusSeconds(3))));
        assertThat(only().phase()).isEqualTo("RTN_UNACK");
    }

    @Test
    void whatEndsAndWhatBeginsInOneFrameLeavesTheAlarmOpen() {
        kafka.cameraAlerts(List.of(alert("a1", "WRONG_WAY", "BEGAN", "làn ra", now)));
        kafka.cameraAlerts(List.of(
                alert("a1", "WRONG_WAY", "ENDED", "làn ra", now.plusSeconds(1)),
                alert("a2", "WRONG_WAY", "BEGAN", "làn ra", now.plusSeconds(1))));

        assertThat(only().phase()).isEqualTo("UNACK");
    }

    @Test
    void whatKafkaDeliversTwiceIsOneAlarm() {
        List<CameraAlert> batch = List.of(
                alert("a1", "FROZEN", "BEGAN", "FROZEN", now),
                alert("a1", "FROZEN", "ENDED", "FROZEN", now.plusSeconds(1)));
        kafka.cameraAlerts(batch);
        kafka.cameraAlerts(batch);

        assertThat(only().phase()).isEqualTo("RTN_UNACK");
        assertThat(alarms.history(only().id())).extracting(AlarmView.Line::kind).containsExactly("RAISED", "RETURNED");
    }

    @ParameterizedTest(name = "{0} is {2} of rule {1}")
    @CsvSource({
        "WRONG_WAY, camera-wrong-way, HIGH",
        "STOPPED_VEHICLE, camera-stopped, MEDIUM",
        "CROWD, camera-crowd, MEDIUM",
        "LOITERING, camera-loitering, LOW",
        "ABANDONED_OBJECT, camera-abandoned, MEDIUM",
        "QUEUE, camera-queue, LOW",
        "SPEED, camera-speed, LOW",
        "SMOKE_HINT, camera-smoke-hint, LOW",
        "FIRE_HINT, camera-fire-hint, LOW",
        "FROZEN, camera-frozen, MEDIUM",
        "BLACK, camera-black, MEDIUM",
        "COVERED, camera-covered, MEDIUM",
        "DEFOCUSED, camera-defocused, MEDIUM",
        "MOVED, camera-moved, MEDIUM",
        "SOMETHING_NEW, camera-other, LOW",
    })
    void everyKindHasItsRuleAndItsGravity(String kind, String rule, String severity) {
        kafka.cameraAlerts(List.of(alert("a1", kind, "BEGAN", "tên/có gạch", now)));

        assertThat(only().rule()).isEqualTo(rule);
        assertThat(only().severity()).isEqualTo(severity);
        assertThat(only().camera()).isEqualTo("hue/" + gateway + "/cam-1");
    }

    @Test
    void whatNobodyEndsIsGivenUpAfterADay() {
        kafka.cameraAlerts(List.of(alert("a1", "QUEUE", "BEGAN", "đèn đỏ", now)));
        later(Duration.ofHours(23));
        cameras.giveUp();
        assertThat(only().phase()).isEqualTo("UNACK");

        later(Duration.ofHours(2));
        cameras.giveUp();
        assertThat(only().phase()).isEqualTo("RTN_UNACK");
    }

    private CameraAlert alert(String id, String kind, String state, String rule, Instant at) {
        return new CameraAlert(
                "hue",
                gateway,
                "cam-1",
                id,
                kind,
                state,
                rule,
                null,
                31.0,
                0.8,
                "31 persons in \"" + rule + "\"",
                "31 người ở \"" + rule + "\"",
                at,
                false);
    }
}
