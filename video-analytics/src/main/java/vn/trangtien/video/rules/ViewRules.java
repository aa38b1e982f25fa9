package vn.trangtien.video.rules;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import vn.trangtien.video.gauge.StaffGauge;
import vn.trangtien.video.hint.HintKind;

/**
 * Everything that is asked of one view. Coordinates are shares of the picture; names are unique within their list.
 *
 * @param lines where passing is counted
 * @param zones areas to watch
 * @param speed measured rectangles on the road
 * @param parking places for one vehicle each
 * @param gauges staff gauges in water
 * @param hints what a person should be told to look at
 */
public record ViewRules(
        List<CountingLine> lines,
        List<Zone> zones,
        List<SpeedField> speed,
        List<ParkingSpace> parking,
        List<StaffGauge> gauges,
        Set<HintKind> hints) {

    /** Nothing is asked: objects are followed and no more. */
    public static final ViewRules NONE = new ViewRules(List.of(), List.of(), List.of(), List.of(), List.of(), Set.of());

    private static final int MOST = 64;
    private static final int MOST_SPACES = 500;

    /** @throws IllegalArgumentException if a name is used twice or a list is too long */
    public ViewRules {
        lines = checked("lines", lines, CountingLine::name, MOST);
        zones = checked("zones", zones, Zone::name, MOST);
        speed = checked("speed", speed, SpeedField::name, MOST);
        parking = checked("parking", parking, ParkingSpace::name, MOST_SPACES);
        gauges = checked("gauge", gauges, StaffGauge::name, MOST);
        hints = Set.copyOf(hints);
    }

    /** Lines only. */
    public static ViewRules counting(CountingLine... lines) {
        return NONE.withLines(List.of(lines));
    }

    public ViewRules withLines(List<CountingLine> wanted) {
        return new ViewRules(wanted, zones, speed, parking, gauges, hints);
    }

    public ViewRules withZones(List<Zone> wanted) {
        return new ViewRules(lines, wanted, speed, parking, gauges, hints);
    }

    public ViewRules withSpeed(List<SpeedField> wanted) {
        return new ViewRules(lines, zones, wanted, parking, gauges, hints);
    }

    public ViewRules withParking(List<ParkingSpace> wanted) {
        return new ViewRules(lines, zones, speed, wanted, gauges, hints);
    }

    public ViewRules withGauges(List<StaffGauge> wanted) {
        return new ViewRules(lines, zones, speed, parking, wanted, hints);
    }

    public ViewRules withHints(Set<HintKind> wanted) {
        return new ViewRules(lines, zones, speed, parking, gauges, wanted);
    }

    /**
     * The same rules for a machine without a detector, which knows only that something moves: labels no longer choose, so
     * lines and zones look at everything, and two-wheelers are not estimated.
     */
    public ViewRules byMotionOnly() {
        return withLines(lines.stream()
                        .map(line -> new CountingLine(line.name(), line.start(), line.end()))
                        .toList())
                .withZones(zones.stream()
                        .map(zone -> new Zone(
                                zone.name(),
                                zone.area(),
                                Set.of(),
                                zone.inertia(),
                                zone.crowd(),
                                zone.loiter(),
                                zone.stopped(),
                                zone.abandoned(),
                                zone.queue(),
                                zone.wrongWay(),
                                false))
                        .toList());
    }

    private static <T> List<T> checked(String field, List<T> values, Function<T, String> name, int most) {
        if (values.size() > most) {
            throw new IllegalArgumentException("%s must be at most %d for one camera, but were %d; leave some out"
                    .formatted(field, most, values.size()));
        }
        var names = new HashSet<String>();
        for (T value : values) {
            if (!names.add(name.apply(value))) {
                throw new IllegalArgumentException(
                        "%s: each name may be used once, but \"%s\" is used twice; rename one"
                                .formatted(field, name.apply(value)));
            }
        }
        return List.copyOf(values);
    }
}
