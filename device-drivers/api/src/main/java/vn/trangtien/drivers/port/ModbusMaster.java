package vn.trangtien.drivers.port;

import vn.trangtien.drivers.DeviceException;

/** Read access to 16-bit registers, whatever wire they hang on. */
public interface ModbusMaster extends AutoCloseable {

    /**
     * Function 3.
     *
     * @param unit 1 to 247; over TCP also 0 and 255, by which some devices know themselves
     * @param first 0 to 65535
     * @param count 1 to 125
     * @return exactly {@code count} values, each 0 to 65535
     */
    int[] readHolding(int unit, int first, int count) throws DeviceException, InterruptedException;

    /** Function 4; otherwise as {@link #readHolding}. */
    int[] readInput(int unit, int first, int count) throws DeviceException, InterruptedException;

    /** Gives up connections of its own, if it has any; the next request makes them again. Safe to call twice. */
    @Override
    default void close() {}
}
