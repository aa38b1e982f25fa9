package vn.trangtien.sim.fleet;

/**
 * What became of the messages of a twin, counted in messages.
 *
 * @param offered what was to be published
 * @param refused no room
 * @param evicted made room for a newer one
 * @param dropped in flight when the connection broke, and not sent again
 * @param delivered acknowledged, or with QoS 0 handed to the network
 * @param pending still to be sent, or in flight
 */
public record StoreAccount(long offered, long refused, long evicted, long dropped, long delivered, long pending) {

    /** Whether each message has exactly one fate. */
    public boolean isConserved() {
        return offered == refused + evicted + dropped + delivered + pending;
    }
}
