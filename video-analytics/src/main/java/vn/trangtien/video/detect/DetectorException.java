package vn.trangtien.video.detect;

/** A model that cannot be used, or failed on a picture; the message says what to do about it. */
public final class DetectorException extends Exception {

    private static final long serialVersionUID = 1;

    public DetectorException(String message) {
        super(message);
    }

    public DetectorException(String message, Throwable cause) {
        super(message, cause);
    }
}
