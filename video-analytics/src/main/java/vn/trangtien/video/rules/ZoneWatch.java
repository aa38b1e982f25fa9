package vn.trangtien.video.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import vn.trangtien.video.picture.Point;
import vn.trangtien.video.rules.Findings.Ticket;
import vn.trangtien.video.rules.RuleAlert.Kind;
import vn.trangtien.video.rules.RuleResult.ZoneChange;
import vn.trangtien.video.track.TrackedFrame;
import vn.trangtien.video.track.TrackedObject;

/** All that is asked of one zone. */
final class ZoneWatch {

    private static final long SECOND = 1_000_000;
    private static final long COUNT_CLEAR_MICROS = 3 * SECOND;
    private static final long OBJECT_CLEAR_MICROS = 2 * SECOND;
    /** A parked car that a detector loses for so long is still the same parked car. */
    private static final long PLACE_CLEAR_MICROS = 20 * SECOND;
    /** Own sizes per second; slower things in a queue wait. */
    private static final double WAITING = 0.4;
    /** A person nearer than this, in own heights, has not left a thing behind. */
    private static final double BESIDE_HEIGHTS = 1.5;

    private static final Reason OVER = new Reason("over", "đã hết");

    private final Zone zone;
    private final Presence presence;
    private final Movements movements;
    private final List<BiConsumer<TrackedFrame, Findings>> rules = new ArrayList<>();
    private final @Nullable TwoWheelers twoWheelers;
    private final PerMinute entries = new PerMinute();
    private List<TrackedObject> inside = List.of();
    private int waiting;

    ZoneWatch(Zone zone, Movements movements, double heightOverWidth) {
        this.zone = zone;
        this.presence = new Presence(zone);
        this.movements = movements;
        this.twoWheelers = zone.twoWheelers() ? new TwoWheelers(heightOverWidth) : null;
        zone.crowd().ifPresent(this::watchCrowd);
        zone.queue().ifPresent(this::watchQueue);
        zone.loiter().ifPresent(this::watchLoitering);
        zone.stopped().ifPresent(this::watchStopped);
        zone.abandoned().ifPresent(this::watchAbandoned);
        zone.wrongWay().ifPresent(rule -> watchWrongWay(new Heading(rule.headingDegrees(), heightOverWidth)));
    }

    void look(TrackedFrame frame, Findings findings) {
        int before = findings.changes().size();
        presence.look(frame, findings);
        for (ZoneChange change :
                findings.changes().subList(before, findings.changes().size())) {
            if (change.entered()) {
                entries.add(change.presentationMicros());
            }
        }
        inside = presence.inside(frame);
        waiting = (int) inside.stream().filter(ZoneWatch::isWaiting).count();
        inside.forEach(object -> findings.inZone(object.id(), zone.name()));
        rules.forEach(rule -> rule.accept(frame, findings));
        if (twoWheelers != null) {
            twoWheelers.look(inside, findings.now());
        }
    }

    void measure(long now, List<RuleMeasure> measures) {
        String name = "zone." + zone.name();
        double sure = inside.stream().anyMatch(TrackedObject::hidden) ? 0.7 : 0.9;
        measures.add(new RuleMeasure(name + ".occupancy", inside.size(), "{count}", sure));
        measures.add(new RuleMeasure(name + ".entries-per-minute", entries.count(now), "{count}/min", 0.9));
        presence.meanDwellSeconds(now)
                .ifPresent(mean -> measures.add(new RuleMeasure(name + ".dwell", mean, "s", 0.8)));
        if (zone.queue().isPresent()) {
            measures.add(new RuleMeasure(name + ".queue", waiting, "{count}", sure));
        }
        if (twoWheelers != null) {
            twoWheelers.measure(name, now, measures);
        }
    }

    private static boolean isWaiting(TrackedObject object) {
        return object.stationary() || object.speedInSizes() < WAITING;
    }

    private void watchCrowd(Zone.Crowd rule) {
        countRule(
                Kind.CROWD,
                new Hysteresis(rule.lasting().toNanos() / 1000, COUNT_CLEAR_MICROS),
                () -> inside.size(),
                rule.count(),
                count -> Reason.of(
                        "%d objects in \"" + plain() + "\"", "%d đối tượng trong \"" + plain() + "\"", count));
    }

    private void watchQueue(Zone.Queue rule) {
        countRule(
                Kind.QUEUE,
                new Hysteresis(rule.lasting().toNanos() / 1000, COUNT_CLEAR_MICROS),
                () -> waiting,
                rule.above() + 1,
                count -> Reason.of("%d wait in \"" + plain() + "\"", "%d đang chờ trong \"" + plain() + "\"", count));
    }

    /** The name inside of a format. */
    private String plain() {
        return zone.name().replace("%", "%%");
    }

    private interface Count {
        int now();
    }

    private interface Telling {
        Reason about(int count);
    }

