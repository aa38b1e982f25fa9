package vn.trangtien.ingest.intake;

import java.time.Duration;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import vn.trangtien.ingest.wording.Bilingual;

/** A whole request is not taken; nothing of it was kept. */
final class IntakeRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final HttpStatus status;
    private final transient Optional<Duration> retryAfter;

    private IntakeRefused(HttpStatus status, Optional<Duration> retryAfter, String message) {
        super(message, null, false, false);
        this.status = status;
        this.retryAfter = retryAfter;
    }

    /** Sending the same again will fail again. */
    static IntakeRefused of(HttpStatus status, String vietnamese, String english, Object... values) {
        return new IntakeRefused(status, Optional.empty(), Bilingual.text(vietnamese, english, values));
    }

    /** Sending the same again later is right. */
    static IntakeRefused forNow(
            HttpStatus status, Duration retryAfter, String vietnamese, String english, Object... values) {
        return new IntakeRefused(status, Optional.of(retryAfter), Bilingual.text(vietnamese, english, values));
    }

    HttpStatus status() {
        return status;
    }

    Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
