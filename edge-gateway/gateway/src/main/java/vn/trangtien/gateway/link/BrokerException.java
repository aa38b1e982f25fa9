package vn.trangtien.gateway.link;

/** The broker could not be reached or did not do its part. Expected, hence checked. */
final class BrokerException extends Exception {

    BrokerException(String message) {
        super(message);
    }

    BrokerException(String message, Throwable cause) {
        super(message, cause);
    }
}
