package vn.trangtien.video.rules;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vn.trangtien.video.picture.Polygon;
import vn.trangtien.video.rules.RuleAlert.Kind;
import vn.trangtien.video.track.TrackedFrame;
import vn.trangtien.video.track.TrackedObject;

/**
 * Speeds on one measured rectangle: the place where each object touches the ground goes through the homography, and a straight
 * line is fitted through its last second and a half. The error has two parts: how badly the line fits, and
 * {@value #CALIBRATION} of the speed for corners that were drawn and measured by hand.
 */
final class SpeedWatch {

    private static final long WINDOW_MICROS = 1_500_000;
    private static final long SHORTEST_MICROS = 400_000;
    private static final int FEWEST = 3;
    private static final double CALIBRATION = 0.05;
    private static final double KMH = 3.6;
    private static final long RAISE_MICROS = 300_000;
    private static final long CLEAR_MICROS = 2_000_000;
    private static final long REMEMBERED_MICROS = 60_000_000;
    private static final int MOST_REMEMBERED = 1000;

    private final SpeedField field;
    private final Polygon area;
    private final Homography road;
    private final ObjectAlarms alarms;
    private final Map<Integer, Drive> drives = new HashMap<>();
    private final Deque<Passage> passages = new ArrayDeque<>();

    private record Sample(long micros, double across, double along) {}

    private record Passage(double kmh, double error, long micros) {}

    private record Speed(double kmh, double error) {}

    private static final class Drive {
        private final Deque<Sample> samples = new ArrayDeque<>();
        private double sum;
        private double errorSum;
        private int estimates;
    }

    SpeedWatch(SpeedField field) {
        this.field = field;
        this.area = field.area();
        this.road = new Homography(field.corners(), field.widthMetres(), field.lengthMetres());
        this.alarms = new ObjectAlarms(Kind.SPEED, field.name(), RAISE_MICROS, CLEAR_MICROS, false);
    }

    void look(TrackedFrame frame, Findings findings) {
        Set<Integer> present = new HashSet<>();
        for (TrackedObject object : frame.objects()) {
            if (area.contains(object.foot())) {
                present.add(object.id());
                drive(object, findings);
            }
        }
        drives.entrySet().removeIf(entry -> {
            boolean left = !present.contains(entry.getKey());
            if (left && entry.getValue().estimates > 0) {
                Drive drive = entry.getValue();
                passages.addLast(
                        new Passage(drive.sum / drive.estimates, drive.errorSum / drive.estimates, findings.now()));
                if (passages.size() > MOST_REMEMBERED) {
                    passages.removeFirst();
                }
            }
            return left;
        });
        alarms.endFrame(new Reason("has left", "đã đi khỏi"), findings);
    }

    private void drive(TrackedObject object, Findings findings) {
        Drive drive = drives.computeIfAbsent(object.id(), id -> new Drive());
        long now = findings.now();
        if (!object.hidden()) {
            drive.samples.addLast(new Sample(now, road.metresAcross(object.foot()), road.metresAlong(object.foot())));
        }
        drive.samples.removeIf(sample -> now - sample.micros > WINDOW_MICROS);
        if (drive.samples.size() < FEWEST
                || drive.samples.getLast().micros - drive.samples.getFirst().micros < SHORTEST_MICROS) {
            return;
        }
        Speed speed = fit(drive.samples);
        drive.sum += speed.kmh;
        drive.errorSum += speed.error;
        drive.estimates++;
        findings.drives(object.id(), speed.kmh, speed.error);
        field.limitKmh().ifPresent(limit -> {
            Reason reason = Reason.of(
                    "about %.0f km/h (±%.0f) where %.0f are allowed; an estimate, not for enforcement",
                    "khoảng %.0f km/h (±%.0f), giới hạn %.0f; chỉ là ước lượng, không dùng để xử phạt",
                    speed.kmh,
                    speed.error,
                    limit);
            alarms.update(object, speed.kmh - speed.error > limit, speed.kmh, sure(speed), reason, findings);
        });
    }

    private static double sure(Speed speed) {
        return Math.max(0.1, 1 - 2 * speed.error / Math.max(speed.kmh, 1));
    }

    private static Speed fit(Deque<Sample> samples) {
        long start = samples.getFirst().micros;
        int n = samples.size();
        double meanT =
                samples.stream().mapToDouble(s -> (s.micros - start) / 1e6).sum() / n;
        double meanX = samples.stream().mapToDouble(Sample::across).sum() / n;
        double meanY = samples.stream().mapToDouble(Sample::along).sum() / n;
        double tt = 0;
        double tx = 0;
        double ty = 0;
        for (Sample sample : samples) {
            double t = (sample.micros - start) / 1e6 - meanT;
            tt += t * t;
            tx += t * (sample.across - meanX);
            ty += t * (sample.along - meanY);
        }
        double vx = tx / tt;
        double vy = ty / tt;
        double rest = 0;
        for (Sample sample : samples) {
            double t = (sample.micros - start) / 1e6 - meanT;
            rest += square(sample.across - meanX - vx * t) + square(sample.along - meanY - vy * t);
        }
        double kmh = KMH * Math.hypot(vx, vy);
        double fitError = KMH * Math.sqrt(rest / Math.max(1, n - 2) / tt);
        return new Speed(kmh, Math.hypot(fitError, CALIBRATION * kmh));
    }

    private static double square(double value) {
        return value * value;
    }

    void measure(long now, List<RuleMeasure> measures) {
        while (!passages.isEmpty() && now - passages.getFirst().micros > REMEMBERED_MICROS) {
            passages.removeFirst();
        }
        if (passages.isEmpty()) {
            return;
        }
        double mean = passages.stream().mapToDouble(Passage::kmh).average().orElse(0);
        double error = passages.stream().mapToDouble(Passage::error).average().orElse(0);
        String name = "speed." + field.name();
        measures.add(new RuleMeasure(name + ".mean", mean, "km/h", sure(new Speed(mean, error))));
        measures.add(new RuleMeasure(name + ".error", error, "km/h", 1));
        measures.add(new RuleMeasure(name + ".passages-per-minute", passages.size(), "{count}/min", 0.9));
    }
}
