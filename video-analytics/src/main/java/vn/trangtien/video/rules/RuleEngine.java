package vn.trangtien.video.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import vn.trangtien.video.picture.Picture;
import vn.trangtien.video.picture.Stage;
import vn.trangtien.video.rules.RuleResult.LineCount;
import vn.trangtien.video.track.TrackedFrame;

/**
 * Applies the rules of one view to its tracked objects. Confined to the thread of its camera; lives as long as the camera is
 * configured, through reconnections, so that counters go on and alerts end.
 *
 * <p>Works by presentation time: the same objects at 25, 12.5 or 5 frames a second give the same counts.
 */
public final class RuleEngine implements Stage<TrackedFrame, RuleResult> {

    private static final long MEASURE_MICROS = 1_000_000;

    private final List<LineCounter> lines;
    private final List<ZoneWatch> zones;
    private final List<SpeedWatch> speeds;
    private final ParkingWatch parking;
    private final PictureWatch pictures;
    private final Movements movements = new Movements();
    private final Findings findings = new Findings();
    private final Map<String, LineCount> counters = new TreeMap<>();
    private final Map<String, PerMinute> perMinute = new LinkedHashMap<>();
    private List<LineCount> told = List.of();
    private List<RuleMeasure> measures = List.of();
    private long measuredMicros = Long.MIN_VALUE;

    /** @param heightOverWidth shape of the picture in pixels, for angles and distances; 0.5625 for 16:9 */
    public RuleEngine(ViewRules rules, double heightOverWidth) {
        Checks.between("height over width of the picture", heightOverWidth, 0.05, 20, "");
        this.lines = rules.lines().stream().map(LineCounter::new).toList();
        this.zones = rules.zones().stream()
                .map(zone -> new ZoneWatch(zone, movements, heightOverWidth))
                .toList();
        this.speeds = rules.speed().stream().map(SpeedWatch::new).toList();
        this.parking = new ParkingWatch(rules.parking());
        this.pictures = new PictureWatch(rules);
        rules.lines().forEach(line -> {
            for (Direction direction : Direction.values()) {
                perMinute.put(minuteName(line.name(), direction), new PerMinute());
            }
        });
    }

    @Override
    public RuleResult process(TrackedFrame frame) {
        long now = frame.presentationMicros();
        findings.startFrame(now);
        movements.look(frame.objects(), now);
        var crossings = new ArrayList<Crossing>();
        for (LineCounter line : lines) {
            crossings.addAll(line.process(frame));
        }
        if (!crossings.isEmpty()) {
            crossings.forEach(this::count);
            told = List.copyOf(counters.values());
        }
        zones.forEach(zone -> zone.look(frame, findings));
        speeds.forEach(speed -> speed.look(frame, findings));
        parking.look(frame);
        pictures.tell(findings);
        if (measuredMicros == Long.MIN_VALUE || Math.abs(now - measuredMicros) >= MEASURE_MICROS) {
            measuredMicros = now;
            measures = measure(now);
        }
        return new RuleResult(crossings, findings.changes(), findings.alerts(), measures, told, findings.facts(), now);
    }

    /** Whether {@link #look} has anything to do: a gauge to read or a hint to look for. */
    public boolean needsPictures() {
        return pictures.needsPictures();
    }

    /**
     * Reads gauges and looks for hints; what it finds comes with the next {@link #process}. Two to five times a second are
     * enough. Does not keep the picture.
     */
    public void look(Picture picture) {
        pictures.look(picture);
    }

    /**
     * How different a parking space looks from when it is empty, from whoever compares pictures; holds for half a minute.
     *
     * @param space name of a space of this view
     * @param share of the space, 0 to 1
     */
    public void spaceDiffers(String space, double share, long presentationMicros) {
        parking.difference(space, share, presentationMicros);
    }

    private List<RuleMeasure> measure(long now) {
        var found = new ArrayList<RuleMeasure>();
        perMinute.forEach((name, count) -> found.add(new RuleMeasure(name, count.count(now), "{count}/min", 0.9)));
        zones.forEach(zone -> zone.measure(now, found));
        speeds.forEach(speed -> speed.measure(now, found));
        parking.measure(now, found);
        pictures.measure(now, found);
        return List.copyOf(found);
    }

    private void count(Crossing crossing) {
        counters.merge(
                crossing.line() + '\n' + crossing.direction() + '\n' + crossing.label(),
                new LineCount(crossing.line(), crossing.direction(), crossing.label(), 1),
                (old, one) -> new LineCount(old.line(), old.direction(), old.label(), old.count() + 1));
        PerMinute minute = perMinute.get(minuteName(crossing.line(), crossing.direction()));
        if (minute != null) {
            minute.add(crossing.presentationMicros());
        }
    }

    private static String minuteName(String line, Direction direction) {
        return "line." + line + '.' + (direction == Direction.FORWARD ? "forward" : "backward") + "-per-minute";
    }
}
