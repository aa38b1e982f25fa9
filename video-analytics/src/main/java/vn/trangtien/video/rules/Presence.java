package vn.trangtien.video.rules;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import vn.trangtien.video.rules.RuleResult.ZoneChange;
import vn.trangtien.video.track.TrackedFrame;
import vn.trangtien.video.track.TrackedObject;

/** Who is in a zone, since when, and how long those stayed who have left. What is hidden is where it was last seen. */
final class Presence {

    private static final long REMEMBERED_MICROS = 300_000_000;
    private static final int MOST_REMEMBERED = 1000;

    private final Zone zone;
    private final Map<Integer, Visit> visits = new LinkedHashMap<>();
    private final Deque<Stay> stays = new ArrayDeque<>();

    private record Stay(double seconds, long endedMicros) {}

    private static final class Visit {
        private boolean inside;
        private int against;
        private long firstSeenInside;
        private long since;
        private String label = "";
    }

    Presence(Zone zone) {
        this.zone = zone;
    }

    void look(TrackedFrame frame, Findings findings) {
        Set<Integer> present = new HashSet<>();
        for (TrackedObject object : frame.objects()) {
            present.add(object.id());
            if (!object.hidden()) {
                see(object, findings);
            }
        }
        visits.entrySet().removeIf(entry -> {
            boolean gone = !present.contains(entry.getKey());
            if (gone && entry.getValue().inside) {
                leave(entry.getKey(), entry.getValue(), findings);
            }
            return gone;
        });
    }

    private void see(TrackedObject object, Findings findings) {
        boolean inside = zone.watches(object.label()) && zone.area().contains(object.foot());
        Visit visit = visits.get(object.id());
        if (visit == null) {
            if (!inside) {
                return;
            }
            visit = new Visit();
            visits.put(object.id(), visit);
        }
        visit.label = object.label();
        if (inside == visit.inside) {
            visit.against = 0;
            return;
        }
        if (visit.against++ == 0) {
            visit.firstSeenInside = findings.now();
        }
        if (visit.against < zone.inertia()) {
            return;
        }
        visit.against = 0;
        if (inside) {
            visit.inside = true;
            visit.since = visit.firstSeenInside;
            findings.changed(new ZoneChange(zone.name(), object.id(), visit.label, true, 0, findings.now()));
        } else {
            visit.inside = false;
            leave(object.id(), visit, findings);
        }
    }

    private void leave(int id, Visit visit, Findings findings) {
        double seconds = (findings.now() - visit.since) / 1e6;
        stays.addLast(new Stay(seconds, findings.now()));
        if (stays.size() > MOST_REMEMBERED) {
            stays.removeFirst();
        }
        findings.changed(new ZoneChange(zone.name(), id, visit.label, false, seconds, findings.now()));
    }

    List<TrackedObject> inside(TrackedFrame frame) {
        return frame.objects().stream().filter(object -> isInside(object.id())).toList();
    }

    boolean isInside(int id) {
        Visit visit = visits.get(id);
        return visit != null && visit.inside;
    }

    /** 0 for who is not inside. */
    double dwellSeconds(int id, long now) {
        Visit visit = visits.get(id);
        return visit != null && visit.inside ? (now - visit.since) / 1e6 : 0;
    }

    /** Mean of the stays that ended in the last five minutes. */
    OptionalDouble meanDwellSeconds(long now) {
        while (!stays.isEmpty() && now - stays.getFirst().endedMicros > REMEMBERED_MICROS) {
            stays.removeFirst();
        }
        return stays.stream().mapToDouble(Stay::seconds).average();
    }
}
