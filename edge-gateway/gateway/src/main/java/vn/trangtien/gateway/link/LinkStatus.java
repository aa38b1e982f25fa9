package vn.trangtien.gateway.link;

/**
 * How the link stands.
 *
 * @param connects successful connections since the start
 * @param sent messages handed to the broker, repetitions included
 * @param inFlight messages not yet acknowledged
 * @param lastError why the last connection failed or ended, empty if none did
 */
public record LinkStatus(State state, long connects, long sent, int inFlight, String lastError) {

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
