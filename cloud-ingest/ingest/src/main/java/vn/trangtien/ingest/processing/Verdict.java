package vn.trangtien.ingest.processing;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import vn.trangtien.ingest.decoding.Decoded;
import vn.trangtien.ingest.decoding.Decoders;
import vn.trangtien.ingest.decoding.Rejection;
import vn.trangtien.ingest.decoding.Understood;
import vn.trangtien.ingest.judging.Ruling;
import vn.trangtien.ingest.raw.RawMessage;
import vn.trangtien.ingest.raw.RawTopics;

/** One message of a batch and what becomes of it. Not thread-safe. */
final class Verdict {

    private final ConsumerRecord<String, byte @Nullable []> record;
    private final Ruling ruling;
    private final RawMessage raw;
    private Optional<Understood> understood = Optional.empty();
    private Outcome outcome;
    private @Nullable Rejection rejection;

    Verdict(ConsumerRecord<String, byte @Nullable []> record, Ruling ruling) {
        this.record = record;
        this.ruling = ruling;
        this.raw = RawMessage.of(record);
        this.outcome = Outcome.DUPLICATE;
        if (ruling.kind() != Ruling.Kind.DUPLICATE) {
            Decoded decoded = ruling.rejection().map(Decoded::of).orElseGet(() -> Decoders.decode(raw));
            this.understood = decoded.understood();
            this.rejection = decoded.rejection().orElse(null);
            this.outcome = rejection == null ? Outcome.STORED : Outcome.REJECTED;
        }
    }

    int partition() {
        return record.partition();
    }

    /** What was found about the message before anything was known of its gateway. */
    Ruling ruling() {
        return ruling;
    }

    ConsumerRecord<String, byte @Nullable []> record() {
        return record;
    }

    RawMessage raw() {
        return raw;
    }

    /** Whether this is a dead letter that was received anew. */
    boolean isReplay() {
        return record.headers().lastHeader(RawTopics.HEADER_REPLAY_OF) != null;
    }

    /** What the message says; empty if it could not be understood, or was there before. */
    Optional<Understood> understood() {
        return understood;
    }

    /** The message with what was found about its values. */
    void understandAs(Understood judged) {
        understood = Optional.of(judged);
    }

    /** What to store; empty for duplicates and what was rejected. */
    Optional<Understood> toStore() {
        return outcome == Outcome.STORED ? understood : Optional.empty();
    }

    Outcome outcome() {
        return outcome;
    }

    Optional<Rejection> rejection() {
        return Optional.ofNullable(rejection);
    }

    /** Says what the message means, now that the state of its node is known; a rejection stays what it is. */
    Outcome resolve(Decoded decoded) {
        understood = decoded.understood();
        return decoded.rejection().map(this::reject).orElse(outcome);
    }

    Outcome reject(Rejection why) {
        outcome = Outcome.REJECTED;
        rejection = why;
        return outcome;
    }
}
