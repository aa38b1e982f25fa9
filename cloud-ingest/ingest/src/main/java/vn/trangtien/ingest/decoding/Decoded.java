package vn.trangtien.ingest.decoding;

import java.util.Optional;
import vn.trangtien.ingest.decoding.Rejection.Reason;

/**
 * What came of one message: at most one of the two is there. Neither is there for a message that is in order and says nothing
 * about a gateway, for instance a command of the cloud that an external broker sent back.
 */
public record Decoded(Optional<Understood> understood, Optional<Rejection> rejection) {

    public static Decoded of(Understood understood) {
        return new Decoded(Optional.of(understood), Optional.empty());
    }

    public static Decoded of(Rejection rejection) {
        return new Decoded(Optional.empty(), Optional.of(rejection));
    }

    public static Decoded of(Reason reason, String detail) {
        return of(new Rejection(reason, detail));
    }

    /** In order, and nothing to keep. */
    public static Decoded aside() {
        return new Decoded(Optional.empty(), Optional.empty());
    }
}
