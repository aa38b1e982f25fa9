package vn.trangtien.drivers.port;

/** A digital input line, undebounced. */
public interface GpioIn {

    boolean isHigh();

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
