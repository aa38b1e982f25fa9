package vn.trangtien.video;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.trangtien.video.privacy.PictureGuard;
import vn.trangtien.video.privacy.PictureGuard.Covered;
import vn.trangtien.video.source.FrameSource;

/**
 * The frame that is looked at now, and its picture as it may leave, which is covered once however many want it. Confined to
 * the thread of its camera; of no use after the frame.
 */
final class FrameView {

    private static final int MAXIMUM_WIDTH = 640;

    private final FrameSource source;
    private final FrameAnalysis analysis;
    private final PictureGuard guard;
    private final FrameAnalysis.Result result;
    private final Instant at;
    private @Nullable Optional<Covered> covered;

    FrameView(FrameSource source, FrameAnalysis analysis, PictureGuard guard, FrameAnalysis.Result result, Instant at) {
        this.source = source;
        this.analysis = analysis;
        this.guard = guard;
        this.result = result;
        this.at = at;
    }

    FrameAnalysis.Result result() {
        return result;
    }

    Instant at() {
        return at;
    }

    long micros() {
        return result.motion().presentationMicros();
    }

    /** Whether the picture may leave at all. */
    boolean isSure() {
        return guard.isSure(micros(), at);
    }

    /** Covered as the policy says; empty if nothing may leave. Nobody may change it. */
    Optional<Covered> picture() {
        Optional<Covered> known = covered;
        if (known == null) {
            known = isSure()
                    ? guard.cover(source.colour(MAXIMUM_WIDTH), micros(), analysis::unfamiliar, at)
                    : Optional.empty();
            covered = known;
        }
        return known;
    }
}
