package vn.trangtien.platform.privacy;

/** Personal data may not be read or kept in this way; the message says which rule says so. */
public final class PrivacyRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PrivacyRefusedException(String message) {
        super(message);
    }
}
