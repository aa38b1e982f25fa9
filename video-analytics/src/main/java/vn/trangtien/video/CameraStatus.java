package vn.trangtien.video;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vn.trangtien.video.source.SourceProblem;

/**
 * Whether pictures arrive. Told once for each change.
 *
 * @param camera id of the camera
 * @param state see {@link State}
 * @param problem why there are no pictures; null unless {@link State#DISCONNECTED}
 * @param reason what happened and what to do, in English; without passwords
 * @param reasonVietnamese the same in Vietnamese
 * @param at since when
 */
public record CameraStatus(
        String camera,
        State state,
        @Nullable SourceProblem problem,
        String reason,
        String reasonVietnamese,
        Instant at) {

    /** The names go over the wire; they may not change. */
    public enum State {
        /** The first picture was decoded. */
        CONNECTED,
        /** Pictures arrive, but are looked at less often, or less well, than was asked for; the reason says what to do. */
        DEGRADED,
        /** No pictures; the pipeline goes on trying. */
        DISCONNECTED,
        /** A recording that is not played in a loop is over; nothing more comes. */
        ENDED
    }
}
