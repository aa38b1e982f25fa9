package vn.trangtien.city.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.trangtien.events.Observation;

/** From values on Kafka to alarms on the list. */
class FloodIT extends AlarmIT {

    @Test
    void aFloodIsOneAlarmThatEscalates() {
        flood(1.2, 2.3, 3.6);

        AlarmView alarm = only();
        assertThat(alarm.code()).isEqualTo("BĐ III");
        assertThat(alarm.severity()).isEqualTo("CRITICAL");
        assertThat(alarm.phase()).isEqualTo("UNACK");
        assertThat(alarm.value()).isEqualTo(3.6);
        assertThat(alarm.limitVerified()).isTrue();
        assertThat(kinds(alarm)).containsExactly("RAISED", "ESCALATED", "ESCALATED");
    }

    @Test
    void aBatchThatKafkaDeliversAgainChangesNothing() {
        List<Observation> rise = List.of(level(1.3), after(Duration.ofMinutes(4), 1.3));
        kafka.observations(rise);
        AlarmView once = only();

        kafka.observations(rise);
        kafka.observations(List.of(rise.get(0)));

        assertThat(only()).isEqualTo(once);
        assertThat(kinds(once)).containsExactly("RAISED");
    }

    @Test
    void aValueOutOfOrderChangesNothing() {
        flood(2.3);
        kafka.observations(List.of(observation(0.1, "m", "GOOD", now.minusSeconds(1))));

        assertThat(only().value()).isEqualTo(2.3);
    }

    @Test
    void badQualityNeitherRaisesNorClears() {
        kafka.observations(List.of(
                observation(3.9, "m", "OUT_OF_RANGE", now),
                observation(3.9, "m", "SENSOR_FAULT", now.plusSeconds(600))));
        assertThat(own()).isEmpty();

        now = now.plusSeconds(601);
        flood(2.3);
        kafka.observations(List.of(
                observation(0.1, "m", "STALE", now.plusSeconds(1)),
                observation(0.1, "m", "COMM_FAULT", now.plusSeconds(3_000)),
                observation(null, "m", "COMM_FAULT", now.plusSeconds(6_000))));
        assertThat(only().code()).isEqualTo("BĐ II");
    }

    @Test
    void aValueInAnotherUnitIsNotJudged() {
        kafka.observations(List.of(
                observation(2_300.0, "mm", "GOOD", now), observation(2_300.0, "mm", "GOOD", now.plusSeconds(600))));

        assertThat(own()).isEmpty();
    }

    @Test
    void aGatewayWhoseClockRunsAheadDoesNotPoisonWhatFollows() {
        Instant future = now.plus(Duration.ofDays(3650));
        kafka.observations(List.of(new Observation(river(), 0.2, "m", "GOOD", future, now, true)));

        flood(2.3);

        assertThat(only().code()).isEqualTo("BĐ II");
    }

    @Test
    void aRecordThatIsNoJsonIsPassedOver() {
        kafka.raw("{not json".getBytes(StandardCharsets.UTF_8));
        flood(2.3);

        assertThat(own()).hasSize(1);
    }

    @Test
    void anEndedFloodLeavesTheListAndTheNextOneIsAnotherAlarm() {
        flood(1.3);
        AlarmView first = only();
        actions.acknowledge(first.id(), OPERATOR, null, null);
        ebb();
        assertThat(own()).isEmpty();
        assertThat(alarms.list(java.util.Locale.ENGLISH).ended())
                .extracting(AlarmView::id)
                .contains(first.id());

        flood(1.3);
        assertThat(only().id()).isNotEqualTo(first.id());
    }

    @Test
    void anAlarmThatNobodyAcknowledgedStaysOnTheListAfterTheWaterHasGone() {
        flood(1.3);
        ebb();

        assertThat(only().phase()).isEqualTo("RTN_UNACK");
        actions.acknowledge(only().id(), OPERATOR, null, null);
        assertThat(own()).isEmpty();
    }

    @Test
    void theDatabaseItselfRefusesASecondOpenAlarm() {
        flood(1.3);
        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> jdbc.sql("""
                                insert into city.alarm (id, source, gateway, rule, phase, level, peak_level, value, value_at, peak_value, simulated, raised_at, changed_at)
                                select gen_random_uuid(), source, gateway, rule, phase, level, peak_level, value, value_at, peak_value, simulated, raised_at, changed_at
                                from city.alarm where id = :id""").param("id", only().id()).update())
                .hasMessageContaining("alarm_one_open");
    }
}
