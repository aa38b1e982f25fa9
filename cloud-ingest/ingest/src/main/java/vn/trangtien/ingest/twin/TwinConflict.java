package vn.trangtien.ingest.twin;

/** Somebody was faster, or the state of the twin forbids it. */
public final class TwinConflict extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TwinConflict(String message) {
        super(message);
    }
}
