package vn.trangtien.ingest.deadletters;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One refused message, without its bytes.
 *
 * @param id by which people name it
 * @param rawPosition where the message stands in the raw topic, {@code partition:offset}
 * @param sender {@code account/gateway} as the message's topic has it; it may be anything
 * @param topic MQTT topic, cut and printable
 * @param reason one word, as in the counters
 * @param detail one sentence
 * @param bytes of the payload
 * @param receivedAt when it was received first
 * @param stateBy who made it so; absent where the ingest did
 * @param stateWhy of a dismissal
 * @param replayOf raw position of the letter from which the message was replayed
 * @param replayedAs raw position under which it was received anew
 * @param queued whether it waits for its replay
 * @param trouble why it could not be replayed
 */
public record DeadLetter(
        long id,
        String rawPosition,
        String sender,
        String topic,
        String reason,
        String detail,
        int bytes,
        Instant receivedAt,
        Instant refusedAt,
        LetterState state,
        @Nullable Instant stateAt,
        @Nullable String stateBy,
        @Nullable String stateWhy,
        @Nullable String replayOf,
        @Nullable String replayedAs,
        boolean queued,
        @Nullable String trouble) {}
