package vn.trangtien.ingest.decoding;

import vn.trangtien.ingest.raw.RawMessage;

/**
 * One way in which devices write. Pure and thread-safe: the same message always gives the same result, whoever asks and
 * whenever.
 */
public interface Dialect {

    /** As in counters and documents: {@code sparkplug-b}. */
    String name();

    /** Whether a message is written in this dialect, by its topic and content type alone. */
    boolean reads(RawMessage raw);

    /**
     * What the message says.
     *
     * @throws Refused the only way to fail, whatever the bytes
     */
    Decoded decode(RawMessage raw) throws Refused;

    /**
     * As much of the message as tells it from others. What a number tells apart need not be read for that: its values may be left to
     * {@link #decode}, which may still refuse them.
     *
     * @throws Refused the only way to fail, whatever the bytes
     */
    default Decoded recognise(RawMessage raw) throws Refused {
        return decode(raw);
    }
}
