package vn.trangtien.box.video;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import vn.trangtien.video.FrameAnalysis;
import vn.trangtien.video.rules.Direction;
import vn.trangtien.video.rules.RuleResult;
import vn.trangtien.video.rules.RuleResult.LineCount;
import vn.trangtien.video.rules.RuleResult.ZoneChange;
import vn.trangtien.video.rules.ViewRules;
import vn.trangtien.video.track.TrackedObject;

/** Adds up what the rules say frame by frame. Remembers only what is in the picture now. Confined to one thread. */
final class Tally {

    private static final double MILLI = 1000;

    private final ViewRules rules;
    private final Map<Integer, String> followed = new HashMap<>();
    private final Map<String, Long> gone = new TreeMap<>();
    private final Map<String, InZone> zones = new HashMap<>();
    private List<LineCount> counters = List.of();

    private static final class InZone {
        private final Map<Integer, String> inside = new HashMap<>();
        private final Map<String, Long> left = new TreeMap<>();
        private long leavers;
        private double dwellSeconds;
        private int most;
    }

    Tally(ViewRules rules) {
        this.rules = rules;
        rules.zones().forEach(zone -> zones.put(zone.name(), new InZone()));
    }

    void add(FrameAnalysis.Result result) {
        Map<Integer, String> now =
                result.tracked().objects().stream().collect(Collectors.toMap(TrackedObject::id, TrackedObject::label));
        followed.forEach((id, label) -> {
            if (!now.containsKey(id)) {
                gone.merge(label, 1L, Long::sum);
            }
        });
        followed.clear();
        followed.putAll(now);
        RuleResult said = result.rules();
        counters = said.counters();
        said.changes().forEach(this::changed);
        for (InZone zone : zones.values()) {
            zone.inside.replaceAll((id, label) -> now.getOrDefault(id, label));
            zone.most = Math.max(zone.most, zone.inside.size());
        }
    }

    private void changed(ZoneChange change) {
        InZone zone = zones.get(change.zone());
        if (zone == null) {
            return;
        }
        if (change.entered()) {
            zone.inside.put(change.object(), change.label());
            return;
        }
        zone.inside.remove(change.object());
        zone.left.merge(change.label(), 1L, Long::sum);
        zone.leavers++;
        zone.dwellSeconds += change.dwellSeconds();
    }

    /** Objects that were followed so far, by what they were held for last. */
    Map<String, Long> tracks() {
        var all = new TreeMap<>(gone);
        followed.values().forEach(label -> all.merge(label, 1L, Long::sum));
        return all;
    }

    List<AnalysisResult.Line> lines() {
        return rules.lines().stream().map(line -> line(line.name())).toList();
    }

    private AnalysisResult.Line line(String name) {
        long forward = 0;
        long backward = 0;
        var byClass = new TreeMap<String, Long>();
        for (LineCount counter : counters) {
            if (counter.line().equals(name)) {
                byClass.merge(counter.label(), counter.count(), Long::sum);
                if (counter.direction() == Direction.FORWARD) {
                    forward += counter.count();
                } else {
                    backward += counter.count();
                }
            }
        }
        return new AnalysisResult.Line(name, forward + backward, forward, backward, byClass);
    }

    List<AnalysisResult.Zone> zones() {
        var all = new ArrayList<AnalysisResult.Zone>();
        rules.zones().forEach(zone -> {
            InZone tally = zones.getOrDefault(zone.name(), new InZone());
            var byClass = new TreeMap<>(tally.left);
            tally.inside.values().forEach(label -> byClass.merge(label, 1L, Long::sum));
            double dwell = tally.leavers == 0 ? 0 : tally.dwellSeconds / tally.leavers;
            all.add(new AnalysisResult.Zone(
                    zone.name(),
                    tally.leavers + tally.inside.size(),
                    tally.inside.size(),
                    tally.most,
                    Math.round(dwell * MILLI) / MILLI,
                    byClass));
        });
        return all;
    }
}
