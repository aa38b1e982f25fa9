package vn.trangtien.wire.request;

import java.util.Arrays;
import java.util.Optional;

/** What a request wants; the first level of its topic after the application id. */
public enum Method {
    GET,
    PUT,
    POST,
    DEL,
    EXEC;

    /** Empty for anything that Kura answers with "bad request". */
    public static Optional<Method> of(String level) {
        return Arrays.stream(values())
                .filter(method -> method.name().equals(level))
                .findFirst();
    }
}
