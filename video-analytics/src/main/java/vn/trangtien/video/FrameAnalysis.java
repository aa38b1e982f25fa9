package vn.trangtien.video;

import java.util.List;
import vn.trangtien.video.motion.MotionDetector;
import vn.trangtien.video.motion.MotionFrame;
import vn.trangtien.video.motion.MotionSettings;
import vn.trangtien.video.picture.Box;
import vn.trangtien.video.picture.LumaFrame;
import vn.trangtien.video.picture.Stage;
import vn.trangtien.video.rules.Crossing;
import vn.trangtien.video.rules.RuleEngine;
import vn.trangtien.video.rules.ViewRules;
import vn.trangtien.video.track.TrackedFrame;
import vn.trangtien.video.track.Tracker;
import vn.trangtien.video.track.TrackerSettings;

/** The pure part of a camera: motion, tracks and crossings of each frame. Confined to one thread. */
final class FrameAnalysis implements Stage<LumaFrame, FrameAnalysis.Result> {

    /** What was found in one frame. */
    record Result(MotionFrame motion, TrackedFrame tracked, List<Crossing> crossings) {}

    private final MotionDetector motion;
    private final Tracker tracker = new Tracker(TrackerSettings.DEFAULT);
    private final RuleEngine rules;

    FrameAnalysis(CameraConfig config) {
        MotionSettings usual = MotionSettings.DEFAULT;
        this.motion = new MotionDetector(
                new MotionSettings(usual.threshold(), config.minimumBlobShare(), usual.joinPixels(), config.ignored()));
        this.rules = new RuleEngine(ViewRules.counting(config.line()), 9 / 16.0);
    }

    @Override
    public Result process(LumaFrame frame) {
        MotionFrame moved = motion.process(frame);
        TrackedFrame tracked = tracker.process(moved);
        return new Result(moved, tracked, rules.process(tracked).crossings());
    }

    /** Everything in the last frame that does not belong to the place, moving or at rest. */
    List<Box> unfamiliar() {
        return motion.unfamiliar();
    }

    /** The next frame does not continue the one before: keeps the background, forgets the tracks. */
    void cut() {
        tracker.reset();
    }
}
