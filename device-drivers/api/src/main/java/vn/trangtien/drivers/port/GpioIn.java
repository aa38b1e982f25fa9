package vn.trangtien.drivers.port;

import vn.trangtien.drivers.DeviceException;

/** A digital input line, undebounced. */
public interface GpioIn {

    /**
     * The level now.
     *
     * @throws DeviceException with {@code PORT_GONE} if the line cannot be read
     */
    boolean isHigh() throws DeviceException;

    /**
     * Reports every change until cancelled or the port is closed, on a thread of the platform; listeners return at once.
     *
     * @param listener gets the new level and the nanoseconds of the device clock
     */
    Subscription onEdge(EdgeListener listener);

    /** Ends the reports of one listener. */
    @FunctionalInterface
    interface Subscription {
        void cancel();
    }

    /** Hears of a change of level. */
    @FunctionalInterface
    interface EdgeListener {
        void edge(boolean high, long atNanos);
    }

    /** The resistor that holds an open line. */
    enum Pull {
        UP,
        DOWN,
        NONE
    }
}
