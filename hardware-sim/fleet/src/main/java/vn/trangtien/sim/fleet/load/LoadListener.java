package vn.trangtien.sim.fleet.load;

/** Told of each message that is to be stored, as it is handed to the line; called on the threads of the lines, so it must be quick. */
@FunctionalInterface
public interface LoadListener {

    /** Nobody listens. */
    LoadListener NONE = (gateway, seq, measuredAtMs, nanos) -> {};

    /**
     * @param measuredAtMs as the message says, by the gateway's own clock
     * @param nanos by {@link System#nanoTime}
     */
    void sent(GatewayName gateway, long seq, long measuredAtMs, long nanos);
}
