package vn.trangtien.video.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.trangtien.video.picture.Box;
import vn.trangtien.video.picture.Polygon;
import vn.trangtien.video.rules.RuleAlert.Kind;
import vn.trangtien.video.rules.RuleAlert.State;
import vn.trangtien.video.rules.RuleResult.ZoneChange;

class ZoneRulesTest {

    private static final Zone SQUARE = Zone.of("sân", Polygon.of(new Box(0.3, 0.3, 0.4, 0.4)));

    @ParameterizedTest(name = "{0} frames a second")
    @ValueSource(doubles = {25, 12.5, 5})
    void occupancyAndDwellAreThoseOfTheGroundBelowTheBox(double rate) {
        Scene scene = new Scene(rules(SQUARE), rate).person(1, 0.1, 0.5).drive(1, 0.1, 0);
        scene.play(4);
        assertThat(scene.measure("zone.sân.occupancy")).isEqualTo(1);
        assertThat(scene.last.objects().get(1).zones()).containsExactly("sân");

        scene.play(6);

        assertThat(scene.changes).extracting(ZoneChange::entered).containsExactly(true, false);
        assertThat(scene.changes.get(1).dwellSeconds()).isCloseTo(4.0, within(0.7));
        assertThat(scene.measure("zone.sân.occupancy")).isZero();
        assertThat(scene.measure("zone.sân.dwell")).isCloseTo(4.0, within(0.7));
        assertThat(scene.measure("zone.sân.entries-per-minute")).isEqualTo(1);
    }

    @Test
    void aHeadInTheZoneIsNotInTheZone() {
        Scene scene = new Scene(rules(SQUARE)).person(1, 0.5, 0.75).play(5);

        assertThat(scene.changes).isEmpty();
    }

    @Test
    void whatTremblesAtTheBorderNeitherEntersNorLeaves() {
        Scene scene = new Scene(rules(SQUARE)).person(1, 0.2995, 0.5);
        for (int i = 0; i < 40; i++) {
            scene.drive(1, i % 2 == 0 ? 0.005 : -0.005, 0).play(0.2);
        }
        assertThat(scene.changes).isEmpty();
    }

    @Test
    void labelsChoose() {
        Scene scene = new Scene(rules(SQUARE.withLabels(Set.of("car"))))
                .person(1, 0.5, 0.5)
                .car(2, 0.6, 0.6)
                .play(3);

        assertThat(scene.changes).extracting(ZoneChange::object).containsExactly(2);
    }

    @Test
    void whoVanishesInTheZoneHasLeftIt() {
        Scene scene = new Scene(rules(SQUARE)).person(1, 0.5, 0.5).play(3);
        scene.remove(1).play(1);

        assertThat(scene.changes).extracting(ZoneChange::entered).containsExactly(true, false);
    }

    @Test
    void aCrowdBeginsOnceAndEndsOnceThoughDetectionFlickers() {
        Scene scene = new Scene(rules(SQUARE.with(new Zone.Crowd(3, Duration.ofSeconds(10)))));
        scene.person(1, 0.4, 0.5).person(2, 0.5, 0.5).person(3, 0.6, 0.5).play(8);
        assertThat(scene.alerts).isEmpty();
        for (int i = 0; i < 20; i++) {
            scene.remove(3).play(0.4).person(3, 0.6, 0.5).play(2);
        }
        assertThat(scene.alerts(Kind.CROWD, State.BEGAN)).hasSize(1);
        assertThat(scene.alerts.get(0).value()).hasValue(3);
        assertThat(scene.alerts.get(0).reason()).isEqualTo("3 objects in \"sân\"");
        assertThat(scene.alerts.get(0).reasonVietnamese()).isEqualTo("3 đối tượng trong \"sân\"");

        scene.remove(1).play(10);
        assertThat(scene.alerts(Kind.CROWD, State.ENDED)).hasSize(1);
        assertThat(scene.alerts).hasSize(2);
        assertThat(scene.alerts.get(1).number()).isEqualTo(scene.alerts.get(0).number());
    }

    @Test
    void aQueueIsWhoWaitsNotWhoDrivesThrough() {
        Scene scene = new Scene(rules(SQUARE.with(new Zone.Queue(1, Duration.ofSeconds(5)))));
        scene.car(1, 0.32, 0.5)
                .drive(1, 0.1, 0)
                .car(2, 0.36, 0.6)
                .drive(2, 0.1, 0)
                .play(3);
        assertThat(scene.measure("zone.sân.queue")).isZero();

        scene.drive(1, 0, 0).drive(2, 0, 0).play(10);
        assertThat(scene.measure("zone.sân.queue")).isEqualTo(2);
        assertThat(scene.alerts(Kind.QUEUE, State.BEGAN)).hasSize(1);

        scene.drive(1, 0.2, 0).play(6);
        assertThat(scene.alerts(Kind.QUEUE, State.ENDED)).hasSize(1);
    }

