package vn.trangtien.wire.request;

import java.util.Arrays;
import java.util.Optional;

/** Outcome of a request, the metric {@code response.code}. The first four are Kura's; the others are said by our gateways only. */
public enum ResponseCode {
    OK(200),
    BAD_REQUEST(400),
    /** The request carries no seal, a bad one, an expired one or one that was seen before. */
    FORBIDDEN(403),
    NOT_FOUND(404),
    /** Something else of the kind is under way. */
    CONFLICT(409),
    ERROR(500);

    private final int code;

    ResponseCode(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** Empty for a code that nobody has agreed upon. */
    public static Optional<ResponseCode> of(int code) {
        return Arrays.stream(values()).filter(known -> known.code == code).findFirst();
    }
}
