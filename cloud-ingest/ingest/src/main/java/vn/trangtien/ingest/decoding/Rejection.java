package vn.trangtien.ingest.decoding;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Why a message was refused.
 *
 * @param detail one sentence for a person
 */
public record Rejection(Reason reason, String detail) {

    /** One word, used in counters and headers. */
    public enum Reason {
        /** The topic is none that a gateway writes on. */
        BAD_TOPIC,
        /** A topic that names no gateway, from a sender that is not known. */
        NO_SENDER,
        /** A topic of a known dialect that the ingest does not read. */
        UNSUPPORTED_TOPIC,
        /** The sender is not registered. */
        UNKNOWN_GATEWAY,
        /** The bytes are no payload. */
        UNDECODABLE,
        /** The payload decompresses to more than the limit, or holds more values than one message may. */
        TOO_LARGE,
        /** A payload without what its topic promises. */
        INCOMPLETE,
        /** A device or channel with a name that cannot be a key. */
        BAD_NAME,
        /** A picture that is no JPEG. */
        NOT_A_JPEG,
        /** A film that is no MP4. */
        NOT_AN_MP4,
        /** Sparkplug: an alias that no birth has explained. */
        UNKNOWN_ALIAS,
        /** The spool's numbers have more holes than can be kept. */
        TOO_MANY_GAPS,
        /** The time-series store does not take the points. */
        REFUSED_BY_STORE,
        /** A mistake of the ingest itself. */
        INTERNAL_ERROR;

        private static final Map<String, Reason> BY_WORD =
                Stream.of(values()).collect(Collectors.toUnmodifiableMap(Reason::word, reason -> reason));

        /** The reason of that word; empty if there is none, for instance one of a later version. */
        public static Optional<Reason> of(String word) {
            return Optional.ofNullable(BY_WORD.get(word));
        }

        /** As in counters: {@code bad-topic}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
