package vn.trangtien.gateway.remote;

import vn.trangtien.wire.request.ResponseCode;

/** A request that was understood and cannot be done. Expected, hence checked; the message is for who asked. */
public final class RequestFailed extends Exception {

    private static final long serialVersionUID = 1L;

    private final ResponseCode code;

    public RequestFailed(ResponseCode code, String message) {
        super(message);
        this.code = code;
    }

    public static RequestFailed bad(String message) {
        return new RequestFailed(ResponseCode.BAD_REQUEST, message);
    }

    public static RequestFailed notFound(String message) {
        return new RequestFailed(ResponseCode.NOT_FOUND, message);
    }

    public static RequestFailed conflict(String message) {
        return new RequestFailed(ResponseCode.CONFLICT, message);
    }

    public static RequestFailed error(String message) {
        return new RequestFailed(ResponseCode.ERROR, message);
    }

    public ResponseCode code() {
        return code;
    }

    /** Why, for people. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
