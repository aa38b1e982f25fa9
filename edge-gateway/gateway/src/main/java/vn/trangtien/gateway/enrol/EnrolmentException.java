package vn.trangtien.gateway.enrol;

/** The gateway could not get or load its identity. Expected, hence checked; the message says what to do. */
public final class EnrolmentException extends Exception {

    EnrolmentException(String message) {
        super(message);
    }

    EnrolmentException(String message, Throwable cause) {
        super(message, cause);
    }
}
