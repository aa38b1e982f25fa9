package vn.trangtien.ingest.deadletters;

/** Kafka does not have the bytes of a letter any more, or does not answer; the message says which in both languages. */
public final class OriginalGone extends Exception {

    private static final long serialVersionUID = 1L;

    OriginalGone(String message) {
        super(message);
    }

    OriginalGone(String message, Throwable cause) {
        super(message, cause);
    }
}
