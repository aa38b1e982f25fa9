package vn.trangtien.video.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.trangtien.video.picture.Box;
import vn.trangtien.video.picture.Point;
import vn.trangtien.video.picture.Polygon;
import vn.trangtien.video.rules.RuleAlert.State;
import vn.trangtien.video.track.TrackedFrame;
import vn.trangtien.video.track.TrackedObject;

/** Speed, parking and two-wheelers. */
class RoadRulesTest {

    private static final SpeedField ROAD = new SpeedField(
            "cầu", List.of(seen(-4, 40), seen(4, 40), seen(4, 0), seen(-4, 0)), 8, 40, OptionalDouble.of(60));

    /** A camera above the road that looks along it: what is x metres beside its axis and y metres ahead. */
    private static Point seen(double x, double y) {
        double distance = y + 15;
        return new Point(0.5 + 1.2 * x / distance, 0.2 + 10 / distance);
    }

    @ParameterizedTest(name = "{0} km/h")
    @ValueSource(ints = {10, 30, 50, 80, 120})
    void speedIsThatOfTheGroundWhereverInTheFieldTheCarIs(int kmh) {
        List<Double> speeds = speeds(kmh, 0, 25);

        assertThat(speeds)
                .hasSizeGreaterThan(5)
                .allSatisfy(speed -> assertThat(speed).isCloseTo(kmh, within(0.01 * kmh)));
    }

    @Test
    void aTremblingBoxMakesTheErrorLargerAndTheTruthStaysWithin() {
        RuleEngine engine = new RuleEngine(ViewRules.NONE.withSpeed(List.of(ROAD)), Scene.NINE_SIXTEENTHS);
        var random = new Random(3);
        int within = 0;
        int all = 0;
        for (int frame = 0; frame < 25; frame++) {
            double y = 38 - 50 / 3.6 * frame / 10.0;
            if (y < 1) {
                break;
            }
            Point foot = seen(1, y);
            var trembling =
                    new Point(foot.x() + 0.003 * random.nextGaussian(), foot.y() + 0.003 * random.nextGaussian());
            var facts =
                    engine.process(frame(frame * 100_000L, trembling)).objects().get(1);
            if (facts != null && facts.speedKmh().isPresent()) {
                all++;
                double off = Math.abs(facts.speedKmh().getAsDouble() - 50);
                within += off <= 2 * facts.speedErrorKmh().getAsDouble() ? 1 : 0;
            }
        }
        assertThat(all).isGreaterThan(10);
        assertThat(within).as("of %d within twice the error", all).isGreaterThanOrEqualTo((int) (0.9 * all));
    }

    @Test
    void onlyWhoIsCertainlyTooFastIsTold() {
        assertThat(alertsAt(50)).isEmpty();
        assertThat(alertsAt(61)).as("within the error of the limit").isEmpty();
        assertThat(alertsAt(90)).extracting(RuleAlert::state).containsExactly(State.BEGAN, State.ENDED);
        assertThat(alertsAt(90).get(0).reason()).contains("not for enforcement");
        assertThat(alertsAt(90).get(0).reasonVietnamese()).contains("không dùng để xử phạt");
    }

    private static List<RuleAlert> alertsAt(double kmh) {
        RuleEngine engine = new RuleEngine(ViewRules.NONE.withSpeed(List.of(ROAD)), Scene.NINE_SIXTEENTHS);
        var alerts = new ArrayList<RuleAlert>();
        for (int frame = 0; frame < 100; frame++) {
            double y = 39 - kmh / 3.6 * frame / 10.0;
            TrackedFrame tracked = y > 0
                    ? frame(frame * 100_000L, seen(1, y))
                    : new TrackedFrame(List.of(), List.of(), frame * 100_000L);
            alerts.addAll(engine.process(tracked).alerts());
        }
        return alerts;
    }

    private static List<Double> speeds(double kmh, double x, double rate) {
        RuleEngine engine = new RuleEngine(ViewRules.NONE.withSpeed(List.of(ROAD)), Scene.NINE_SIXTEENTHS);
        var speeds = new ArrayList<Double>();
        for (int frame = 0; ; frame++) {
            double y = 39.5 - kmh / 3.6 * frame / rate;
            if (y < 0.5) {
                return speeds;
            }
            var facts = engine.process(frame(Math.round(frame * 1e6 / rate), seen(x, y)))
                    .objects()
                    .get(1);
            if (facts != null) {
                facts.speedKmh().ifPresent(speeds::add);
            }
        }
    }

