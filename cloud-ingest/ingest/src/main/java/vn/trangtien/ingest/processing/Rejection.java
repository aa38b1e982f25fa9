package vn.trangtien.ingest.processing;

import java.util.Locale;

/**
 * Why a message was refused.
 *
 * @param detail one sentence for a person
 */
record Rejection(Reason reason, String detail) {

    /** One word, used in counters and headers. */
    enum Reason {
        /** The topic lies in neither of Kura's trees. */
        BAD_TOPIC,
        /** A topic of Kura's that the ingest does not read. */
        UNSUPPORTED_TOPIC,
        /** The sender is not registered. */
        UNKNOWN_GATEWAY,
        /** The bytes are no payload. */
        UNDECODABLE,
        /** The payload decompresses to more than the limit. */
        TOO_LARGE,
        /** A payload without what its topic promises. */
        INCOMPLETE,
        /** A device or channel with a name that cannot be a key. */
        BAD_NAME,
        /** A picture that is no JPEG. */
        NOT_A_JPEG,
        /** A film that is no MP4. */
        NOT_AN_MP4,
        /** The spool's numbers have more holes than can be kept. */
        TOO_MANY_GAPS,
        /** The time-series store does not take the points. */
        REFUSED_BY_STORE;

        /** As in counters: {@code bad-topic}. */
        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
