package vn.trangtien.video;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import vn.trangtien.video.rules.Direction;
import vn.trangtien.video.rules.RuleResult;

/**
 * How many of one kind have passed a line.
 *
 * @param line name of the line
 * @param label what passed, for example {@code car}
 * @param forward since the pipeline was started
 * @param backward since the pipeline was started
 */
public record LineCount(String line, String label, long forward, long backward) {

    /** Both directions of each line and label in one. */
    static List<LineCount> of(List<RuleResult.LineCount> counters) {
        Map<List<String>, LineCount> joined =
                new TreeMap<>((a, b) -> String.join("\n", a).compareTo(String.join("\n", b)));
        for (RuleResult.LineCount counter : counters) {
            boolean forward = counter.direction() == Direction.FORWARD;
            joined.merge(
                    List.of(counter.line(), counter.label()),
                    new LineCount(
                            counter.line(),
                            counter.label(),
                            forward ? counter.count() : 0,
                            forward ? 0 : counter.count()),
                    (a, b) -> new LineCount(a.line, a.label, a.forward + b.forward, a.backward + b.backward));
        }
        return List.copyOf(joined.values());
    }
}
