package vn.trangtien.sim.bus;

/** One device on an SPI bus, bit by bit: both sides shift at the same time. Called under the lock of its bus. */
public interface SpiTarget {

    /** Chip select goes low. */
    void select();

    /**
     * One clock.
     *
     * @param mosi the master's bit
     * @return the device's bit; true while it does not drive the line
     */
    boolean clock(boolean mosi);

    /** The supply comes back after a break: everything volatile is forgotten. */
    default void powerCycle() {}
}
