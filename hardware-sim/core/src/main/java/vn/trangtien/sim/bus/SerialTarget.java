package vn.trangtien.sim.bus;

import java.util.List;

/** One device at the end of a serial line. Confined to the thread that drives the line. */
public interface SerialTarget {

    /** The rate at which it sends and understands. */
    int baud();

    /** Bytes of the other side, in any portions. */
    void receive(byte[] bytes, long now);

    /** Frames whose time has come, oldest first; each is given once. */
    List<byte[]> due(long now);

    /** When to call {@link #due} again, in nanoseconds of the device clock; {@link Long#MAX_VALUE} if only after bytes came. */
    long nextDueAt();

    /** The supply comes back after a break: everything volatile is forgotten. */
    default void powerCycle() {}
}
