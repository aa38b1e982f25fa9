package vn.trangtien.sim.bus;

import java.util.List;

/** What publishes to a broker, such as the network server of a radio sensor. Confined to the thread that drives the board. */
public interface MessageSource {

    /** Messages whose time has come, oldest first; each is given once. */
    List<Published> due(long now);

    /** When to call {@link #due} again, in nanoseconds of the device clock. */
    long nextDueAt();

    /** The supply comes back after a break: everything volatile is forgotten. */
    default void powerCycle() {}
}
