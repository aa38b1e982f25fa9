package vn.trangtien.video;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.trangtien.video.detect.Detection;
import vn.trangtien.video.motion.MotionDetector;
import vn.trangtien.video.motion.MotionFrame;
import vn.trangtien.video.motion.MotionSettings;
import vn.trangtien.video.picture.Box;
import vn.trangtien.video.picture.LumaFrame;
import vn.trangtien.video.picture.Picture;
import vn.trangtien.video.picture.Point;
import vn.trangtien.video.picture.Polygon;
import vn.trangtien.video.rules.RuleEngine;
import vn.trangtien.video.rules.RuleResult;
import vn.trangtien.video.rules.ViewRules;
import vn.trangtien.video.schedule.Look;
import vn.trangtien.video.source.FrameSource;
import vn.trangtien.video.track.DetectedFrame;
import vn.trangtien.video.track.TrackedFrame;
import vn.trangtien.video.track.TrackedObject;
import vn.trangtien.video.track.Tracker;
import vn.trangtien.video.track.TrackerSettings;

/**
 * The pure part of a camera: motion, tracks and rules of each frame, for whoever reads frames and asks detectors itself, as a
 * tool that goes through a recording does. Confined to one thread.
 */
public final class FrameAnalysis {

    /** What was found in one frame. */
    public record Result(MotionFrame motion, TrackedFrame tracked, RuleResult rules) {}

    private static final long NEVER = Long.MIN_VALUE;
    private static final long SHOW_MICROS = 200_000;

    private final CameraConfig config;
    private final MotionDetector motion;
    private final Tracker tracker = new Tracker(TrackerSettings.DEFAULT);
    private final ViewRules rules;
    private @Nullable RuleEngine engine;
    private @Nullable List<Box> unfamiliar;
    private long shownMicros = NEVER;

    /** @param named whether a detector names what is seen; without one, labels do not choose in the rules */
    public FrameAnalysis(CameraConfig config, boolean named) {
        this.config = config;
        MotionSettings usual = MotionSettings.DEFAULT;
        this.motion = new MotionDetector(new MotionSettings(
                usual.threshold(), config.minimumBlobShare(), usual.joinPixels(), config.ignored(), config.masks()));
        this.rules = named ? config.rules() : config.rules().byMotionOnly();
    }

    /** What moves in the next frame. */
    public MotionFrame sense(LumaFrame frame) {
        unfamiliar = null;
        return motion.process(frame);
    }

    /** Follows objects into the frame that was sensed, with what detectors have seen since the last call. */
    public Result follow(LumaFrame frame, MotionFrame moved, List<Look> looks) {
        var ended = new ArrayList<TrackedObject>();
        // A look belongs to an earlier frame, so it comes before what moves in this one.
        for (Look look : looks) {
            if (look.failure().isEmpty()) {
                ended.addAll(tracker.detected(new DetectedFrame(visible(look.detections()), look.presentationMicros()))
                        .ended());
            }
        }
        TrackedFrame tracked = tracker.process(moved);
        if (!ended.isEmpty()) {
            ended.addAll(tracked.ended());
            tracked = new TrackedFrame(tracked.objects(), ended, tracked.presentationMicros());
        }
        return new Result(moved, tracked, engine(frame).process(tracked));
    }

    /** Shows the frame to the rules that read pixels, such as gauges, a few times a second; their words come with the next one. */
    public void show(FrameSource source) {
        RuleEngine asked = engine(source.luma());
        long micros = source.presentationMicros();
        if (asked.needsPictures() && (shownMicros == NEVER || Math.abs(micros - shownMicros) >= SHOW_MICROS)) {
            shownMicros = micros;
            try (Picture picture = source.hold()) {
                asked.look(picture);
            }
        }
    }

    /** In a mask nothing is seen, by nobody. */
    private List<Detection> visible(List<Detection> detections) {
        if (config.masks().isEmpty()) {
            return detections;
        }
        return detections.stream()
                .filter(detection -> config.masks().stream().noneMatch(area -> hides(area, detection.box())))
                .toList();
    }

    private static boolean hides(Polygon area, Box box) {
        return area.contains(box.centre())
                || area.contains(new Point(box.centre().x(), box.bottom()));
    }

    private RuleEngine engine(LumaFrame frame) {
        if (engine == null) {
            engine = new RuleEngine(rules, frame.height() / (double) frame.width());
        }
        return engine;
    }

    /** Everything in the last frame that does not belong to the place, moving or at rest. */
    public List<Box> unfamiliar() {
        List<Box> known = unfamiliar;
        if (known == null) {
            known = motion.unfamiliar();
            unfamiliar = known;
        }
        return known;
    }

    /** The next frame does not continue the one before: keeps the background, forgets the tracks. */
    public void cut() {
        tracker.reset();
    }
}
