package vn.trangtien.sim.trace;

/** A driver asked something else than it did when the trace was recorded. The message names both and the line. */
public final class ReplayMismatch extends IllegalStateException {

    ReplayMismatch(String message) {
        super(message);
    }
}
