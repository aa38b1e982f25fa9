package vn.trangtien.video.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vn.trangtien.video.ObjectEvent;
import vn.trangtien.video.ObjectEvent.Phase;
import vn.trangtien.video.picture.Box;
import vn.trangtien.video.rules.RuleResult.ObjectFacts;
import vn.trangtien.video.track.TrackedFrame;
import vn.trangtien.video.track.TrackedObject;

class ObjectLivesTest {

    private static final Instant BEGIN = Instant.parse("2026-11-22T03:00:00Z");
    private static final long FRAME = 40_000;

    private final List<ObjectEvent> events = new ArrayList<>();
    private ObjectLives lives = lives(EventPolicy.DEFAULT, true);
    private long micros;

    @Test
    void isToldOnceAsNewAndOnceAsEnded() {
        for (int i = 0; i < 50; i++) {
            see(car(1, 0.1 + i * 0.01, 0.8));
        }
        see();
        see();

        assertThat(events).filteredOn(event -> event.phase() == Phase.NEW).hasSize(1);
        assertThat(events).filteredOn(event -> event.phase() == Phase.END).hasSize(1);
        assertThat(events)
                .extracting(ObjectEvent::id)
                .containsOnly(events.get(0).id());
        assertThat(events.get(events.size() - 1).phase()).isEqualTo(Phase.END);
        assertThat(events).extracting(ObjectEvent::detector).containsOnly("ssd 0123456789ab");
        assertThat(events)
                .extracting(ObjectEvent::startedAt)
                .containsOnly(events.get(0).startedAt());
    }

    @Test
    void aSuspectedMistakeOfTheDetectorIsNeverTold() {
        for (double score : new double[] {0.3, 0.31, 0.7, 0.29, 0.33}) {
            see(car(1, 0.1, score));
        }
        see();

        assertThat(events).isEmpty();
        assertThat(lives.idOf(1)).isEmpty();
    }

    @Test
    void isBelievedWhenMostLooksAreSure() {
        for (double score : new double[] {0.3, 0.31, 0.7, 0.71, 0.72}) {
            see(car(1, 0.1, score));
        }

        assertThat(events).extracting(ObjectEvent::phase).containsExactly(Phase.NEW);
    }

    @Test
    void isUpdatedAtMostOnceASecondWhileItOnlyMoves() {
        for (int i = 0; i < 250; i++) {
            see(car(1, 0.1 + i * 0.003, 0.8));
        }

        assertThat(events).filteredOn(event -> event.phase() == Phase.UPDATE).hasSizeBetween(8, 10);
    }

    @Test
    void aZoneOrRestIsToldAtOnce() {
        see(car(1, 0.1, 0.8));
        see(
                Map.of(1, new ObjectFacts(List.of("sân"), OptionalDouble.of(42), OptionalDouble.empty())),
                car(1, 0.1, 0.8));
        see(car(1, 0.1, 0.8));
        see(new TrackedObject(1, box(0.1), 0, 0, false, "car", 0.8, 0.8, true, FRAME, List.of()));

        assertThat(events)
                .extracting(ObjectEvent::zones)
                .containsExactly(List.of(), List.of("sân"), List.of(), List.of());
        assertThat(events.get(3).enteredZones()).containsExactly("sân");
        assertThat(events.get(3).stationary()).isTrue();
        assertThat(events.get(3).speedKmh()).hasValue(42);
    }

    @Test
    void whatStandsStillIsToldAgainOnceAMinute() {
        for (int i = 0; i < 25 * 150; i++) {
            see(car(1, 0.1, 0.8));
        }

        assertThat(events).hasSize(3);
    }

    @Test
    void withoutADetectorALeafThatTremblesIsNothingAndAThingThatWalksIs() {
        lives = lives(EventPolicy.DEFAULT, false);
        for (int i = 0; i < 100; i++) {
            see(moving(1, 0.5 + 0.02 * Math.sin(i)), moving(2, 0.1 + i * 0.005));
        }

        assertThat(events).isNotEmpty();
        assertThat(events).extracting(ObjectEvent::label).containsOnly("moving");
        assertThat(lives.idOf(1)).isEmpty();
        assertThat(lives.idOf(2)).isPresent();
    }

