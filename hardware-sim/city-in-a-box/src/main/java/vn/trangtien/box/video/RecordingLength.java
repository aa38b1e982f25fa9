package vn.trangtien.box.video;

import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.FrameGrabber;

/** How long a file says that it is; only for showing progress. */
public final class RecordingLength {

    private static final double MICROS_PER_SECOND = 1e6;

    private RecordingLength() {}

    /** 0 if it does not say. */
    public static double seconds(String file) {
        try (var grabber = new FFmpegFrameGrabber(file)) {
            grabber.start(false);
            return Math.max(0, grabber.getLengthInTime() / MICROS_PER_SECOND);
        } catch (FrameGrabber.Exception e) {
            return 0;
        }
    }
}
