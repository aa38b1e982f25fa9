package vn.trangtien.video.track;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import vn.trangtien.video.detect.Labels;

/** What an object is, by all its detections: each votes with its score, so one confused frame changes nothing. */
final class Vote {

    private static final Set<String> FOUR_WHEELS = Set.of(Labels.CAR, Labels.BUS, Labels.TRUCK);
    private static final Set<String> TWO_WHEELS = Set.of(Labels.BICYCLE, Labels.MOTORCYCLE);

    private final Map<String, Double> votes = new LinkedHashMap<>();
    private String label = Labels.MOVING;

    void add(String seen, double score) {
        double sum = votes.merge(seen, score, Double::sum);
        if (seen.equals(label) || sum > votes.getOrDefault(label, 0.0)) {
            label = seen;
        }
    }

    String label() {
        return label;
    }

    /** 0 for the same thing, up to 1 for things that are hardly ever mistaken for each other. */
    static double strangeness(String one, String other) {
        if (one.equals(other) || one.equals(Labels.MOVING) || other.equals(Labels.MOVING)) {
            return 0;
        }
        return isMistakenFor(one, other) ? 0.2 : 1;
    }

    /** Names that detectors give to one and the same thing at once. */
    static boolean isMistakenFor(String one, String other) {
        return one.equals(other)
                || (FOUR_WHEELS.contains(one) && FOUR_WHEELS.contains(other))
                || (TWO_WHEELS.contains(one) && TWO_WHEELS.contains(other));
    }
}
