package vn.trangtien.ingest.deadletters;

/** The letter is not in a state in which this can be done; the message says so in both languages. */
public final class LetterConflict extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LetterConflict(String message) {
        super(message);
    }
}
