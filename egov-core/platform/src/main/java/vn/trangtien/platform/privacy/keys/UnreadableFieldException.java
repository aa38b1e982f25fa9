package vn.trangtien.platform.privacy.keys;

/** An encrypted value cannot be opened: it was changed, stood in another place, or its key is not there. */
public final class UnreadableFieldException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableFieldException(String message, Throwable cause) {
        super(message, cause);
    }

    UnreadableFieldException(String message) {
        super(message);
    }
}
