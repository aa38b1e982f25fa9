package vn.trangtien.video.event;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.trangtien.video.ObjectEvent;
import vn.trangtien.video.ObjectEvent.Phase;
import vn.trangtien.video.detect.Labels;
import vn.trangtien.video.picture.Box;
import vn.trangtien.video.track.TrackedObject;

/** One object: what is known of it, and what others were told. */
final class Life {

    private static final int REMEMBERED_SCORES = 15;
    /** A thing that only moves is believed when it has gone this far, in its own sizes: leaves tremble on the spot. */
    private static final double BELIEVED_AWAY = 0.5;

    private static final long BELIEVED_AFTER_MICROS = 700_000;
    /** Less is trembling of the box. */
    private static final double WORTH_TELLING = 0.02;
    /** A thing at rest is told again now and then, so that a listener who came late knows of it. */
    private static final Duration AT_REST_EVERY = Duration.ofMinutes(1);

    private final String id;
    private final Instant startedAt;
    private final Box firstBox;
    private final Deque<Double> scores = new ArrayDeque<>();
    private final Set<String> entered = new LinkedHashSet<>();
    private TrackedObject object;
    private List<String> zones = List.of();
    private OptionalDouble speedKmh = OptionalDouble.empty();
    private Optional<ObjectEvent.Plate> plate = Optional.empty();
    private boolean hasSnapshot;
    private boolean hasClip;
    private Instant seenAt;
    private @Nullable ObjectEvent told;

    Life(String id, TrackedObject object, long nowMicros, Instant now) {
        this.id = id;
        this.object = object;
        this.firstBox = object.trail().isEmpty()
                ? object.box()
                : Box.around(
                        object.trail().get(0),
                        object.box().width(),
                        object.box().height());
        long age = object.firstSeenMicros() > 0 ? Math.max(0, nowMicros - object.firstSeenMicros()) : 0;
        this.startedAt = now.minus(age, ChronoUnit.MICROS);
        this.seenAt = now;
        remember(object.score());
    }

    String id() {
        return id;
    }

    TrackedObject object() {
        return object;
    }

    boolean isTold() {
        return told != null;
    }

    void seen(TrackedObject now, List<String> nowIn, OptionalDouble speed, Instant at) {
        object = now;
        zones = nowIn;
        entered.addAll(nowIn);
        if (speed.isPresent()) {
            speedKmh = speed;
        }
        seenAt = at;
        remember(now.score());
    }

    private void remember(double score) {
        // Between two detections the score stays what it was; only a new one is evidence.
        if (score > 0 && (scores.isEmpty() || scores.getLast() != score)) {
            scores.addLast(score);
            if (scores.size() > REMEMBERED_SCORES) {
                scores.removeFirst();
            }
        }
    }

    void read(ObjectEvent.Plate newPlate) {
        plate = Optional.of(newPlate);
    }

    void pictured() {
        hasSnapshot = true;
    }

    void filmed() {
        hasClip = true;
    }

    /** Whether it is no longer a suspected mistake. */
    boolean isBelieved(EventPolicy policy, boolean named, long nowMicros) {
        boolean unnamed = object.label().equals(Labels.MOVING);
        if (!policy.labels().isEmpty() && !policy.labels().contains(object.label()) || unnamed && named) {
            return false;
        }
        if (!unnamed) {
            return median() >= policy.believeAt();
        }
        double away = Math.hypot(
                (object.box().centre().x() - firstBox.centre().x()) / firstBox.width(),
                (object.box().centre().y() - firstBox.centre().y()) / firstBox.height());
        return away >= BELIEVED_AWAY && nowMicros - object.firstSeenMicros() >= BELIEVED_AFTER_MICROS;
    }

    private double median() {
        var sorted = new ArrayList<>(scores);
        sorted.sort(null);
        return sorted.isEmpty() ? 0 : sorted.get(sorted.size() / 2);
    }

    /** What to tell now: the first message, or a change; empty if there is nothing new, or it is too soon. */
    Optional<ObjectEvent> news(String camera, String detector, EventPolicy policy) {
        ObjectEvent before = told;
        if (before == null) {
            return Optional.of(tell(Phase.NEW, camera, detector));
        }
        Duration since = Duration.between(before.at(), seenAt);
        if (isChanged(before)) {
            return Optional.of(tell(Phase.UPDATE, camera, detector));
        }
        boolean due =
                since.compareTo(policy.updateEvery()) >= 0 && hasMoved(before) || since.compareTo(AT_REST_EVERY) >= 0;
        return due ? Optional.of(tell(Phase.UPDATE, camera, detector)) : Optional.empty();
    }

    private boolean isChanged(ObjectEvent before) {
        return !before.label().equals(object.label())
                || !before.zones().equals(zones)
                || before.stationary() != object.stationary()
                || !before.plate().equals(plate)
                || before.hasSnapshot() != hasSnapshot
                || before.hasClip() != hasClip;
    }

    private boolean hasMoved(ObjectEvent before) {
        return before.box().centre().distanceTo(object.box().centre()) > WORTH_TELLING
                || Math.abs(before.box().area() / object.box().area() - 1) > 0.2;
    }

    ObjectEvent end(String camera, String detector, Instant at) {
        seenAt = at;
        return tell(Phase.END, camera, detector);
    }

    private ObjectEvent tell(Phase phase, String camera, String detector) {
        var event = new ObjectEvent(
                phase,
                id,
                camera,
                object.label(),
                object.score(),
                object.topScore(),
                object.box(),
                zones,
                List.copyOf(entered),
                object.stationary(),
                speedKmh,
                plate,
                hasSnapshot,
                hasClip,
                startedAt,
                seenAt,
                detector);
        told = event;
        return event;
    }
}