    @Test
    void withADetectorWhatNobodyCanNameIsNotTold() {
        for (int i = 0; i < 100; i++) {
            see(moving(2, 0.1 + i * 0.005));
        }

        assertThat(events).isEmpty();
    }

    @Test
    void onlyWantedLabelsAreTold() {
        lives = lives(EventPolicy.DEFAULT.withLabels(Set.of("person")), true);
        for (int i = 0; i < 10; i++) {
            see(car(1, 0.1, 0.9));
        }

        assertThat(events).isEmpty();
    }

    @Test
    void everythingThatWasToldEndsWhenTheCameraIsGone() {
        see(car(1, 0.1, 0.8), car(2, 0.5, 0.8));
        List<ObjectEvent> ends = lives.endAll(BEGIN.plusSeconds(9));

        assertThat(ends).hasSize(2).extracting(ObjectEvent::phase).containsOnly(Phase.END);
        assertThat(ends).extracting(ObjectEvent::at).containsOnly(BEGIN.plusSeconds(9));
        assertThat(lives.endAll(BEGIN.plusSeconds(10))).isEmpty();
    }

    @Test
    void idsAreUniqueOverRestartsInTheSameMillisecond() {
        var ids = new HashSet<String>();
        for (int restart = 0; restart < 10_000; restart++) {
            ids.add(new ObjectIds(new Random(restart)).next(BEGIN));
        }

        assertThat(ids).hasSize(10_000);
        assertThat(ids.iterator().next()).matches("[0-9a-f]{11}-[0-9a-f]{10}");
    }

    @Test
    void thePictureThatIsTakenIsLargeSureAndNotCut() {
        var shots = new BestShots();
        assertThat(shots.wanted(Map.of("a", car(1, 0.5, 0.6)), 0)).containsExactly("a");
        shots.taken(List.of("a"), Map.of("a", car(1, 0.5, 0.6)), 0);

        assertThat(shots.wanted(Map.of("a", car(1, 0.5, 0.9)), 500_000))
                .as("too soon")
                .isEmpty();
        assertThat(shots.wanted(Map.of("a", car(1, 0.5, 0.62)), 2_000_000))
                .as("hardly better")
                .isEmpty();
        assertThat(shots.wanted(Map.of("a", car(1, 0.0, 0.99)), 2_000_000))
                .as("cut by the edge")
                .isEmpty();
        assertThat(shots.wanted(Map.of("a", car(1, 0.5, 0.9)), 2_000_000)).containsExactly("a");
        assertThat(shots.wanted(Map.of(), 3_000_000)).isEmpty();
        assertThat(shots.known()).isEmpty();
    }

    private ObjectLives lives(EventPolicy policy, boolean named) {
        return new ObjectLives("cam", policy, new ObjectIds(new Random(1)), named, "ssd 0123456789ab");
    }

    private void see(TrackedObject... objects) {
        see(Map.of(), objects);
    }

    private void see(Map<Integer, ObjectFacts> facts, TrackedObject... objects) {
        micros += FRAME;
        events.addAll(lives.process(
                new TrackedFrame(List.of(objects), List.of(), micros),
                facts,
                BEGIN.plus(Duration.ofNanos(micros * 1000))));
    }

    private static Box box(double left) {
        return new Box(left, 0.4, 0.1, 0.1);
    }

    private static TrackedObject car(int id, double left, double score) {
        return new TrackedObject(id, box(left), 0, 0, false, "car", score, score, false, FRAME, List.of());
    }

    private static TrackedObject moving(int id, double left) {
        return new TrackedObject(id, box(left), 0, 0, false, "moving", 0, 0, false, FRAME, List.of());
    }
}
