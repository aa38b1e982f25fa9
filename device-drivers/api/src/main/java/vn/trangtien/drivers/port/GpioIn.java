package vn.trangtien.drivers.port;

/** A digital input line, undebounced. */
public interface GpioIn {

    boolean isHigh();

    /**
     * Reports every change until the port is closed, on a thread of the platform; listeners return at once.
     *
     * @param listener gets the new level and the nanoseconds of the device clock
     */
    void onEdge(EdgeListener listener);

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
