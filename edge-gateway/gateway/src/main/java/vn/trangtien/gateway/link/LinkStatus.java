package vn.trangtien.gateway.link;

/**
 * How the link stands.
 *
 * @param connects successful connections since the start
 * @param sent messages handed to the broker, repetitions included
 * @param inFlight messages not yet acknowledged
 * @param lastError why the last connection failed or ended, in English for the log and the telephone; empty if none did
 * @param fault the same by its kind, with words and remedy for the technician
 */
public record LinkStatus(State state, long connects, long sent, int inFlight, String lastError, LinkFault fault) {

    /** A link that has not been started. */
    public static final LinkStatus NEW = new LinkStatus(State.STOPPED, 0, 0, 0, "", LinkFault.NONE);

    /** The link's life. */
    public enum State {
        STOPPED,
        /** Before the first attempt, until the clock is right. */
        WAITING_FOR_TIME,
        CONNECTING,
        CONNECTED,
        /** Between two attempts. */
        WAITING
    }
}
