package vn.trangtien.video.rules;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.trangtien.video.picture.Box;
import vn.trangtien.video.rules.Findings.Ticket;
import vn.trangtien.video.rules.RuleAlert.Kind;
import vn.trangtien.video.track.TrackedObject;

/**
 * Alerts of one rule about single objects. Each begins once and ends once, even if the object gets a new number meanwhile: an
 * alarm about a place goes on with whatever object is seen there next.
 */
final class ObjectAlarms {

    private static final double SAME_PLACE = 0.3;

    private final Kind kind;
    private final String rule;
    private final long raiseMicros;
    private final long clearMicros;
    private final boolean aboutPlace;
    private final Map<Integer, Alarm> alarms = new HashMap<>();
    private final Set<Integer> updated = new HashSet<>();

    private static final class Alarm {
        private final Hysteresis hysteresis;
        private @Nullable Ticket ticket;
        private Box place;
        private double value;
        private double confidence;

        private Alarm(Hysteresis hysteresis, Box place) {
            this.hysteresis = hysteresis;
            this.place = place;
        }
    }

    /** @param aboutPlace whether the alarm holds on to the place at which it began */
    ObjectAlarms(Kind kind, String rule, long raiseMicros, long clearMicros, boolean aboutPlace) {
        this.kind = kind;
        this.rule = rule;
        this.raiseMicros = raiseMicros;
        this.clearMicros = clearMicros;
        this.aboutPlace = aboutPlace;
    }

    /** @param value in the unit of the alert, told when it begins and, the last one, when it ends */
    void update(
            TrackedObject object,
            boolean condition,
            double value,
            double confidence,
            Reason reason,
            Findings findings) {
        int id = object.id();
        if (aboutPlace && !alarms.containsKey(id)) {
            adopt(object);
        }
        Alarm alarm = alarms.get(id);
        if (alarm == null) {
            if (!condition) {
                return;
            }
            alarm = new Alarm(new Hysteresis(raiseMicros, clearMicros), object.box());
            alarms.put(id, alarm);
        }
        updated.add(id);
        boolean stays = aboutPlace && alarm.hysteresis.isOn() && alarm.place.overlap(object.box()) > SAME_PLACE;
        if (!alarm.hysteresis.isOn()) {
            alarm.place = object.box();
        }
        if (condition || alarm.ticket == null) {
            alarm.value = value;
            alarm.confidence = confidence;
        }
        turn(id, alarm, condition || stays, reason, findings);
    }

    /** After all updates of a frame: whoever was not updated has left. */
    void endFrame(Reason over, Findings findings) {
        for (var entry : Map.copyOf(alarms).entrySet()) {
            if (!updated.contains(entry.getKey())) {
                turn(entry.getKey(), entry.getValue(), false, over, findings);
            }
        }
        updated.clear();
    }

    private void turn(int id, Alarm alarm, boolean condition, Reason reason, Findings findings) {
        switch (alarm.hysteresis.update(condition, findings.now())) {
            case BEGINS ->
                alarm.ticket = findings.began(kind, rule, OptionalInt.of(id), alarm.value, alarm.confidence, reason);
            case ENDS -> {
                if (alarm.ticket != null) {
                    findings.ended(alarm.ticket, alarm.value, alarm.confidence, reason);
                }
                alarms.remove(id);
            }
            case NONE -> {
                if (!condition && !alarm.hysteresis.isOn() && alarm.hysteresis.trueMicros(findings.now()) == 0) {
                    alarms.remove(id);
                }
            }
        }
    }

    private void adopt(TrackedObject object) {
        alarms.entrySet().stream()
                .filter(entry -> !updated.contains(entry.getKey())
                        && entry.getValue().hysteresis.isOn()
                        && entry.getValue().place.overlap(object.box()) > SAME_PLACE)
                .map(Map.Entry::getKey)
                .findFirst()
                .ifPresent(old -> alarms.put(object.id(), java.util.Objects.requireNonNull(alarms.remove(old))));
    }
}
