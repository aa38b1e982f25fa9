package vn.trangtien.ingest.rollout;

import java.time.Instant;
import java.util.Optional;

/**
 * How one gateway does, as far as a rollout concerns it.
 *
 * @param awaySince since when it is not connected; empty while it is
 * @param runsTarget whether it reports what it was given
 * @param runsBefore whether it reports what it had before
 * @param failure why it could not take what it was given
 */
record Health(Optional<Instant> awaySince, boolean runsTarget, boolean runsBefore, Optional<String> failure) {

    boolean isConnected() {
        return awaySince.isEmpty();
    }
}
