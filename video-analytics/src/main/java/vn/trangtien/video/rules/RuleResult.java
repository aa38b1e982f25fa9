package vn.trangtien.video.rules;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What the rules say to one frame.
 *
 * @param crossings lines that were passed just now
 * @param changes zones that were entered or left just now
 * @param alerts that began or ended just now
 * @param measures the latest of each, renewed once a second
 * @param counters cumulative since the engine was made; they never go down, so a lost message costs nothing
 * @param objects what is known of those objects that are in a zone or on a speed field, by id
 * @param presentationMicros time of the frame in the stream
 */
public record RuleResult(
        List<Crossing> crossings,
        List<ZoneChange> changes,
        List<RuleAlert> alerts,
        List<RuleMeasure> measures,
        List<LineCount> counters,
        Map<Integer, ObjectFacts> objects,
        long presentationMicros) {

    public RuleResult {
        crossings = List.copyOf(crossings);
        changes = List.copyOf(changes);
        alerts = List.copyOf(alerts);
        measures = List.copyOf(measures);
        counters = List.copyOf(counters);
        objects = Map.copyOf(objects);
    }

    /**
     * How many of one label passed a line in one direction.
     *
     * @param count since the engine was made
     */
    public record LineCount(String line, Direction direction, String label, long count) {}

    /**
     * An object went into a zone or out of it.
     *
     * @param dwellSeconds how long it has been inside; 0 when it enters
     */
    public record ZoneChange(
            String zone, int object, String label, boolean entered, double dwellSeconds, long presentationMicros) {}

    /**
     * What is known of one object beside its track.
     *
     * @param zones in which the object is now
     * @param speedKmh where the view is calibrated; an estimate, not for enforcement
     * @param speedErrorKmh half width of the range in which the speed lies, two times out of three
     */
    public record ObjectFacts(List<String> zones, OptionalDouble speedKmh, OptionalDouble speedErrorKmh) {

        static final ObjectFacts NONE = new ObjectFacts(List.of(), OptionalDouble.empty(), OptionalDouble.empty());

        public ObjectFacts {
            zones = List.copyOf(zones);
        }
    }
}
