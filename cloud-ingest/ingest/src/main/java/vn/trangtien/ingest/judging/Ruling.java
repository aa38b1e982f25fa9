package vn.trangtien.ingest.judging;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import vn.trangtien.ingest.decoding.Rejection;
import vn.trangtien.ingest.decoding.Rejection.Reason;
import vn.trangtien.ingest.raw.RawTopics;

/**
 * What was found about one message of the raw topic; it travels in the headers of the judged record. Immutable.
 *
 * @param rejection why it is refused; there if and only if it is
 * @param position of the message in the raw topic
 * @param ordinal running number among the messages of its key, from 1
 * @param figures of its spool, if this message changed them
 */
public record Ruling(
        Kind kind, Optional<Rejection> rejection, Position position, long ordinal, Optional<Figures> figures) {

    /** What becomes of the message. */
    public enum Kind {
        /** It is new and can be understood. */
        ACCEPTED,
        /** It was there before. */
        DUPLICATE,
        /** It cannot be understood or recognised. */
        REJECTED
    }

    /** Where a message stands in the raw topic. */
    public record Position(int partition, long offset) {

        @Override
        public String toString() {
            return partition + ":" + offset;
        }
    }

    /**
     * What is missing of a spool.
     *
     * @param gaps numbers below the greatest that have not arrived, nobody knows why
     * @param evictedMissing numbers that have not arrived because the gateway gave them up
     */
    public record Figures(String spool, long gaps, long evictedMissing) {}

    private static final Set<String> HEADERS = Set.of(
            RawTopics.HEADER_VERDICT,
            RawTopics.HEADER_REASON,
            RawTopics.HEADER_DETAIL,
            RawTopics.HEADER_RAW_POSITION,
            RawTopics.HEADER_ORDINAL,
            RawTopics.HEADER_GAPS);

    private static final Map<Kind, byte[]> WORDS = Map.of(
            Kind.ACCEPTED, bytes(Kind.ACCEPTED.name()),
            Kind.DUPLICATE, bytes(Kind.DUPLICATE.name()),
            Kind.REJECTED, bytes(Kind.REJECTED.name()));

    /** Whether a header of that name says something about the message that its sender did not say. */
    public static boolean isAdded(String header) {
        return HEADERS.contains(header);
    }

    /** Adds the ruling to the headers of the raw record. */
    public void writeTo(Headers headers) {
        headers.add(RawTopics.HEADER_VERDICT, word())
                .add(RawTopics.HEADER_RAW_POSITION, bytes(position.toString()))
                .add(RawTopics.HEADER_ORDINAL, bytes(Long.toString(ordinal)));
        rejection.ifPresent(
                why -> headers.add(RawTopics.HEADER_REASON, bytes(why.reason().word()))
                        .add(RawTopics.HEADER_DETAIL, bytes(why.detail())));
        figures.ifPresent(now ->
                headers.add(RawTopics.HEADER_GAPS, bytes(now.spool() + ";" + now.gaps() + ";" + now.evictedMissing())));
    }

    /** Reads what {@link #writeTo} wrote; empty if the record was not written by it. */
    public static Optional<Ruling> of(Headers headers) {
        try {
            Kind kind = Kind.valueOf(text(headers, RawTopics.HEADER_VERDICT));
            String[] position = text(headers, RawTopics.HEADER_RAW_POSITION).split(":", 2);
            return Optional.of(new Ruling(
                    kind,
                    kind == Kind.REJECTED ? Optional.of(rejection(headers)) : Optional.empty(),
                    new Position(Integer.parseInt(position[0]), Long.parseLong(position[1])),
                    Long.parseLong(text(headers, RawTopics.HEADER_ORDINAL)),
                    Optional.ofNullable(headers.lastHeader(RawTopics.HEADER_GAPS))
                            .map(Ruling::figures)));
        } catch (IllegalArgumentException | IndexOutOfBoundsException foreign) {
            return Optional.empty();
        }
    }

    private static Rejection rejection(Headers headers) {
        return new Rejection(
                Reason.of(text(headers, RawTopics.HEADER_REASON)).orElse(Reason.INTERNAL_ERROR),
                text(headers, RawTopics.HEADER_DETAIL));
    }

    /** A spool's id may hold anything, so the text is read from its end. */
    private static Figures figures(Header header) {
        String text = new String(header.value(), UTF_8);
        int last = text.lastIndexOf(';');
        int first = text.lastIndexOf(';', last - 1);
        return new Figures(
                text.substring(0, first),
                Long.parseLong(text.substring(first + 1, last)),
                Long.parseLong(text.substring(last + 1)));
    }

    private byte[] word() {
        byte[] word = WORDS.get(kind);
        return word == null ? bytes(kind.name()) : word;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static String text(Headers headers, String name) {
        @Nullable Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? "" : new String(header.value(), UTF_8);
    }
}
