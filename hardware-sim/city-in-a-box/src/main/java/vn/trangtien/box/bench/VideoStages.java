package vn.trangtien.box.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import vn.trangtien.box.video.StageCpu;
import vn.trangtien.box.video.StageCpu.Stage;
import vn.trangtien.video.CameraConfig;
import vn.trangtien.video.FrameAnalysis;
import vn.trangtien.video.detect.Detector;
import vn.trangtien.video.detect.DetectorException;
import vn.trangtien.video.motion.MotionFrame;
import vn.trangtien.video.picture.Box;
import vn.trangtien.video.picture.LumaFrame;
import vn.trangtien.video.picture.Picture;
import vn.trangtien.video.schedule.Look;
import vn.trangtien.video.source.FfmpegFrameSource;
import vn.trangtien.video.source.FrameSource;
import vn.trangtien.video.source.VideoSourceException;

/** Goes through a clip on one thread and says what a frame costs in processor time. */
final class VideoStages {

    private static final Box WHOLE = new Box(0, 0, 1, 1);
    private static final int DETECT_EVERY = 5;

    private final CameraConfig config;
    private final long most;

    /** What is done with each frame. */
    enum Depth {
        DECODE,
        ANALYSE
    }

    /**
     * @param frames gone through
     * @param cpu what they took
     */
    record Pass(long frames, StageCpu cpu) {

        double millis() {
            return cpu.millis() / Math.max(1, frames);
        }

        double millis(Stage stage) {
            return cpu.millis(stage) / Math.max(1, frames);
        }
    }

    /** @param most frames of the clip that are gone through */
    VideoStages(Path clip, long most) {
        this.config = CameraConfig.of("bench", clip.toString());
        this.most = most;
    }

    /** @param detector looks at every fifth frame; empty for counting by motion */
    Pass run(Depth depth, Optional<Detector> detector) throws VideoSourceException, DetectorException {
        var analysis = new FrameAnalysis(config, detector.isPresent());
        long frames = 0;
        try (FrameSource source = FfmpegFrameSource.open(config.source(), 0)) {
            var cpu = new StageCpu();
            while (frames < most && source.advance()) {
                cpu.spentOn(Stage.DECODE);
                frames++;
                if (depth == Depth.ANALYSE) {
                    analyse(analysis, source, detector.filter(model -> mustLook(source)), cpu);
                }
            }
            return new Pass(frames, cpu);
        }
    }

    private static boolean mustLook(FrameSource source) {
        return Math.round(source.presentationMicros() * VideoClip.RATE / 1e6) % DETECT_EVERY == 0;
    }

    private static void analyse(FrameAnalysis analysis, FrameSource source, Optional<Detector> detector, StageCpu cpu)
            throws DetectorException {
        LumaFrame luma = source.luma();
        cpu.spentOn(Stage.SCALE);
        MotionFrame motion = analysis.sense(luma);
        cpu.spentOn(Stage.MOTION);
        List<Look> looks = List.of();
        if (detector.isPresent()) {
            try (Picture picture = source.hold()) {
                looks = List.of(new Look(
                        detector.get().detect(picture, WHOLE), source.presentationMicros(), 0, 0, Optional.empty()));
            }
        }
        cpu.spentOn(Stage.DETECT);
        analysis.follow(luma, motion, looks);
        cpu.spentOn(Stage.TRACK);
    }
}
