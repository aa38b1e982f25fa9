package vn.trangtien.city.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vn.trangtien.events.GatewayStatus;

/** Silent instruments and lost gateways. */
class PresenceIT extends AlarmIT {

    @Test
    void silenceIsItsOwnAlarmAndClearsNoOther() {
        flood(2.3);
        later(Duration.ofSeconds(181));

        assertThat(own()).extracting(AlarmView::rule).containsExactly("river-level-huong", "instrument-silent");
        later(Duration.ofMinutes(20));
        assertThat(own())
                .extracting(AlarmView::rule, AlarmView::severity)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("river-level-huong", "HIGH"),
                        org.assertj.core.groups.Tuple.tuple("instrument-silent", "MEDIUM"));

        now = clock.instant();
        kafka.observations(List.of(level(2.3)));
        later(Duration.ofSeconds(1));
        assertThat(own())
                .filteredOn(alarm -> alarm.rule().equals("instrument-silent"))
                .extracting(AlarmView::phase)
                .containsExactly("RTN_UNACK");
    }

    @Test
    void oneAlarmStandsForAGatewayAndAllItsInstruments() {
        kafka.statuses(List.of(told(GatewayStatus.State.ONLINE)));
        kafka.observations(List.of(level(0.5), other("rain", "total", "mm"), other("power", "voltage", "V")));
        later(Duration.ofSeconds(1));
        kafka.statuses(List.of(told(GatewayStatus.State.MISSING)));
        kafka.tick();
        later(Duration.ofSeconds(29));
        assertThat(own()).isEmpty();
        later(Duration.ofSeconds(2));
        later(Duration.ofHours(1));

        assertThat(only().rule()).isEqualTo("gateway-lost");
        assertThat(only().severity()).isEqualTo("HIGH");
        assertThat(only().hides()).isEqualTo(3);

        kafka.statuses(List.of(told(GatewayStatus.State.ONLINE)));
        later(Duration.ofSeconds(1));
        later(Duration.ofSeconds(5));
        assertThat(only().phase()).isEqualTo("RTN_UNACK");
        later(Duration.ofSeconds(180));
        assertThat(own())
                .as("the instruments got their time anew, and did not use it")
                .hasSize(4);
    }

    @Test
    void aGatewayThatIsBackWithinTheGraceTimeIsNoAlarm() {
        kafka.statuses(List.of(told(GatewayStatus.State.MISSING)));
        kafka.tick();
        later(Duration.ofSeconds(20));
        kafka.statuses(List.of(told(GatewayStatus.State.ONLINE)));
        kafka.tick();
        later(Duration.ofSeconds(60));

        assertThat(own()).isEmpty();
    }

    @Test
    void anOlderStatusDoesNotTakeAGatewayBack() {
        kafka.statuses(List.of(told(GatewayStatus.State.ONLINE)));
        kafka.statuses(List.of(new GatewayStatus(
                "hue", gateway, GatewayStatus.State.MISSING, clock.instant().minusSeconds(5), Map.of())));
        kafka.tick();
        later(Duration.ofSeconds(60));

        assertThat(own()).isEmpty();
    }
}
