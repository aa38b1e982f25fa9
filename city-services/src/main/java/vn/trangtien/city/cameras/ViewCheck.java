package vn.trangtien.city.cameras;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks a drawing by the rules of the gateway, so that mistakes show while somebody draws and not after it was sent. */
final class ViewCheck {

    private static final int MOST = 64;
    private static final int MOST_SPACES = 500;
    private static final int LONGEST_NAME = 64;
    private static final int DAY_SECONDS = 86_400;
    private static final double SHORTEST_GAUGE = 0.05;
    private static final int FEWEST_MARKS = 3;
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h|d)");
    private static final Map<String, Double> SECONDS =
            Map.of("ms", 0.001, "s", 1.0, "m", 60.0, "h", 3600.0, "d", 86_400.0);
    private static final Set<String> WHOLE = Set.of("count", "above", "inertia");
    private static final Set<String> HINTS = Set.of("smoke", "fire");

    private final List<ViewProblem> problems = new ArrayList<>();
    private String list = "";
    private int index;

    private final Set<String> known;

    private ViewCheck(Set<String> known) {
        this.known = known;
    }

    /** @param known labels that the camera's model can see; empty when nobody here knows them, as with a customer's own model */
    static List<ViewProblem> problems(Map<String, List<Object>> view, Set<String> known) {
        var check = new ViewCheck(known);
        view.forEach(check::list);
        return List.copyOf(check.problems);
    }

    private void list(String key, List<Object> items) {
        list = key;
        int most = key.equals(ViewKeys.PARKING) ? MOST_SPACES : MOST;
        if (items.size() > most) {
            index = most;
            wrong("", "too-many", most, items.size());
        }
        var names = new HashSet<String>();
        for (index = 0; index < items.size(); index++) {
            Object item = items.get(index);
            if (key.equals(ViewKeys.HINTS)) {
                if (!HINTS.contains(String.valueOf(item))) {
                    wrong("", "hint");
                }
            } else if (key.equals(ViewKeys.MASKS)) {
                polygon("points", item);
            } else if (item instanceof Map<?, ?> fields) {
                name(fields, names);
                item(key, fields);
            } else {
                wrong("", "shape");
            }
        }
    }

    private void item(String key, Map<?, ?> fields) {
        switch (key) {
            case ViewKeys.LINES -> {
                ends(fields, 1e-9, "line.ends");
                labels(fields);
            }
            case ViewKeys.ZONES -> zone(fields);
            case ViewKeys.SPEED -> speed(fields);
            case ViewKeys.PARKING -> polygon("points", fields.get("points"));
            case ViewKeys.GAUGES -> gauge(fields);
            default -> {}
        }
    }

    private void zone(Map<?, ?> fields) {
        polygon("points", fields.get("points"));
        labels(fields);
        number(fields, "inertia", 1, 50, true);
        part(fields, "crowd").forEach(crowd -> {
            number(crowd, "crowd", "count", 2, 1000);
            duration(crowd, "crowd", "for", 0);
        });
        part(fields, "queue").forEach(queue -> {
            number(queue, "queue", "above", 0, 1000);
            duration(queue, "queue", "for", 0);
        });
        for (String rule : List.of("loiter", "stopped", "abandoned")) {
            part(fields, rule).forEach(part -> duration(part, rule, "after", 1));
        }
        part(fields, "wrongWay").forEach(way -> {
            number(way, "wrongWay", "heading", 0, 360);
        });
    }

    private void speed(Map<?, ?> fields) {
        List<double[]> corners = polygon("points", fields.get("points"));
        if (!corners.isEmpty() && corners.size() != 4) {
            wrong("points", "speed.corners", corners.size());
        } else if (corners.size() == 4 && !Shapes.isConvex(corners)) {
            wrong("points", "speed.convex");
        }
        double[] metres = pair(fields.get("metres"));
        for (int i = 0; i < 2; i++) {
            if (metres.length != 2 || !(metres[i] >= 0.5 && metres[i] <= 500)) {
                wrong("metres." + i, "between", "0.5", "500");
            }
        }
        if (fields.get("limit") != null) {
            number(fields, "limit", 1, 300, false);
        }
    }

    private void gauge(Map<?, ?> fields) {
        if (!ends(fields, SHORTEST_GAUGE, "gauge.ends")) {
            return;
        }
        List<?> marks = fields.get("marks") instanceof List<?> all ? all : List.of();
        if (marks.size() < FEWEST_MARKS) {
            wrong("marks", "gauge.few", marks.size());
            return;
        }
        double[] from = pair(fields.get("from"));
        double[] to = pair(fields.get("to"));
        var told = new ArrayList<double[]>();
        for (Object each : marks) {
            double[] at = each instanceof Map<?, ?> mark ? pair(mark.get("at")) : new double[0];
            double metres = each instanceof Map<?, ?> mark && mark.get("metres") instanceof Number number
                    ? number.doubleValue()
                    : Double.NaN;
            if (at.length != 2 || !(Math.abs(metres) <= 10_000)) {
                wrong("marks", "gauge.mark");
                return;
            }
            double share = Shapes.along(from, to, at);
            if (share < -0.05 || share > 1.05) {
                wrong("marks", "gauge.beside", metres);
                return;
            }
            told.add(new double[] {share, metres});
        }
        told.sort((one, other) -> Double.compare(one[0], other[0]));
        double direction = told.get(told.size() - 1)[1] - told.get(0)[1];
        for (int i = 1; i < told.size(); i++) {
            double[] a = told.get(i - 1);
            double[] b = told.get(i);
            if (b[0] - a[0] <= 1e-3 || (b[1] - a[1]) * direction <= 0) {
                wrong("marks", "gauge.order", a[1], b[1]);
                return;
            }
        }
    }

    private void name(Map<?, ?> fields, Set<String> names) {
        String name = fields.get("name") instanceof String text ? text : "";
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            wrong("name", "name", LONGEST_NAME);
        } else if (!names.add(name)) {
            wrong("name", "name.twice", name);
        }
    }

    private void labels(Map<?, ?> fields) {
        Object labels = fields.get("labels");
        for (Object label : labels instanceof List<?> all ? all : List.of()) {
            String text = String.valueOf(label);
            if (text.isBlank() || !text.equals(text.toLowerCase(Locale.ROOT))) {
                wrong("labels", "labels", text);
            } else if (!known.isEmpty() && !known.contains(text)) {
                wrong("labels", "labels.unknown", text);
            }
        }
    }

    private boolean ends(Map<?, ?> fields, double apart, String rule) {
        double[] from = pair(fields.get("from"));
        double[] to = pair(fields.get("to"));
        if (!isInPicture(from) || !isInPicture(to)) {
            wrong("points", "in-picture");
            return false;
        }
        if (Math.hypot(to[0] - from[0], to[1] - from[1]) < apart) {
            wrong("points", rule);
            return false;
        }
        return true;
    }

    /** The corners, or none if they make no area; then the problem is told. */
    private List<double[]> polygon(String field, @Nullable Object value) {
        var points = new ArrayList<double[]>();
        for (Object each : value instanceof List<?> all ? all : List.of()) {
            points.add(pair(each));
        }
        if (points.size() < 3 || points.size() > MOST) {
            wrong(field, "area.points", MOST, points.size());
        } else if (!points.stream().allMatch(ViewCheck::isInPicture)) {
            wrong(field, "in-picture");
        } else {
            int same = Shapes.equalNeighbours(points);
            int[] crossing = Shapes.crossingEdges(points);
            if (same >= 0) {
                wrong(field, "area.same", same + 1);
            } else if (crossing.length > 0) {
                wrong(field, "area.crossing", crossing[0] + 1, crossing[1] + 1);
            } else if (Shapes.area(points) < 1e-6) {
                wrong(field, "area.flat");
            } else {
                return points;
            }
        }
        return List.of();
    }

    private static boolean isInPicture(double[] point) {
        return point.length == 2 && point[0] >= 0 && point[0] <= 1 && point[1] >= 0 && point[1] <= 1;
    }

    private static double[] pair(@Nullable Object value) {
        return value instanceof List<?> pair
                        && pair.size() == 2
                        && pair.get(0) instanceof Number x
                        && pair.get(1) instanceof Number y
                ? new double[] {x.doubleValue(), y.doubleValue()}
                : new double[0];
    }

    private List<Map<?, ?>> part(Map<?, ?> fields, String name) {
        Object part = fields.get(name);
        if (part == null) {
            return List.of();
        }
        if (part instanceof Map<?, ?> map) {
            return List.of(map);
        }
        wrong(name, "shape");
        return List.of();
    }

    private void number(Map<?, ?> fields, String name, double least, double most, boolean optional) {
        if (!optional || fields.get(name) != null) {
            number(fields, "", name, least, most);
        }
    }

    private void number(Map<?, ?> part, String rule, String name, double least, double most) {
        double value = part.get(name) instanceof Number number ? number.doubleValue() : Double.NaN;
        boolean fits = !WHOLE.contains(name) || value == Math.rint(value);
        if (!(fits && value >= least && value <= most)) {
            wrong(rule.isEmpty() ? name : rule + "." + name, "between", ViewYaml.number(least), ViewYaml.number(most));
        }
    }

    private void duration(Map<?, ?> part, String rule, String name, int least) {
        if (part.get(name) == null && name.equals("for")) {
            return; // the gateway takes it as at once
        }
        Matcher text = DURATION.matcher(String.valueOf(part.get(name)));
        double seconds =
                text.matches() ? Long.parseLong(text.group(1)) * SECONDS.getOrDefault(text.group(2), -1.0) : -1;
        if (seconds < least || seconds > DAY_SECONDS) {
            wrong(rule + "." + name, "duration", least);
        }
    }

    private void wrong(String field, String rule, Object... values) {
        problems.add(new ViewProblem(
                list,
                index,
                field,
                rule,
                java.util.Arrays.stream(values)
                        .map(value -> value instanceof Number number ? ViewYaml.number(number) : value.toString())
                        .toList()));
    }
}