    @Test
    void loiteringIsAboutPersonsNotParkedCars() {
        Scene scene = new Scene(rules(SQUARE.with(new Zone.Loiter(Duration.ofSeconds(20)))));
        scene.person(1, 0.5, 0.5).car(2, 0.6, 0.6).play(19);
        assertThat(scene.alerts).isEmpty();

        scene.play(4);
        assertThat(scene.alerts)
                .extracting(alert -> alert.object().orElseThrow())
                .containsExactly(1);

        scene.drive(1, 0.2, 0).play(6);
        assertThat(scene.alerts(Kind.LOITERING, State.ENDED)).hasSize(1);
    }

    @Test
    void aStoppedVehicleIsToldOnceThoughItGetsANewNumber() {
        Scene scene = new Scene(rules(SQUARE.with(new Zone.Stopped(Duration.ofSeconds(15)))));
        scene.car(1, 0.35, 0.5)
                .drive(1, 0.1, 0)
                .play(1.5)
                .drive(1, 0, 0)
                .person(9, 0.6, 0.6)
                .play(20);
        assertThat(scene.alerts(Kind.STOPPED_VEHICLE, State.BEGAN)).hasSize(1);
        assertThat(scene.alerts.get(0).reasonVietnamese()).contains("ô tô đứng yên");

        for (int id = 10; id < 16; id++) {
            scene.remove(id == 10 ? 1 : id - 1)
                    .play(8)
                    .car(id, 0.5 + 0.004 * (id % 2), 0.5)
                    .play(25);
        }
        assertThat(scene.alerts).hasSize(1);

        scene.drive(15, 0.1, 0).play(30);
        assertThat(scene.alerts(Kind.STOPPED_VEHICLE, State.ENDED)).hasSize(1);
        assertThat(scene.alerts).hasSize(2);
    }

    @Test
    void aCarThatCreepsInAJamHasNotStopped() {
        Scene scene = new Scene(rules(SQUARE.with(new Zone.Stopped(Duration.ofSeconds(15)))));
        scene.car(1, 0.31, 0.5).drive(1, 0.01, 0).play(35);

        assertThat(scene.alerts).isEmpty();
    }

    @Test
    void aBagIsAbandonedWhenItsPersonHasLeft() {
        Scene scene = new Scene(rules(SQUARE.with(new Zone.Abandoned(Duration.ofSeconds(10)))));
        scene.person(1, 0.5, 0.5).put(2, "suitcase", 0.52, 0.5, 0.03, 0.05).play(40);
        assertThat(scene.alerts).as("its owner stands beside it").isEmpty();

        scene.drive(1, 0.1, 0).play(20);
        assertThat(scene.alerts(Kind.ABANDONED_OBJECT, State.BEGAN)).hasSize(1);
        assertThat(scene.alerts.get(0).object()).hasValue(2);

        scene.remove(2).play(30);
        assertThat(scene.alerts(Kind.ABANDONED_OBJECT, State.ENDED)).hasSize(1);
    }

    @Test
    void aBlobThatComesToRestAfterSomebodyWentAwayIsAbandonedToo() {
        Scene scene = new Scene(
                rules(SQUARE.with(new Zone.Abandoned(Duration.ofSeconds(10)))).byMotionOnly());
        scene.put(1, "moving", 0.35, 0.5, 0.05, 0.15).drive(1, 0.05, 0).play(2);
        scene.put(2, "moving", 0.45, 0.5, 0.03, 0.05).play(17);

        assertThat(scene.alerts(Kind.ABANDONED_OBJECT, State.BEGAN))
                .extracting(alert -> alert.object().orElseThrow())
                .containsExactly(2);
    }

    @Test
    void onlyWhoGoesAgainstTheArrowGoesTheWrongWay() {
        Scene scene = new Scene(rules(SQUARE.with(new Zone.WrongWay(90))));
        scene.car(1, 0.31, 0.5).drive(1, 0.08, 0);
        scene.car(2, 0.5, 0.31).drive(2, 0, 0.08);
        scene.person(3, 0.69, 0.6).drive(3, -0.05, 0);
        scene.car(4, 0.5, 0.6);
        scene.play(4);
        assertThat(scene.alerts).as("along, across, on foot, standing").isEmpty();

        scene.car(5, 0.69, 0.5).drive(5, -0.08, 0).play(3);
        assertThat(scene.alerts(Kind.WRONG_WAY, State.BEGAN))
                .extracting(alert -> alert.object().orElseThrow())
                .containsExactly(5);

        scene.play(6);
        assertThat(scene.alerts(Kind.WRONG_WAY, State.ENDED)).hasSize(1);
    }

    @Test
    void aCarThatRollsBackALittleDoesNotGoTheWrongWay() {
        Scene scene = new Scene(rules(SQUARE.with(new Zone.WrongWay(90))));
        scene.car(1, 0.35, 0.5).drive(1, 0.08, 0).play(2);
        scene.drive(1, -0.04, 0).play(1).drive(1, 0.08, 0).play(3);

        assertThat(scene.alerts).isEmpty();
    }

    @Test
    void aSaysNothingZoneCostsNothing() {
        assertThat(new Scene(ViewRules.NONE).car(1, 0.5, 0.5).play(3).last.measures())
                .isEmpty();
    }

    private static ViewRules rules(Zone zone) {
        return ViewRules.NONE.withZones(List.of(zone));
    }
}
