package vn.trangtien.video.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import vn.trangtien.video.rules.RuleAlert.Kind;
import vn.trangtien.video.rules.RuleAlert.State;
import vn.trangtien.video.rules.RuleResult.ObjectFacts;
import vn.trangtien.video.rules.RuleResult.ZoneChange;

/** What the rules have found in the frame that is being looked at. Numbers alerts over the life of its engine. */
final class Findings {

    /** Beginning and end of one alert. */
    record Ticket(long number, Kind kind, String rule, OptionalInt object) {}

    private final List<ZoneChange> changes = new ArrayList<>();
    private final List<RuleAlert> alerts = new ArrayList<>();
    private final Map<Integer, ObjectFacts> facts = new HashMap<>();
    private long nextNumber = 1;
    private long now;

    void startFrame(long micros) {
        now = micros;
        changes.clear();
        alerts.clear();
        facts.clear();
    }

    long now() {
        return now;
    }

    void changed(ZoneChange change) {
        changes.add(change);
    }

    Ticket began(Kind kind, String rule, OptionalInt object, double value, double confidence, Reason reason) {
        var ticket = new Ticket(nextNumber++, kind, rule, object);
        alerts.add(alert(ticket, State.BEGAN, value, confidence, reason));
        return ticket;
    }

    void ended(Ticket ticket, double value, double confidence, Reason reason) {
        alerts.add(alert(ticket, State.ENDED, value, confidence, reason));
    }

    private RuleAlert alert(Ticket ticket, State state, double value, double confidence, Reason reason) {
        return new RuleAlert(
                ticket.number,
                ticket.kind,
                state,
                ticket.rule,
                ticket.object,
                OptionalDouble.of(value),
                confidence,
                reason.english(),
                reason.vietnamese(),
                now);
    }

    void inZone(int object, String zone) {
        ObjectFacts known = facts.getOrDefault(object, ObjectFacts.NONE);
        var zones = new ArrayList<String>(known.zones());
        zones.add(zone);
        facts.put(object, new ObjectFacts(zones, known.speedKmh(), known.speedErrorKmh()));
    }

    void drives(int object, double kmh, double error) {
        ObjectFacts known = facts.getOrDefault(object, ObjectFacts.NONE);
        facts.put(object, new ObjectFacts(known.zones(), OptionalDouble.of(kmh), OptionalDouble.of(error)));
    }

    List<ZoneChange> changes() {
        return changes;
    }

    List<RuleAlert> alerts() {
        return alerts;
    }

    Map<Integer, ObjectFacts> facts() {
        return facts;
    }
}
