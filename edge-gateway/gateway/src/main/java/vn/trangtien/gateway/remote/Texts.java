package vn.trangtien.gateway.remote;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import vn.trangtien.wire.request.Request;

/** Bodies of requests as text. */
public final class Texts {

    /** No configuration and no certificate comes near; a longer body is a mistake or worse. */
    private static final int LONGEST = 1 << 20;

    private Texts() {}

    /**
     * The body.
     *
     * @return empty text if there is no body
     * @throws RequestFailed if it is too long or not UTF-8
     */
    public static String body(Request request) throws RequestFailed {
        byte[] bytes = request.payload().body().orElse(new byte[0]);
        if (bytes.length > LONGEST) {
            throw RequestFailed.bad("the body must be at most %d bytes, but was %d".formatted(LONGEST, bytes.length));
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw RequestFailed.bad("the body must be UTF-8 text, but is not");
        }
    }
}
