package vn.trangtien.gateway.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import vn.trangtien.video.gauge.StaffGauge;
import vn.trangtien.video.hint.HintKind;
import vn.trangtien.video.picture.Point;
import vn.trangtien.video.picture.Polygon;
import vn.trangtien.video.rules.CountingLine;
import vn.trangtien.video.rules.ParkingSpace;
import vn.trangtien.video.rules.SpeedField;
import vn.trangtien.video.rules.ViewRules;
import vn.trangtien.video.rules.Zone;

/** Reads what is counted, watched and measured in one camera's view. See docs/camera-rules.md. */
final class ViewSections {

    private static final String NAME = "what the operator calls it";
    private static final String END =
            "must be a place in the picture as shares of its width and height such as [0, 0.5]";
    private static final String CORNERS =
            "must be corners as shares of the picture such as [[0.1, 0.5], [0.9, 0.5], [0.9, 0.9]]";
    private static final Duration DAY = Duration.ofDays(1);

    ViewRules read(Section camera) {
        List<CountingLine> lines = each(camera, "lines", this::line);
        List<Zone> zones = each(camera, "zones", this::zone);
        List<SpeedField> speed = each(camera, "speed", this::speedField);
        List<ParkingSpace> parking = each(camera, "parking", this::parkingSpace);
        List<StaffGauge> gauges = each(camera, "gauges", this::gauge);
        Set<HintKind> hints = hints(camera);
        boolean countsOnly = !camera.has("lines") && zones.isEmpty() && gauges.isEmpty() && parking.isEmpty();
        List<CountingLine> counted = countsOnly ? List.of(CountingLine.ACROSS_THE_MIDDLE) : lines;
        return camera.made(() -> new ViewRules(counted, zones, speed, parking, gauges, hints))
                .orElse(ViewRules.NONE);
    }

    private static <T> List<T> each(Section camera, String key, Function<Section, Optional<T>> reader) {
        List<T> values = new ArrayList<>();
        for (Section section : camera.list(key)) {
            try (section) {
                reader.apply(section).ifPresent(values::add);
            }
        }
        return values;
    }

    private Optional<CountingLine> line(Section section) {
        String name = section.requiredText("name", NAME);
        Point from = end(section, "from");
        Point to = end(section, "to");
        Set<String> labels = Set.copyOf(CameraSections.labels(section));
        return section.made(() -> new CountingLine(name, from, to, labels));
    }

    private Optional<Zone> zone(Section section) {
        String name = section.requiredText("name", NAME);
        List<Point> corners = corners(section);
        Set<String> labels = Set.copyOf(CameraSections.labels(section));
        int inertia = section.whole("inertia", 1, 50).map(Long::intValue).orElse(Zone.USUAL_INERTIA);
        Optional<Zone.Crowd> crowd = section.section("crowd")
                .flatMap(rule -> lasting(rule, "count", (count, time) -> new Zone.Crowd(count, time)));
        Optional<Zone.Queue> queue = section.section("queue")
                .flatMap(rule -> lasting(rule, "above", (above, time) -> new Zone.Queue(above, time)));
        Optional<Zone.Loiter> loiter = after(section, "loiter", Zone.Loiter::new);
        Optional<Zone.Stopped> stopped = after(section, "stopped", Zone.Stopped::new);
        Optional<Zone.Abandoned> abandoned = after(section, "abandoned", Zone.Abandoned::new);
        Optional<Zone.WrongWay> wrongWay = section.section("wrongWay").flatMap(ViewSections::wrongWay);
        boolean twoWheelers = section.bool("twoWheelers").orElse(false);
        return section.made(() -> new Zone(
                name,
                new Polygon(corners),
                labels,
                inertia,
                crowd,
                loiter,
                stopped,
                abandoned,
                queue,
                wrongWay,
                twoWheelers));
    }

    private interface Counted<T> {
        T of(int number, Duration lasting);
    }

