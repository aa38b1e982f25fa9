package vn.trangtien.ingest.rollout;

import java.time.Instant;
import vn.trangtien.ingest.registry.GatewayId;

/**
 * One gateway of a rollout.
 *
 * @param ring from 0
 * @param since when it got into its state
 * @param detail why, for people; may be empty
 */
record Target(GatewayId gateway, int ring, State state, Instant since, String detail) {

    /** See docs/fleet.md. */
    enum State {
        PENDING,
        APPLYING,
        DONE,
        FAILED,
        SKIPPED,
        REVERTING,
        REVERTED;

        /** Whether something was sent to it. */
        boolean isTouched() {
            return this != PENDING && this != SKIPPED;
        }
    }

    Target to(State next, Instant at, String why) {
        return new Target(gateway, ring, next, at, why);
    }
}
