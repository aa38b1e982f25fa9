package vn.trangtien.video.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vn.trangtien.video.picture.Box;
import vn.trangtien.video.picture.Point;
import vn.trangtien.video.rules.RuleAlert.Kind;
import vn.trangtien.video.rules.RuleAlert.State;
import vn.trangtien.video.rules.RuleResult.LineCount;
import vn.trangtien.video.rules.RuleResult.ZoneChange;
import vn.trangtien.video.track.TrackedFrame;
import vn.trangtien.video.track.TrackedObject;

/** Plays objects, whose places a test sets, to an engine and keeps what it says. */
final class Scene {

    static final double NINE_SIXTEENTHS = 9 / 16.0;

    final List<Crossing> crossings = new ArrayList<>();
    final List<ZoneChange> changes = new ArrayList<>();
    final List<RuleAlert> alerts = new ArrayList<>();
    RuleResult last;

    private final RuleEngine engine;
    private final long frameMicros;
    private final Map<Integer, Actor> actors = new LinkedHashMap<>();
    private long now;

    private static final class Actor {
        private final int id;
        private final String label;
        private final double width;
        private final double height;
        private Point foot;
        private Point velocity = new Point(0, 0);
        private boolean hidden;

        private Actor(int id, String label, Point foot, double width, double height) {
            this.id = id;
            this.label = label;
            this.foot = foot;
            this.width = width;
            this.height = height;
        }
    }

    Scene(ViewRules rules, double framesPerSecond) {
        this.engine = new RuleEngine(rules, NINE_SIXTEENTHS);
        this.frameMicros = Math.round(1e6 / framesPerSecond);
        this.last = engine.process(new TrackedFrame(List.of(), List.of(), 0));
    }

    Scene(ViewRules rules) {
        this(rules, 5);
    }

    RuleEngine engine() {
        return engine;
    }

    long now() {
        return now;
    }

    Scene put(int id, String label, double footX, double footY, double width, double height) {
        actors.put(id, new Actor(id, label, new Point(footX, footY), width, height));
        return this;
    }

    Scene car(int id, double footX, double footY) {
        return put(id, "car", footX, footY, 0.12, 0.1);
    }

    Scene person(int id, double footX, double footY) {
        return put(id, "person", footX, footY, 0.03, 0.14);
    }

    /** Shares of the picture per second. */
    Scene drive(int id, double vx, double vy) {
        actor(id).velocity = new Point(vx, vy);
        return this;
    }

    Scene hide(int id, boolean hidden) {
        actor(id).hidden = hidden;
        return this;
    }

    Scene remove(int id) {
        actors.remove(id);
        return this;
    }

    private Actor actor(int id) {
        return java.util.Objects.requireNonNull(actors.get(id));
    }

    Scene play(double seconds) {
        long until = now + Math.round(seconds * 1e6);
        while (now + frameMicros <= until) {
            now += frameMicros;
            var objects = new ArrayList<TrackedObject>();
            for (Actor actor : actors.values()) {
                actor.foot = new Point(
                        actor.foot.x() + actor.velocity.x() * frameMicros / 1e6,
                        actor.foot.y() + actor.velocity.y() * frameMicros / 1e6);
                objects.add(object(actor));
            }
            last = engine.process(new TrackedFrame(objects, List.of(), now));
            crossings.addAll(last.crossings());
            changes.addAll(last.changes());
            alerts.addAll(last.alerts());
        }
        return this;
    }

    private static TrackedObject object(Actor actor) {
        var centre = new Point(actor.foot.x(), actor.foot.y() - actor.height / 2);
        return new TrackedObject(
                actor.id,
                Box.around(centre, actor.width, actor.height),
                actor.velocity.x(),
                actor.velocity.y(),
                actor.hidden,
                actor.label,
                0.8,
                0.9,
                false,
                0,
                List.of(centre));
    }

    List<RuleAlert> alerts(Kind kind, State state) {
        return alerts.stream()
                .filter(alert -> alert.kind() == kind && alert.state() == state)
                .toList();
    }

    double measure(String name) {
        return last.measures().stream()
                .filter(measure -> measure.name().equals(name))
                .mapToDouble(RuleMeasure::value)
                .findFirst()
                .orElse(Double.NaN);
    }

    long count(String line, Direction direction) {
        return last.counters().stream()
                .filter(count -> count.line().equals(line) && count.direction() == direction)
                .mapToLong(LineCount::count)
                .sum();
    }
}
