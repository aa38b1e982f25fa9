package vn.trangtien.video.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.trangtien.video.detect.Detection;
import vn.trangtien.video.picture.Box;
import vn.trangtien.video.picture.Point;
import vn.trangtien.video.picture.Polygon;
import vn.trangtien.video.rules.RuleResult.LineCount;
import vn.trangtien.video.track.DetectedFrame;
import vn.trangtien.video.track.TrackedFrame;
import vn.trangtien.video.track.TrackedObject;
import vn.trangtien.video.track.Tracker;
import vn.trangtien.video.track.TrackerSettings;

class RulePropertiesTest {

    private static final Logger LOG = LoggerFactory.getLogger(RulePropertiesTest.class);
    private static final double SIZE = 0.04;

    /** Whoever walks about at random ends on the side that the difference of the two counts says. */
    @Test
    void crossingsAlternateAndTheirParityIsTheSideAtTheEnd() {
        var random = new Random(20_190_815);
        for (int walk = 0; walk < 300; walk++) {
            var line = new CountingLine("l", new Point(0, 0.5), new Point(1, 0.5));
            RuleEngine engine = new RuleEngine(ViewRules.counting(line), Scene.NINE_SIXTEENTHS);
            double y = random.nextBoolean() ? 0.4 : 0.6;
            boolean startedAbove = y < 0.5;
            int balance = 0;
            long before = 0;
            for (int step = 0; step < 200; step++) {
                y = Math.max(0.1, Math.min(0.9, y + 0.03 * random.nextGaussian()));
                RuleResult result = engine.process(at(step * 40_000L, 0.5, step < 199 ? y : y < 0.5 ? 0.3 : 0.7));
                for (Crossing crossing : result.crossings()) {
                    balance += crossing.direction() == Direction.FORWARD ? 1 : -1;
                }
                assertThat(balance).isBetween(startedAbove ? 0 : -1, startedAbove ? 1 : 0);
                long now = total(result);
                assertThat(now).as("counters never go down").isGreaterThanOrEqualTo(before);
                before = now;
            }
            boolean endsAbove = y < 0.5;
            assertThat(balance).isEqualTo(startedAbove == endsAbove ? 0 : startedAbove ? 1 : -1);
        }
    }

    @Test
    void theSameInputGivesTheSameOutput() {
        assertThat(play(25, 7)).isEqualTo(play(25, 7));
    }

    @ParameterizedTest(name = "{0} frames a second")
    @ValueSource(doubles = {25, 12.5, 5})
    void theFrameRateDoesNotChangeTheCounts(double rate) {
        List<RuleResult> results = play(rate, 11);
        Map<String, Long> counts = results.get(results.size() - 1).counters().stream()
                .collect(Collectors.toMap(count -> count.direction() + " " + count.label(), LineCount::count));
        long entered = results.stream()
                .flatMap(result -> result.changes().stream())
                .filter(RuleResult.ZoneChange::entered)
                .count();

        assertThat(counts).containsOnly(Map.entry("FORWARD car", 12L), Map.entry("BACKWARD truck", 8L));
        assertThat(entered).isEqualTo(20);
    }

    /** Twelve cars to the right and eight lorries to the left, seen by a trembling detector, through the real tracker. */
    private static List<RuleResult> play(double rate, long seed) {
        var random = new Random(seed);
        var tracker = new Tracker(TrackerSettings.DEFAULT);
        var line = new CountingLine("l", new Point(0.5, 1), new Point(0.5, 0));
        ViewRules rules =
                ViewRules.counting(line).withZones(List.of(Zone.of("z", Polygon.of(new Box(0.35, 0.2, 0.3, 0.7)))));
        RuleEngine engine = new RuleEngine(rules, Scene.NINE_SIXTEENTHS);
        var results = new ArrayList<RuleResult>();
        for (int frame = 0; frame / rate < 62; frame++) {
            double now = frame / rate;
            var seen = new ArrayList<Detection>();
            for (int i = 0; i < 12; i++) {
                add(seen, "car", -0.1 + 0.2 * (now - i * 4.5), 0.7, random);
            }
            for (int i = 0; i < 8; i++) {
                add(seen, "truck", 1.1 - 0.25 * (now - 2 - i * 6), 0.4, random);
            }
            results.add(engine.process(tracker.detected(new DetectedFrame(seen, Math.round(now * 1e6)))));
        }
        return results;
    }

    private static void add(List<Detection> seen, String label, double x, double y, Random random) {
        if (x > 0 && x < 1) {
            var centre = new Point(x + 0.003 * random.nextGaussian(), y + 0.003 * random.nextGaussian());
            seen.add(new Detection(label, 0.7, Box.around(centre, 0.12, 0.1)));
        }
    }

    @Test
    void fiftyObjectsCostLittle() {
        var line = new CountingLine("l", new Point(0, 0.5), new Point(1, 0.5));
        Zone zone = Zone.of("z", Polygon.of(new Box(0.2, 0.2, 0.6, 0.6)))
                .with(new Zone.Crowd(20, Duration.ofSeconds(5)))
                .with(new Zone.Stopped(Duration.ofSeconds(20)))
                .with(new Zone.WrongWay(90))
                .with(new Zone.Abandoned(Duration.ofSeconds(30)))
                .withTwoWheelers();
        RuleEngine engine = new RuleEngine(ViewRules.counting(line).withZones(List.of(zone)), Scene.NINE_SIXTEENTHS);
        var tracker = new Tracker(TrackerSettings.DEFAULT);
        var random = new Random(5);
        double[] x = random.doubles(50).toArray();
        double[] y = random.doubles(50).toArray();
        var threads = ManagementFactory.getThreadMXBean();
        double best = Double.MAX_VALUE;
        int frame = 0;
        for (int round = 0; round < 6; round++) {
            long before = threads.getCurrentThreadCpuTime();
            for (int i = 0; i < 200; i++, frame++) {
                var seen = new ArrayList<Detection>();
                for (int k = 0; k < 50; k++) {
                    x[k] = (x[k] + 0.002) % 1;
                    seen.add(new Detection("car", 0.7, Box.around(new Point(x[k], y[k]), 0.05, 0.05)));
                }
                engine.process(tracker.detected(new DetectedFrame(seen, frame * 40_000L)));
            }
            best = Math.min(best, (threads.getCurrentThreadCpuTime() - before) / 200e3);
        }
        LOG.info("tracker and rules with 50 objects: {} us CPU a frame", Math.round(best));

        assertThat(best)
                .as("microseconds a frame; the bar is ten times what was measured")
                .isLessThan(5_000);
    }

    private static long total(RuleResult result) {
        return result.counters().stream().mapToLong(LineCount::count).sum();
    }

    private static TrackedFrame at(long micros, double x, double y) {
        return new TrackedFrame(
                List.of(new TrackedObject(1, Box.around(new Point(x, y), SIZE, SIZE), 0, 0.1, false)),
                List.of(),
                micros);
    }
}
