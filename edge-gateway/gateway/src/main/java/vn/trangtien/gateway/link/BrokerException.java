package vn.trangtien.gateway.link;

/** The broker could not be reached or did not do its part. Expected, hence checked. */
final class BrokerException extends Exception {

    private final LinkFault fault;

    BrokerException(LinkFault fault, String message) {
        super(message);
        this.fault = fault;
    }

    BrokerException(LinkFault fault, String message, Throwable cause) {
        super(message, cause);
        this.fault = fault;
    }

    LinkFault fault() {
        return fault;
    }
}
