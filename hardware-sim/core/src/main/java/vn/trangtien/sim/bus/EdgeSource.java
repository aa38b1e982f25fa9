package vn.trangtien.sim.bus;

import java.util.List;

/** What drives a digital input line, such as a contact. Confined to the thread that drives the board. */
public interface EdgeSource {

    /** The level after the edges given so far. */
    boolean high();

    /** Edges whose time has come, oldest first; each is given once. */
    List<Edge> due(long now);

    /** When to call {@link #due} again, in nanoseconds of the device clock: the next edge, or the next look at the world. */
    long nextDueAt();

    /** The supply comes back after a break: everything volatile is forgotten. */
    default void powerCycle() {}
}
