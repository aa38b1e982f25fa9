package vn.trangtien.video;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.trangtien.video.CameraStatus.State;
import vn.trangtien.video.model.Words;
import vn.trangtien.video.schedule.Appetite;
import vn.trangtien.video.source.SourceProblem;
import vn.trangtien.video.source.StreamFacts;
import vn.trangtien.video.source.VideoSourceException;

/** Tells the listener and the log how the camera is, once for each change. Confined to the thread of its camera. */
final class StatusTeller {

    private static final Logger LOG = LoggerFactory.getLogger(StatusTeller.class);

    /** Half a minute: a status that changes with every lorry helps nobody. */
    private static final int AMPLE_IN_A_ROW = 3;

    private static final double MUCH_DAMAGE = 0.05;
    private static final double LITTLE_DAMAGE = 0.01;

    private static final Words PICTURES_ARRIVE = new Words("đang nhận hình từ %s", "pictures arrive from %s");
    private static final Words PICTURES_ARRIVE_STILL = new Words("đang nhận hình", "pictures arrive");
    private static final Words STARVED = new Words(
            "nhận dạng: yêu cầu %s, chỉ đạt %s; hãy giảm detectFps, bớt camera trên máy này hoặc dùng mô hình nhẹ hơn",
            "detections: asked %s, gets %s; lower detectFps, watch fewer cameras on this machine, or take a lighter detector");
    private static final Words DAMAGED = new Words(
            "%s hình từ camera bị hỏng; hãy kiểm tra mạng và dây, dùng transport: tcp hoặc giảm tốc độ bit của camera",
            "%s of the pictures arrive damaged; check network and cable, use transport: tcp, or lower the camera's bit rate");
    private static final Words WHOLE_AGAIN = new Words("hình từ camera đã tốt trở lại", "pictures arrive whole again");
    private static final Words ENOUGH_AGAIN =
            new Words("nhận dạng đã đủ nhanh trở lại", "detections are as frequent as asked again");
    private static final Words OVER =
            new Words("bản ghi đã hết sau %d khung hình", "the recording is over after %d frames");

    private final CameraConfig config;
    private final CameraListener listener;
    private @Nullable State state;
    private @Nullable SourceProblem problem;
    private final List<Words> limits = new ArrayList<>();
    private Words told = new Words("", "");
    private Optional<Words> starving = Optional.empty();
    private Optional<Words> damage = Optional.empty();
    private Appetite.@Nullable Supply judged;
    private int ampleInARow;

    StatusTeller(CameraConfig config, CameraListener listener) {
        this.config = config;
        this.listener = listener;
    }

    boolean isConnected() {
        return state == State.CONNECTED || state == State.DEGRADED;
    }

    /** Something that was asked for cannot be done, as long as this camera is watched; told as soon as pictures arrive. */
    void limited(Words what) {
        LOG.warn("camera={} limited=\"{}\"", config.id(), what.english());
        limits.add(what);
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
        starving = Optional.empty();
        standing(PICTURES_ARRIVE.with(what), at);
    }

    /** Tells when the detectors of the machine give this camera clearly less than its view is worth, and when that is over. */
    void supplied(Appetite.Supply supply, Instant at) {
        if (supply == judged) {
            return;
        }
        judged = supply;
        ampleInARow = supply.isAmple() ? ampleInARow + 1 : 0;
        if (isConnected() && starving.isEmpty() && supply.isShort()) {
            starving = Optional.of(STARVED.with(rate(supply.askedPerSecond()), rate(supply.gotPerSecond())));
            standing(PICTURES_ARRIVE_STILL, at);
        } else if (isConnected() && starving.isPresent() && ampleInARow >= AMPLE_IN_A_ROW) {
            starving = Optional.empty();
            standing(ENOUGH_AGAIN, at);
        }
    }

    /**
     * Tells when much of what arrives is damaged, and when that is over.
     *
     * @param share of the last ten seconds' pictures, 0 to 1
     */
    void damaged(double share, Instant at) {
        if (isConnected() && damage.isEmpty() && share >= MUCH_DAMAGE) {
            damage = Optional.of(DAMAGED.with(String.format(Locale.ROOT, "%.0f %%", 100 * share)));
            standing(PICTURES_ARRIVE_STILL, at);
        } else if (isConnected() && damage.isPresent() && share <= LITTLE_DAMAGE) {
            damage = Optional.empty();
            standing(WHOLE_AGAIN, at);
        }
    }

    private static String rate(double perSecond) {
        return String.format(Locale.ROOT, "%.1f/s", perSecond);
    }

    /** Pictures arrive; what is lacking for the whole time, and now, makes the camera a degraded one. */
    private void standing(Words well, Instant at) {
        var lacking = new ArrayList<Words>();
        starving.ifPresent(lacking::add);
        damage.ifPresent(lacking::add);
        lacking.addAll(limits);
        if (lacking.isEmpty()) {
            tell(State.CONNECTED, null, well, at);
        } else {
            tell(
                    State.DEGRADED,
                    null,
                    new Words(
                            lacking.stream().map(Words::vietnamese).collect(Collectors.joining("; ")),
                            lacking.stream().map(Words::english).collect(Collectors.joining("; "))),
                    at);
        }
    }

    void disconnected(VideoSourceException failure, Instant at) {
        tell(
                State.DISCONNECTED,
                failure.problem(),
                new Words(failure.vietnamese(), String.valueOf(failure.getMessage())),
                at);
    }

    void ended(long frames, Instant at) {
        tell(State.ENDED, null, OVER.with(frames), at);
    }

    private void tell(State next, @Nullable SourceProblem why, Words reason, Instant at) {
        // A camera that stays degraded tells it again if it is for another reason.
        if (next == state && why == problem && (next != State.DEGRADED || reason.equals(told))) {
            return;
        }
        state = next;
        problem = why;
        told = reason;
        LOG.info("camera={} status={} reason=\"{}\"", config.id(), next, reason.english());
        listener.status(new CameraStatus(config.id(), next, why, reason.english(), reason.vietnamese(), at));
    }
}
