package vn.trangtien.video.gauge;

import java.util.Comparator;
import java.util.List;
import vn.trangtien.video.picture.Point;

/**
 * A staff gauge in the view and its calibration.
 *
 * @param name what the operator calls it
 * @param from one end of the visible staff, in shares of the picture
 * @param to the other end; the lower one may lie under water
 * @param marks at least three readings of the scale, sorted from {@code from} to {@code to} whatever order they are given in
 */
public record StaffGauge(String name, Point from, Point to, List<Mark> marks) {

    private static final int FEWEST = 3;
    private static final double SHORTEST = 0.05;

    /**
     * One reading of the scale.
     *
     * @param at where the mark is in the picture
     * @param metres what the scale says there
     */
    public record Mark(Point at, double metres) {
        public Mark {
            if (!(Math.abs(metres) <= 10_000)) {
                throw new IllegalArgumentException(
                        "metres of a gauge mark must be -10000 to 10000, but were %s; copy the number from the staff"
                                .formatted(metres));
            }
        }
    }

    /** @throws IllegalArgumentException if the calibration cannot be meant; the message says what to do */
    public StaffGauge {
        if (name.isBlank() || name.length() > 64) {
            throw new IllegalArgumentException(
                    "a gauge needs a name of 1 to 64 characters, but it was \"%s\"; give it one".formatted(name));
        }
        requireInPicture(name, from);
        requireInPicture(name, to);
        if (from.distanceTo(to) < SHORTEST) {
            throw new IllegalArgumentException(
                    "gauge \"%s\": from and to must be at least %s of the picture apart, but were %.3f; point the camera closer"
                            .formatted(name, SHORTEST, from.distanceTo(to)));
        }
        if (marks.size() < FEWEST) {
            throw new IllegalArgumentException(
                    "gauge \"%s\": marks must be at least %d, but were %d; read more of the scale"
                            .formatted(name, FEWEST, marks.size()));
        }
        marks = sorted(name, from, to, marks);
    }

    /** Metres of the scale at a share of the way from {@link #from} to {@link #to}; straight between neighbouring marks. */
    double metresAt(double share) {
        int next = 1;
        while (next < marks.size() - 1 && along(from, to, marks.get(next).at()) < share) {
            next++;
        }
        Mark a = marks.get(next - 1);
        Mark b = marks.get(next);
        double atA = along(from, to, a.at());
        double atB = along(from, to, b.at());
        return a.metres() + (b.metres() - a.metres()) * (share - atA) / (atB - atA);
    }

    /** Whether the level rises from {@link #from} to {@link #to}: then the water is at the from end. */
    boolean waterAtFrom() {
        return marks.get(marks.size() - 1).metres() > marks.get(0).metres();
    }

    private static List<Mark> sorted(String name, Point from, Point to, List<Mark> marks) {
        List<Mark> sorted = marks.stream()
                .sorted(Comparator.comparingDouble(mark -> along(from, to, mark.at())))
                .toList();
        for (Mark mark : sorted) {
            double share = along(from, to, mark.at());
            if (share < -0.05 || share > 1.05) {
                throw new IllegalArgumentException(
                        "gauge \"%s\": marks must lie along the staff between from and to, but that of %s m does not; move it"
                                .formatted(name, mark.metres()));
            }
        }
        double direction =
                sorted.get(sorted.size() - 1).metres() - sorted.get(0).metres();
        for (int i = 1; i < sorted.size(); i++) {
            Mark a = sorted.get(i - 1);
            Mark b = sorted.get(i);
            boolean apart = along(from, to, b.at()) - along(from, to, a.at()) > 1e-3;
            if (!apart || (b.metres() - a.metres()) * direction <= 0) {
                throw new IllegalArgumentException(
                        "gauge \"%s\": marks must rise or fall all the way along the staff, but %s m and %s m do not; check the two"
                                .formatted(name, a.metres(), b.metres()));
            }
        }
        return sorted;
    }

    private static double along(Point from, Point to, Point at) {
        double dx = to.x() - from.x();
        double dy = to.y() - from.y();
        return ((at.x() - from.x()) * dx + (at.y() - from.y()) * dy) / (dx * dx + dy * dy);
    }

    private static void requireInPicture(String name, Point point) {
        if (!(point.x() >= 0 && point.x() <= 1 && point.y() >= 0 && point.y() <= 1)) {
            throw new IllegalArgumentException(
                    "gauge \"%s\": from and to must be shares of the picture from 0 to 1, but one was (%s, %s); give pixel / picture size"
                            .formatted(name, point.x(), point.y()));
        }
    }
}
