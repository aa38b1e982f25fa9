package vn.trangtien.ingest.rollout;

/** The state of the rollout forbids it. */
public final class RolloutConflict extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RolloutConflict(String message) {
        super(message);
    }
}
