package vn.trangtien.ingest.raw;

/** Names of the ingest's own topics and of the headers in them. */
public final class RawTopics {

    /** {@link RawMessage}; key is {@code account/gateway}, value the payload as received. */
    public static final String RAW = "ingest.raw.v1";

    /**
     * The messages of {@link #RAW}, each once and in its order, in the partition of the same number, with the headers of a ruling
     * beside their own.
     */
    public static final String JUDGED = "ingest.judged.v1";

    /** What was refused: key and value as in {@link #RAW}, with the headers of the raw record and the reason. */
    public static final String DEAD = "ingest.dead.v1";

    /** MQTT topic. */
    public static final String HEADER_TOPIC = "topic";

    /** MQTT client id of the sender, or as its topic names it; the broker has seen to it that this is true. */
    public static final String HEADER_CLIENT_ID = "clientId";

    /** {@code account/gateway} of the authenticated sender; absent if the message came from an external broker. */
    public static final String HEADER_GATEWAY = "gateway";

    /** When the ingest had the message, ms since 1970 as text. */
    public static final String HEADER_RECEIVED_AT = "receivedAt";

    /** Media type of the payload, where the sender gave one. */
    public static final String HEADER_CONTENT_TYPE = "contentType";

    /** What the sender calls this message, to recognise it when it comes again. */
    public static final String HEADER_MESSAGE_ID = "messageId";

    /** Of a judged record: ACCEPTED, DUPLICATE or REJECTED. */
    public static final String HEADER_VERDICT = "verdict";

    /** Of a judged record: running number among the messages of its key. */
    public static final String HEADER_ORDINAL = "ordinal";

    /** Of a judged record that changed them: {@code spool;gaps;evictedMissing}. */
    public static final String HEADER_GAPS = "gaps";

    /** Of a dead letter, and of a judged record that is rejected: why, one word. */
    public static final String HEADER_REASON = "reason";

    /** Of a dead letter, and of a judged record that is rejected: why, one sentence. */
    public static final String HEADER_DETAIL = "detail";

    /**
     * Of a judged record and of a dead letter: where it stands in the raw topic, {@code partition:offset}; the same in every
     * repetition.
     */
    public static final String HEADER_RAW_POSITION = "rawPosition";

    /** Of a raw record that is a dead letter received anew: the letter's {@link #HEADER_RAW_POSITION}. */
    public static final String HEADER_REPLAY_OF = "replayOf";

    private RawTopics() {}
}
