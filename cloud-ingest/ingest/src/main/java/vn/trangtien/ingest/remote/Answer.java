package vn.trangtien.ingest.remote;

import java.time.Instant;
import java.util.OptionalInt;
import vn.trangtien.wire.KuraPayload;

/**
 * What became of a request.
 *
 * @param id under which it was asked last
 * @param code of the gateway, if it answered
 * @param message why there is no good answer, for people; empty if there is nothing to say
 * @param payload of the reply; empty without one
 * @param attempts how often it was sent
 */
public record Answer(
        String id,
        Outcome outcome,
        OptionalInt code,
        String message,
        KuraPayload payload,
        Instant askedAt,
        Instant endedAt,
        int attempts) {

    /** How a request ends. */
    public enum Outcome {
        /** The gateway answered, be it that it refuses. */
        ANSWERED,
        /** It did not answer in time. */
        TIMED_OUT,
        /** There is no connection to the broker. */
        AWAY,
        /** Too many requests to this gateway wait already. */
        BUSY,
        /** It could not be sent, or the reply could not be read. */
        FAILED
    }

    /** Whether the gateway did what it was asked. */
    public boolean isDone() {
        return outcome == Outcome.ANSWERED && code.orElse(0) == 200;
    }
}
