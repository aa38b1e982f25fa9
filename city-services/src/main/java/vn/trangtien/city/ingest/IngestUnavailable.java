package vn.trangtien.city.ingest;

/** The ingest did not answer, or not in the way that was agreed. */
public final class IngestUnavailable extends Exception {

    private static final long serialVersionUID = 1L;

    public IngestUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
