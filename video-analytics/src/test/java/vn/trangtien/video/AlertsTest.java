package vn.trangtien.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import vn.trangtien.video.ViewAlert.State;
import vn.trangtien.video.event.ObjectIds;
import vn.trangtien.video.health.ViewHealth;
import vn.trangtien.video.health.ViewTrouble;
import vn.trangtien.video.rules.RuleAlert;

/** Alerts of a camera whose pictures come, stop, and come again. */
class AlertsTest {

    private static final Instant NOON = Instant.parse("2026-11-23T05:00:00Z");

    private final RecordingListener listener = new RecordingListener();
    private final Alerts alerts = new Alerts("cam", new ObjectIds(new Random(7)), listener, new Meter("cam"));

    @Test
    void whatIsOpenEndsWhenPicturesStopAndWhyIsSaid() {
        crowd(RuleAlert.State.BEGAN, 0);
        alerts.lapse(at(20));
        alerts.lapse(at(21));

        assertThat(listener.alerts).extracting(ViewAlert::state).containsExactly(State.BEGAN, State.ENDED);
        ViewAlert end = listener.alerts.get(1);
        assertThat(end.id()).isEqualTo(listener.alerts.get(0).id());
        assertThat(end.at()).isEqualTo(at(20));
        assertThat(end.reason()).isEqualTo("the camera gives no pictures any more");
        assertThat(end.reasonVietnamese()).isEqualTo("camera không còn cho hình ảnh");
    }

    @Test
    void whatStillHoldsAfterTheReturnBeginsAnewUnderAnotherId() {
        crowd(RuleAlert.State.BEGAN, 0);
        alerts.lapse(at(20));
        alerts.back(at(60));
        alerts.watched(at(89));
        assertThat(listener.alerts).hasSize(2);

        alerts.watched(at(90));
        alerts.watched(at(91));
        crowd(RuleAlert.State.ENDED, 99);

        assertThat(listener.alerts)
                .extracting(ViewAlert::state, ViewAlert::kind)
                .containsExactly(
                        tuple(State.BEGAN, ViewAlert.Kind.CROWD),
                        tuple(State.ENDED, ViewAlert.Kind.CROWD),
                        tuple(State.BEGAN, ViewAlert.Kind.CROWD),
                        tuple(State.ENDED, ViewAlert.Kind.CROWD));
        assertThat(ids(State.BEGAN)).doesNotHaveDuplicates().isEqualTo(ids(State.ENDED));
    }

    @Test
    void whatIsOverByTheReturnIsNotToldAgain() {
        crowd(RuleAlert.State.BEGAN, 0);
        black(true, 1);
        alerts.lapse(at(20));
        alerts.back(at(60));
        crowd(RuleAlert.State.ENDED, 63);
        black(false, 65);
        alerts.watched(at(120));

        assertThat(listener.alerts)
                .extracting(ViewAlert::state)
                .containsExactly(State.BEGAN, State.BEGAN, State.ENDED, State.ENDED);
    }

    @Test
    void aCameraThatGoesAwayAgainBeforeItHasSettledTellsNothingTwice() {
        crowd(RuleAlert.State.BEGAN, 0);
        alerts.lapse(at(20));
        alerts.back(at(60));
        alerts.lapse(at(70));
        alerts.back(at(80));
        alerts.watched(at(100));
        assertThat(listener.alerts).hasSize(2);

        alerts.watched(at(110));
        alerts.endAll(at(130));

        assertThat(ids(State.BEGAN)).hasSize(2).isEqualTo(ids(State.ENDED));
    }

    private List<String> ids(State state) {
        return listener.alerts.stream()
                .filter(alert -> alert.state() == state)
                .map(ViewAlert::id)
                .toList();
    }

    private static Instant at(int second) {
        return NOON.plusSeconds(second);
    }

    private void black(boolean began, int second) {
        alerts.tell(new ViewHealth.Change(ViewTrouble.BLACK, began, 1), at(second));
    }

    private void crowd(RuleAlert.State state, int second) {
        alerts.tell(
                new RuleAlert(
                        1,
                        RuleAlert.Kind.CROWD,
                        state,
                        "sân",
                        OptionalInt.empty(),
                        OptionalDouble.of(31),
                        0.8,
                        "31 persons",
                        "31 người",
                        0),
                track -> Optional.empty(),
                at(second));
    }
}
