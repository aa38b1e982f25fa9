package vn.trangtien.sim.bus;

/** One device on an I2C bus, byte by byte. Called under the lock of its bus. */
public interface I2cTarget {

    /**
     * A start condition with the device's address.
     *
     * @return whether the device acknowledges
     */
    boolean start(boolean read);

    /** One byte of the master; the device acknowledges it or not. */
    boolean write(int octet);

    /** The next byte of the device, 0 to 255. */
    int read();

    default void stop() {}

    /** The supply comes back after a break: everything volatile is forgotten. */
    default void powerCycle() {}
}
