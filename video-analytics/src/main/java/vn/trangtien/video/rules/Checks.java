package vn.trangtien.video.rules;

import java.time.Duration;
import java.util.Set;
import vn.trangtien.video.picture.Point;

/** What the records of rules refuse, in one voice: field, value, rule, remedy. */
final class Checks {

    private static final Duration LONGEST = Duration.ofHours(24);
    private static final int LONGEST_NAME = 64;

    private Checks() {}

    static void name(String what, String name) {
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("%s needs a name of 1 to %d characters, but it was \"%s\"; give it one"
                    .formatted(what, LONGEST_NAME, name));
        }
    }

    static void inPicture(String field, Point point) {
        if (!(point.x() >= 0 && point.x() <= 1 && point.y() >= 0 && point.y() <= 1)) {
            throw new IllegalArgumentException(
                    "%s must be shares of the picture from 0 to 1, but one was (%s, %s); give pixel / picture size"
                            .formatted(field, point.x(), point.y()));
        }
    }

    static Set<String> labels(String field, Set<String> labels) {
        for (String label : labels) {
            if (label.isBlank() || !label.equals(label.toLowerCase(java.util.Locale.ROOT))) {
                throw new IllegalArgumentException(
                        "%s: labels must be lower-case names such as car or person, but one was \"%s\"; see the detector's list"
                                .formatted(field, label));
            }
        }
        return Set.copyOf(labels);
    }

    static void duration(String field, Duration value, Duration shortest) {
        if (value.compareTo(shortest) < 0 || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("%s must be %d s to 24 h, but was %s; write for example 30s or 5m"
                    .formatted(field, shortest.toSeconds(), value));
        }
    }

    static void between(String field, double value, double least, double most, String unit) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException("%s must be %s to %s %s, but was %s; correct the number"
                    .formatted(field, least, most, unit, value));
        }
    }
}