    private void countRule(Kind kind, Hysteresis hysteresis, Count count, int least, Telling telling) {
        Ticket[] open = new Ticket[1];
        rules.add((frame, findings) -> {
            int now = count.now();
            double confidence = Math.min(0.95, 0.6 + 0.1 * Math.abs(now - least));
            switch (hysteresis.update(now >= least, findings.now())) {
                case BEGINS ->
                    open[0] =
                            findings.began(kind, zone.name(), OptionalInt.empty(), now, confidence, telling.about(now));
                case ENDS -> findings.ended(open[0], now, confidence, telling.about(now));
                case NONE -> {}
            }
        });
    }

    private boolean isAbout(TrackedObject object, Predicate<String> usual) {
        return zone.labels().isEmpty() ? usual.test(object.label()) : zone.watches(object.label());
    }

    private void watchLoitering(Zone.Loiter rule) {
        var alarms = new ObjectAlarms(Kind.LOITERING, zone.name(), 0, OBJECT_CLEAR_MICROS, false);
        double after = rule.after().toMillis() / 1000.0;
        rules.add((frame, findings) -> {
            for (TrackedObject object : inside) {
                double dwell = presence.dwellSeconds(object.id(), findings.now());
                boolean stays = isAbout(object, Kinds::isPersonOrUnknown) && dwell >= after;
                Reason reason = Reason.of(
                        "somebody has been in \"" + plain() + "\" for %.0f s",
                        "có người ở trong \"" + plain() + "\" đã %.0f giây",
                        dwell);
                alarms.update(object, stays, dwell, 0.8, reason, findings);
            }
            alarms.endFrame(OVER, findings);
        });
    }

    private void watchStopped(Zone.Stopped rule) {
        var alarms = new ObjectAlarms(Kind.STOPPED_VEHICLE, zone.name(), 0, PLACE_CLEAR_MICROS, true);
        double after = rule.after().toMillis() / 1000.0;
        rules.add((frame, findings) -> {
            for (TrackedObject object : inside) {
                double still = movements.stillSeconds(object, findings.now());
                boolean stands = isAbout(object, Kinds::isVehicleOrUnknown) && still >= after;
                Reason reason = Reason.of(
                        "%1$s has been standing in \"" + plain() + "\" for %3$.0f s",
                        "%2$s đứng yên trong \"" + plain() + "\" đã %3$.0f giây",
                        Kinds.english(object.label()),
                        Kinds.vietnamese(object.label()),
                        still);
                alarms.update(object, stands, still, object.hidden() ? 0.6 : 0.85, reason, findings);
            }
            alarms.endFrame(OVER, findings);
        });
    }

    private void watchAbandoned(Zone.Abandoned rule) {
        var alarms = new ObjectAlarms(
                Kind.ABANDONED_OBJECT, zone.name(), rule.after().toNanos() / 1000, PLACE_CLEAR_MICROS, true);
        rules.add((frame, findings) -> {
            for (TrackedObject object : inside) {
                double still = movements.stillSeconds(object, findings.now());
                boolean alone = isAbout(object, Kinds::isThingOrUnknown)
                        && !Kinds.isPerson(object.label())
                        && still >= 1
                        && frame.objects().stream().noneMatch(other -> isOwnerBeside(object, other));
                Reason reason = Reason.of(
                        "%s stands alone in \"" + plain() + "\"",
                        "%s bị bỏ lại trong \"" + plain() + "\"",
                        object.label());
                alarms.update(object, alone, still, Kinds.isUnknown(object.label()) ? 0.5 : 0.75, reason, findings);
            }
            alarms.endFrame(OVER, findings);
        });
    }

    private boolean isOwnerBeside(TrackedObject thing, TrackedObject other) {
        boolean somebody = other.id() != thing.id()
                && (Kinds.isPerson(other.label()) || (Kinds.isUnknown(other.label()) && movements.hasMoved(other)));
        Point foot = other.foot();
        double reach = BESIDE_HEIGHTS * other.box().height();
        return somebody && foot.distanceTo(thing.foot()) < reach;
    }

    private void watchWrongWay(Heading heading) {
        var alarms = new ObjectAlarms(Kind.WRONG_WAY, zone.name(), SECOND, OBJECT_CLEAR_MICROS, false);
        rules.add((frame, findings) -> {
            heading.forgetOthers(inside);
            for (TrackedObject object : inside) {
                boolean against = isAbout(object, Kinds::isVehicleOrUnknown) && heading.isOpposed(object);
                Reason reason = Reason.of(
                        "%1$s goes against the direction of \"" + plain() + "\"",
                        "%2$s đi ngược chiều trong \"" + plain() + "\"",
                        Kinds.english(object.label()),
                        Kinds.vietnamese(object.label()));
                alarms.update(object, against, heading.degreesOff(object), 0.8, reason, findings);
            }
            alarms.endFrame(OVER, findings);
        });
    }
}
