package vn.trangtien.video;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.trangtien.video.CameraStatus.State;
import vn.trangtien.video.schedule.Appetite;
import vn.trangtien.video.source.SourceProblem;
import vn.trangtien.video.source.StreamFacts;
import vn.trangtien.video.source.VideoSourceException;

/** Tells the listener and the log how the camera is, once for each change. Confined to the thread of its camera. */
final class StatusTeller {

    private static final Logger LOG = LoggerFactory.getLogger(StatusTeller.class);

    /** Half a minute: a status that changes with every lorry helps nobody. */
    private static final int AMPLE_IN_A_ROW = 3;

    private final CameraConfig config;
    private final CameraListener listener;
    private @Nullable State state;
    private @Nullable SourceProblem problem;
    private String noDetector = "";
    private boolean starved;
    private Appetite.@Nullable Supply judged;
    private int ampleInARow;

    StatusTeller(CameraConfig config, CameraListener listener) {
        this.config = config;
        this.listener = listener;
    }

    boolean isConnected() {
        return state == State.CONNECTED || state == State.DEGRADED;
    }

    /** The wanted model cannot be used; told as soon as pictures arrive. */
    void countsByMotion(String why) {
        LOG.warn("camera={} detector=none reason=\"{}\"", config.id(), why);
        noDetector = why;
    }

    void connected(StreamFacts facts, Instant at) {
        String what = String.format(
                Locale.ROOT,
                "%s: %d x %d, %s, %.1f/s",
                config.source().analysed().shown(),
                facts.width(),
                facts.height(),
                facts.codec(),
                facts.framesPerSecond());
        starved = false;
        if (noDetector.isEmpty()) {
            tell(State.CONNECTED, null, "pictures arrive from " + what, "đang nhận hình từ " + what, at);
        } else {
            tell(
                    State.DEGRADED,
                    null,
                    "pictures arrive from %s, but only what moves is counted: %s".formatted(what, noDetector),
                    "đang nhận hình từ %s, nhưng chỉ đếm vật chuyển động: %s".formatted(what, noDetector),
                    at);
        }
    }

    /** Tells when the detectors of the machine give this camera clearly less than its view is worth, and when that is over. */
    void supplied(Appetite.Supply supply, Instant at) {
        if (supply == judged) {
            return;
        }
        judged = supply;
        ampleInARow = supply.isAmple() ? ampleInARow + 1 : 0;
        if (state == State.CONNECTED && supply.isShort()) {
            String asked = String.format(Locale.ROOT, "%.1f/s", supply.askedPerSecond());
            String got = String.format(Locale.ROOT, "%.1f/s", supply.gotPerSecond());
            tell(
                    State.DEGRADED,
                    null,
                    "detections: asked %s, gets %s; lower detectFps, watch fewer cameras on this machine, or take a lighter detector"
                            .formatted(asked, got),
                    "nhận dạng: yêu cầu %s, chỉ đạt %s; hãy giảm detectFps, bớt camera trên máy này hoặc dùng mô hình nhẹ hơn"
                            .formatted(asked, got),
                    at);
            starved = true;
        } else if (state == State.DEGRADED && starved && ampleInARow >= AMPLE_IN_A_ROW) {
            starved = false;
            tell(
                    State.CONNECTED,
                    null,
                    "detections are as frequent as asked again",
                    "nhận dạng đã đủ nhanh trở lại",
                    at);
        }
    }

    void disconnected(VideoSourceException failure, Instant at) {
        tell(State.DISCONNECTED, failure.problem(), String.valueOf(failure.getMessage()), failure.vietnamese(), at);
    }

    void ended(long frames, Instant at) {
        tell(
                State.ENDED,
                null,
                "the recording is over after %d frames".formatted(frames),
                "bản ghi đã hết sau %d khung hình".formatted(frames),
                at);
    }

    private void tell(State next, @Nullable SourceProblem why, String reason, String vietnamese, Instant at) {
        if (next == state && why == problem) {
            return;
        }
        state = next;
        problem = why;
        LOG.info("camera={} status={} reason=\"{}\"", config.id(), next, reason);
        listener.status(new CameraStatus(config.id(), next, why, reason, vietnamese, at));
    }
}
