package vn.trangtien.video;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.trangtien.video.CameraStatus.State;
import vn.trangtien.video.source.SourceProblem;
import vn.trangtien.video.source.StreamFacts;
import vn.trangtien.video.source.VideoSourceException;

/** Tells the listener and the log how the camera is, once for each change. Confined to the thread of its camera. */
final class StatusTeller {

    private static final Logger LOG = LoggerFactory.getLogger(StatusTeller.class);

    private final CameraConfig config;
    private final CameraListener listener;
    private @Nullable State state;
    private @Nullable SourceProblem problem;

    StatusTeller(CameraConfig config, CameraListener listener) {
        this.config = config;
        this.listener = listener;
    }

    boolean isConnected() {
        return state == State.CONNECTED;
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
        tell(State.CONNECTED, null, "pictures arrive from " + what, "đang nhận hình từ " + what, at);
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
