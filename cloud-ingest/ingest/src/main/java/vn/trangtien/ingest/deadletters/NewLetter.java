package vn.trangtien.ingest.deadletters;

import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import vn.trangtien.ingest.raw.RawMessage;
import vn.trangtien.ingest.raw.RawTopics;
import vn.trangtien.ingest.wording.Printable;

/** A letter as Kafka has it, in texts that a database takes. */
record NewLetter(
        Place place,
        String rawPosition,
        String sender,
        String topic,
        String reason,
        String detail,
        int bytes,
        Instant receivedAt,
        Instant refusedAt,
        @Nullable String replayOf) {

    private static final int MAX_TEXT = 300;
    private static final int MAX_DETAIL = 1_000;
    private static final int MAX_WORD = 60;

    static NewLetter of(String topicId, ConsumerRecord<String, byte @Nullable []> record) {
        RawMessage raw = RawMessage.of(record);
        return new NewLetter(
                new Place(topicId, record.partition(), record.offset()),
                // Whoever writes here without saying what it was is not to be lost either.
                header(record, RawTopics.HEADER_RAW_POSITION, MAX_WORD)
                        .orElse("?" + record.partition() + ":" + record.offset()),
                Printable.text(record.key() == null ? "" : record.key(), MAX_TEXT),
                Printable.text(raw.topic(), MAX_TEXT),
                header(record, RawTopics.HEADER_REASON, MAX_WORD).orElse("unknown"),
                header(record, RawTopics.HEADER_DETAIL, MAX_DETAIL).orElse(""),
                raw.payload().length,
                raw.receivedAt(),
                Instant.ofEpochMilli(Math.max(0, record.timestamp())),
                header(record, RawTopics.HEADER_REPLAY_OF, MAX_WORD).orElse(null));
    }

    private static Optional<String> header(ConsumerRecord<String, byte @Nullable []> record, String name, int most) {
        return Original.header(record, name).map(text -> Printable.text(text, most));
    }
}
