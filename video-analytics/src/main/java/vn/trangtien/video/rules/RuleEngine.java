package vn.trangtien.video.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import vn.trangtien.video.picture.Stage;
import vn.trangtien.video.rules.RuleResult.LineCount;
import vn.trangtien.video.track.TrackedFrame;

/**
 * Applies the rules of one view to its tracked objects. Confined to the thread of its camera; lives as long as the camera is
 * configured, through reconnections, so that counters go on.
 */
public final class RuleEngine implements Stage<TrackedFrame, RuleResult> {

    private final List<LineCounter> lines;
    private final Map<String, LineCount> counters = new TreeMap<>();

    /** @param heightOverWidth shape of the picture, for angles and distances */
    public RuleEngine(ViewRules rules, double heightOverWidth) {
        Checks.between("height over width of the picture", heightOverWidth, 0.05, 20, "");
        this.lines = rules.lines().stream().map(LineCounter::new).toList();
    }

    @Override
    public RuleResult process(TrackedFrame frame) {
        var crossings = new ArrayList<Crossing>();
        for (LineCounter line : lines) {
            crossings.addAll(line.process(frame));
        }
        crossings.forEach(this::count);
        return new RuleResult(
                crossings,
                List.of(),
                List.of(),
                List.of(),
                List.copyOf(counters.values()),
                Map.of(),
                frame.presentationMicros());
    }

    private void count(Crossing crossing) {
        counters.merge(
                crossing.line() + '\n' + crossing.direction() + '\n' + crossing.label(),
                new LineCount(crossing.line(), crossing.direction(), crossing.label(), 1),
                (old, one) -> new LineCount(old.line(), old.direction(), old.label(), old.count() + 1));
    }
}
