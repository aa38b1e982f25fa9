package vn.trangtien.gateway.remote;

import java.nio.charset.StandardCharsets;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.request.ResponseCode;

/**
 * What a request is answered with.
 *
 * @param payload without code and time, which are added on the way out
 */
public record Answer(ResponseCode code, KuraPayload payload) {

    /** Done, and nothing to say. */
    public static Answer ok() {
        return ok(KuraPayload.builder().build());
    }

    public static Answer ok(KuraPayload payload) {
        return new Answer(ResponseCode.OK, payload);
    }

    /** Done; the body is this text. */
    public static Answer ok(String body) {
        return new Answer(
                ResponseCode.OK,
                KuraPayload.builder()
                        .body(body.getBytes(StandardCharsets.UTF_8))
                        .build());
    }
}