    private static <T> Optional<T> lasting(Section rule, String numberKey, Counted<T> maker) {
        try (rule) {
            Optional<Long> number = rule.whole(numberKey, 0, 1_000);
            if (number.isEmpty() && !rule.has(numberKey)) {
                rule.missing(numberKey, "how many there must be");
            }
            Duration time = rule.duration("for", Duration.ZERO, DAY).orElse(Duration.ZERO);
            return rule.made(() -> maker.of(number.map(Long::intValue).orElse(0), time));
        }
    }

    private static <T> Optional<T> after(Section zone, String key, Function<Duration, T> maker) {
        Optional<Section> given = zone.section(key);
        if (given.isEmpty()) {
            return Optional.empty();
        }
        try (Section rule = given.get()) {
            Optional<Duration> time = rule.duration("after", Duration.ofSeconds(1), DAY);
            if (time.isEmpty() && !rule.has("after")) {
                rule.missing("after", "for how long, such as 60s");
            }
            return time.flatMap(after -> rule.made(() -> maker.apply(after)));
        }
    }

    private static Optional<Zone.WrongWay> wrongWay(Section rule) {
        try (rule) {
            Optional<Double> heading = rule.number("heading", 0, 360);
            if (heading.isEmpty() && !rule.has("heading")) {
                rule.missing("heading", "the allowed direction in the picture in degrees: 0 up, 90 right, 180 down");
            }
            return heading.flatMap(degrees -> rule.made(() -> new Zone.WrongWay(degrees)));
        }
    }

    private Optional<SpeedField> speedField(Section section) {
        String name = section.requiredText("name", NAME);
        List<Point> corners = corners(section);
        Optional<double[]> metres = section.pair("metres");
        if (metres.isEmpty() && !section.has("metres")) {
            section.missing("metres", "width and length of the rectangle on the road, such as [3.5, 20]");
        }
        OptionalDouble limit =
                section.number("limit", 1, 300).map(OptionalDouble::of).orElse(OptionalDouble.empty());
        return section.made(() -> {
            double[] sides = metres.orElseThrow(() -> new IllegalArgumentException("metres are missing"));
            return new SpeedField(name, corners, sides[0], sides[1], limit);
        });
    }

    private Optional<ParkingSpace> parkingSpace(Section section) {
        String name = section.requiredText("name", NAME);
        List<Point> corners = corners(section);
        return section.made(() -> new ParkingSpace(name, new Polygon(corners)));
    }

    private Optional<StaffGauge> gauge(Section section) {
        String name = section.requiredText("name", NAME);
        Point from = end(section, "from");
        Point to = end(section, "to");
        List<StaffGauge.Mark> marks = each(section, "marks", mark -> {
            Point at = end(mark, "at");
            Optional<Double> metres = mark.number("metres");
            if (metres.isEmpty() && !mark.has("metres")) {
                mark.missing("metres", "what the scale says there");
            }
            return metres.flatMap(reading -> mark.made(() -> new StaffGauge.Mark(at, reading)));
        });
        return section.made(() -> new StaffGauge(name, from, to, marks));
    }

    private static Set<HintKind> hints(Section camera) {
        Set<HintKind> hints = new HashSet<>();
        String rule = "must be a list of smoke and fire";
        for (String word : camera.texts("hints", rule).orElse(List.of())) {
            try {
                hints.add(HintKind.valueOf(word.toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException e) {
                camera.wrong("hints", rule);
            }
        }
        return hints;
    }

    private static List<Point> corners(Section section) {
        if (!section.has("points")) {
            section.missing("points", CORNERS);
        }
        return CameraSections.points(section.pairs("points", CORNERS).orElse(List.of()));
    }

    private static Point end(Section section, String key) {
        Optional<double[]> pair = section.pair(key);
        if (pair.isEmpty() && !section.has(key)) {
            section.missing(key, END);
        }
        double[] place = pair.orElse(new double[] {0, 0});
        return new Point(place[0], place[1]);
    }
}
