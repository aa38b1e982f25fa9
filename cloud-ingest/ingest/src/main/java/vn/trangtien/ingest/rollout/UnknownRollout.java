package vn.trangtien.ingest.rollout;

/** There is no such rollout. */
public final class UnknownRollout extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnknownRollout(long id) {
        super("there is no rollout %d".formatted(id));
    }
}
