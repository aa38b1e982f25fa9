package vn.trangtien.gateway.feed;

/** The broker could not be reached or did not do its part. Expected, hence checked; the message holds no secret. */
final class FeedException extends Exception {

    FeedException(String message, Throwable cause) {
        super(message, cause);
    }

    FeedException(String message) {
        super(message);
    }
}