    private static TrackedFrame frame(long micros, Point foot) {
        Box box = new Box(foot.x() - 0.05, foot.y() - 0.1, 0.1, 0.1);
        return new TrackedFrame(List.of(new TrackedObject(1, box, 0, 0.1, false)), List.of(), micros);
    }

    private static final ViewRules CAR_PARK = ViewRules.NONE.withParking(List.of(
            new ParkingSpace("A1", Polygon.of(new Box(0.20, 0.5, 0.12, 0.06))),
            new ParkingSpace("A2", Polygon.of(new Box(0.34, 0.5, 0.12, 0.06)))));

    @Test
    void aVehicleTakesTheOneSpaceOnWhichItStands() {
        Scene scene = new Scene(CAR_PARK).play(10);
        assertThat(scene.measure("parking.free")).isEqualTo(2);

        scene.car(1, 0.27, 0.56).play(5);
        assertThat(scene.measure("parking.A1.taken")).isEqualTo(1);
        assertThat(scene.measure("parking.A2.taken")).isZero();

        for (int i = 0; i < 10; i++) {
            scene.remove(1).play(4).car(1, 0.272, 0.56).play(1);
            assertThat(scene.measure("parking.taken")).as("detection flickers").isEqualTo(1);
        }
        scene.remove(1).play(12);
        assertThat(scene.measure("parking.free")).isEqualTo(2);
    }

    @Test
    void whoDrivesPastParksNowhere() {
        Scene scene = new Scene(CAR_PARK).play(10);
        scene.car(1, 0.1, 0.56).drive(1, 0.06, 0).play(8);

        assertThat(scene.measure("parking.taken")).isZero();
    }

    @Test
    void withoutADetectorThePictureDifferenceDecides() {
        Scene scene = new Scene(CAR_PARK).play(10);
        scene.engine().spaceDiffers("A2", 0.8, scene.now());
        scene.play(6);
        assertThat(scene.measure("parking.A2.taken")).isEqualTo(1);

        scene.engine().spaceDiffers("A2", 0.05, scene.now());
        scene.play(12);
        assertThat(scene.measure("parking.A2.taken")).isZero();
    }

    private static final ViewRules LANE = ViewRules.NONE.withZones(
            List.of(Zone.of("làn", Polygon.of(new Box(0, 0.3, 1, 0.6))).withTwoWheelers()));

    @Test
    void aRiderAndHisBikeAreOneAndAPassengerIsNoSecondOne() {
        Scene scene = new Scene(LANE);
        scene.put(1, "person", 0.1, 0.60, 0.05, 0.16).drive(1, 0.2, 0);
        scene.put(2, "motorcycle", 0.1, 0.63, 0.08, 0.12).drive(2, 0.2, 0);
        scene.put(3, "person", 0.085, 0.595, 0.05, 0.16).drive(3, 0.2, 0);
        scene.play(3);

        assertThat(scene.measure("zone.làn.two-wheelers.estimate")).isEqualTo(1);
        assertThat(scene.measure("zone.làn.two-wheelers.error")).isCloseTo(0.3, within(0.11));
    }

    @Test
    void whoWalksOrParksIsNoRider() {
        Scene scene = new Scene(LANE);
        scene.person(1, 0.2, 0.6).drive(1, 0.06, 0);
        scene.put(2, "motorcycle", 0.7, 0.6, 0.08, 0.12);
        scene.play(8);

        assertThat(scene.measure("zone.làn.two-wheelers.estimate")).isZero();
    }

    @Test
    void theErrorGrowsWithThePack() {
        Scene alone = new Scene(LANE);
        Scene pack = new Scene(LANE);
        for (int i = 0; i < 8; i++) {
            int id = i + 1;
            pack.put(id, "person", 0.1 + 0.04 * (i % 2), 0.35 + 0.07 * i, 0.02, 0.06)
                    .drive(id, 0.2, 0);
            alone.put(id, "person", 0.1, 0.5, 0.02, 0.06)
                    .drive(id, 0.3, 0)
                    .play(4)
                    .remove(id);
        }
        pack.play(4);
        alone.play(1.2);

        assertThat(pack.measure("zone.làn.two-wheelers.estimate")).isEqualTo(8);
        assertThat(alone.measure("zone.làn.two-wheelers.estimate")).isEqualTo(8);
        assertThat(alone.measure("zone.làn.two-wheelers.error")).isCloseTo(1.6, within(0.01));
        assertThat(pack.measure("zone.làn.two-wheelers.error")).isGreaterThan(5);
    }
}
